"""``deskcheck references`` prints what any file's list holds."""

import io
import json

import pytest

from deskcheck.commands.references import references_command
from deskcheck.errors import InputError, SettingsError
from deskcheck.extractors.references import read_lines

FIRST = (
    "Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110."
)
SECOND = "Okafor, N. (2020). Memory and rest. Annals of Cognition, 4(1), 22–31."
ARTICLE = f"Sleep\n\nSleep helps recall.\n\nReferences\n\n1. {FIRST}\nAdvertisement\n2. {SECOND}\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*paths, **options):
    out, err = io.StringIO(), io.StringIO()
    count = references_command(list(paths), out=out, err=err, **options)
    return count, out.getvalue(), err.getvalue()


def test_the_list_inside_an_article_is_printed_as_json(article):
    count, out, err = run(article)
    rows = json.loads(out)
    assert [(row["number"], row["label"], row["printed"]) for row in rows] == [(1, "1.", FIRST), (2, "2.", SECOND)]
    assert rows[0]["fields"]["title"] == "Sleep duration and recall in adults"
    assert (count, err.startswith(f"{article}:8: stands between references")) == (1, True)


@pytest.mark.parametrize(
    ("to", "sign"), [("bibtex", "@article{"), ("ris", "TY  - JOUR"), ("csl-json", '"container-title"')]
)
def test_other_formats_are_written(article, to, sign):
    _, out, _ = run(article, to=to)
    assert sign in out


def test_a_bibliography_is_converted(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("@article{a, title={Sleep}, year=2019}\n@broken{b title={x}\n", encoding="utf-8")
    count, out, err = run(path, to="csl-json")
    assert json.loads(out) == [
        {"id": "a", "type": "article-journal", "title": "Sleep", "issued": {"date-parts": [[2019]]}}
    ]
    assert count == 1
    assert f"{path}:2: the entry is broken" in err


def test_every_line_is_answered_in_order(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text(f"{FIRST}\n\n{SECOND}", encoding="utf-8")
    _, out, _ = run(path, lines=True)
    first, empty, second = map(json.loads, out.splitlines())
    assert first["fields"]["DOI" if "DOI" in first["fields"] else "title"] == "Sleep duration and recall in adults"
    assert empty == {"fields": {}, "spans": [], "confidence": 0.0}
    assert second["fields"]["issued"] == {"date-parts": [[2020]]}
    start, end, label = first["spans"][0]
    assert FIRST[start:end].startswith("Harlow")
    assert label == "author"


def test_an_article_without_a_list_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Sleep helps recall in most people.", encoding="utf-8")
    assert run(path) == (1, "[]\n", f"{path}:1: no reference list was found\n")


@pytest.mark.parametrize(
    ("to", "told"),
    [("word", "no citation style 'word'"), ("bibtx", "Did you mean bibtex"), ("csljson", "Did you mean csl-json")],
)
def test_an_unknown_format_or_style_is_refused(to, told, article):
    with pytest.raises(SettingsError, match=told):
        run(article, to=to)


def test_the_list_is_set_in_a_style_in_its_order(article):
    _, out, _ = run(article, to="apa")
    assert out.splitlines() == [FIRST, SECOND]
    with pytest.raises(SettingsError, match="Leave --lines out"):
        run(article, to="apa", lines=True)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError):
        run(tmp_path / "none.bib")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\xff\xfe\x00",
        b"a" * 20_000,
        b"\x00\n\x01",
        "\u202eabc\u200f".encode(),
        "Иванов И. Сон. 2010.".encode(),
    ],
)
def test_hostile_lines_are_answered(data):
    results = read_lines(data)
    assert len(results) == len(data.split(b"\n")) - data.endswith(b"\n") - (data == b"")
    assert all(0 <= result.confidence <= 1 for result in results)


def test_a_dossier_folder_stands_for_its_article(article):
    assert run(article.parent)[1] == run(article)[1]

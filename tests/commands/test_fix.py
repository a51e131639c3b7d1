"""``deskcheck fix``: what the records prove is mended, everything else stays byte for byte, and a second run rests."""

import json
import shutil
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_reference
from deskcheck.commands import fix_bibtex
from deskcheck.commands.fix import Request, fixed, run
from deskcheck.commands.match import Request as Lookups
from deskcheck.errors import ExitCode, InputError, SettingsError
from deskcheck.model import CslItem, CslName, FieldComparison, Match, MatchStatus, Work, correction
from deskcheck.model.correction import Change
from small_desk import RETRACTION, WORKS, printed, record

NIGHT = printed("night")
PLAIN = NIGHT.split(" https://")[0]
STRANGER = "Okafor, N. (2020). Memory and rest. Annals of Cognition, 4(1), 22–31."
BIB = """% The desk's list, checked in May.
@string{jrs = "Journal of Rest Studies"}
@comment{nothing to see}

@article{harlow, % a remark
  author  = {Harlow, Tess and Winton, Bo},
  title   = {Night shifts and recall among hospital {cleaners}},
  journal = jrs,
  year    = 2019,
  volume  = "12", number = {3},
  pages   = {110--121}
}

@article{other, title={Memory and rest}, author={Okafor, N.}, journal={Annals of Cognition}, year={2020}}
@broken{b title={x}
"""
RIS = """TY  - JOUR\r
AU  - Harlow, Tess\r
AU  - Winton, Bo\r
TI  - Night shifts and recall among hospital cleaners\r
T2  - Journal of Rest Studies\r
PY  - 2019\r
VL  - 12\r
IS  - 3\r
SP  - 110\r
EP  - 121\r
N1  - keep  me \r
ER  - \r
\r
TY  - JOUR\r
TI  - Memory and rest\r
AU  - Okafor, N.\r
PY  - 2020\r
ER  - \r
"""
CSL = """[
  {"id": "night", "type": "article-journal",
   "title": "Night shifts and recall among hospital cleaners",
   "author": [{"family": "Harlow", "given": "Tess"}, {"family": "Winton", "given": "Bo"}],
   "container-title": "Journal of Rest Studies", "volume": 12, "issue": "3", "page": "110-121",
   "issued": {"date-parts": [[2023, 5]]}, "custom": {"kept": [1,  2]}},
  {"id": "other", "type": "article-journal", "title": "Memory and rest"}
]
"""

CSL_WITH_DOI = CSL.replace("2]}}", '2]}, "DOI": "10.5555/rest.7"}')
RIS_WITH_DOI = RIS.replace("2019", "2023").replace("me \r\n", "me \r\nDO  - 10.5555/rest.7\r\n")
BIB_WITH_DOI = BIB.replace("2019", "2023").replace("{110--121}\n", "{110--121},\n  doi = {10.5555/rest.7}\n")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    records = [json.dumps(record(work)) for work in WORKS]
    (folder / "crossref.jsonl").write_text("\n".join(records), encoding="utf-8")
    return folder


@pytest.fixture
def desk(tmp_path, dossier):
    def mend(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return fixed(path, Request(paths=(path,), lookups=Lookups(paths=(), dossier=dossier), **options))

    return mend


def article(*references, heading="## References"):
    listed = "\n".join(f"{number}. {one}" for number, one in enumerate(references, start=1))
    return f"# Working nights\n\nNight work is linked with poorer recall [1].\n\n{heading}\n\n{listed}\n"


def test_a_doi_is_added_and_a_wrong_year_mended_in_place(desk):
    done = desk("a.md", article(PLAIN.replace("(2023)", "(2019)"), STRANGER))
    assert done.new.text == article(NIGHT, STRANGER)
    assert done.told == ("reference 1: year: 2019 → 2023; DOI 10.5555/rest.7 added",)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Letters on Gardening", "Journal of Rest Studies"),
        ("Journal of Rest Studies, 14(", "Journal of Rest Studies, 12("),
        ("12(9)", "12(3)"),
        ("310–321", "110–121"),
    ],
)
def test_each_field_is_mended_by_its_own_words(words, right, desk):
    assert desk("a.txt", article(NIGHT.replace(right, words), heading="References")).new.text == article(
        NIGHT, heading="References"
    )


def test_markup_line_ends_and_the_mark_of_the_encoding_stay(desk):
    marked = PLAIN.replace("Journal of Rest Studies, 12", "*Journal of Rest Studies*, **12**").replace("2023", "2019")
    source = b"\xef\xbb\xbf" + article(f"{marked}  ", STRANGER).replace("\n", "\r\n").encode()
    done = desk("a.md", source)
    wanted = marked.replace("2019", "2023") + " https://doi.org/10.5555/rest.7  "
    assert done.new.bytes == b"\xef\xbb\xbf" + article(wanted, STRANGER).replace("\n", "\r\n").encode()


def test_an_entry_over_several_lines_is_mended_on_its_lines(desk):
    wrapped = NIGHT.replace("recall among", "recall\n   among").replace("Studies, 12", "Studies,\n   12")
    wrong = wrapped.replace("2023", "2019").split(" https:")[0]
    for name in ("a.md", "a.txt"):
        assert desk(name, article(wrong, STRANGER)).new.text == article(wrapped, STRANGER)


@pytest.mark.parametrize("text", [article(NIGHT, STRANGER), article(NIGHT.replace("2023", "2022"))])
def test_what_is_right_or_a_year_off_is_not_touched(text, desk):
    assert desk("a.md", text).new.text == text


def test_a_reference_that_may_mean_another_work_is_left_alone(desk):
    elsewhere = article(NIGHT.replace("10.5555/rest.7", "10.5555/city.2").replace("2023", "2019"))
    done = desk("a.md", elsewhere)
    assert done.new == done.old


def test_other_authors_prove_nothing_without_a_doi(desk):
    added = PLAIN.replace("Winton, B.", "Winton, B., & Nobody, A.").replace("2023", "2019")
    done = desk("a.md", article(added))
    assert done.new == done.old
    assert "another work may be meant" in done.told[0]
    assert desk("a.md", article(f"{added} https://doi.org/10.5555/rest.7")).new.text.count("2023") == 1


def test_what_was_misread_as_a_number_is_not_replaced_by_one():
    def changed(field, old, new):
        compared = (FieldComparison(field, "different", old, new),)
        work = Work(fields=CslItem(**{field: new}), authority="dossier")
        match = Match(status=MatchStatus.MATCHED, probability=0.99, work=work, comparison=compared)
        return [change.field for change in correction.changes(a_reference(match=match))]

    assert changed("volume", "G3", "8") == []
    assert changed("volume", "14", "12") == ["volume"]
    assert changed("page", "e101–e102", "110-121") == []
    assert changed("page", "310–321", "110-121") == ["page"]


def test_a_retracted_work_is_told_and_never_mended(tmp_path):
    (tmp_path / "crossref.jsonl").write_text(json.dumps(record("poplar", **{"updated-by": [RETRACTION]})), "utf-8")
    path = tmp_path / "article.md"
    path.write_text(article(printed("poplar").replace("2023", "2019").split(" https:")[0]), encoding="utf-8")
    done = fixed(path, Request(paths=(path,), lookups=Lookups(paths=())))
    assert done.new == done.old
    assert done.told == (
        "reference 1: left alone, its work was retracted or withdrawn on 2026-11-02: decide whether to cite it at all",
    )


def test_bibtex_keeps_everything_but_the_values_that_change(desk):
    done = desk("refs.bib", BIB)
    assert done.new.text == BIB_WITH_DOI


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("year    = 2019", "date = {2019-05-02}"),
        ("year    = 2019,\n", 'year = "2019", # x\n'),
        ("{110--121}\n", "{110--121},\n"),
        ("= jrs", "= {Journal of Rest Studies}"),
        ("\n", "\r\n"),
    ],
)
def test_bibtex_in_other_spellings_is_mended_once(old, new, desk):
    done = desk("refs.bib", BIB.replace(old, new))
    assert done.new != done.old
    assert desk("refs.bib", done.new.bytes).new == done.new
    assert "10.5555/rest.7" in done.new.text
    for kept in ("% The desk's list", "@string{jrs", "% a remark", "@article{other", "@broken{b title={x}"):
        assert kept in done.new.text


def test_ris_keeps_its_line_ends_and_other_tags(desk):
    assert desk("refs.ris", RIS).new.text == RIS_WITH_DOI
    endnote = "%0 Journal Article\n%A Harlow, Tess\n%A Winton, Bo\n%T Night shifts and recall among hospital cleaners\n"
    done = desk("refs.enw", f"{endnote}%J Journal of Rest Studies\n%D 2019\n%V 12\n%P 110-121\n")
    assert done.new.text == f"{endnote}%J Journal of Rest Studies\n%D 2023\n%V 12\n%P 110-121\n%R 10.5555/rest.7\n"


def test_csl_json_keeps_its_layout_and_unknown_keys(desk):
    assert desk("refs.json", CSL).new.text == CSL_WITH_DOI
    assert desk("refs.json", CSL_WITH_DOI.replace("[2023, 5]", "[2019, 5]")).new.text == CSL_WITH_DOI


@pytest.mark.parametrize(
    ("name", "text", "right", "wrong"),
    [
        ("refs.ris", RIS_WITH_DOI, "SP  - 110\r\nEP  - 121", "SP  - 310\r\nEP  - 321"),
        ("refs.ris", RIS_WITH_DOI, "AU  - Winton, Bo\r\n", "AU  - Winton, Bo\r\nAU  - Nobody, Ann\r\n"),
        ("refs.ris", RIS_WITH_DOI, "VL  - 12", "VL  - 14"),
        ("refs.ris", RIS_WITH_DOI, "T2  - Journal of Rest Studies", "T2  - Letters on Gardening"),
        ("refs.json", CSL_WITH_DOI, '"volume": 12', '"volume": 14'),
        ("refs.json", CSL_WITH_DOI, '"page": "110-121"', '"page": "310-321"'),
        ("refs.json", CSL_WITH_DOI, '"issue": "3"', '"issue": "8"'),
        ("refs.bib", BIB_WITH_DOI, '"12"', '"14"'),
        ("refs.bib", BIB_WITH_DOI, "{110--121}", "{310--321}"),
    ],
)
def test_fields_of_files_are_mended_to_the_record(name, text, right, wrong, desk):
    assert right in text
    assert desk(name, text.replace(right, wrong)).new.text == text
    assert desk(name, text).new.text == text


def test_names_become_those_of_the_record_in_bibtex():
    entry = "@article{a,\n author = {Nobody, Ann},\n year = 2019}"
    names = (CslName(family="Känel", given="R.", non_dropping_particle="von"), CslName(literal="Rest Office"))
    (edit,) = fix_bibtex.edits(entry, [Change(field="author", old="Nobody, Ann", new="", value=names)])
    assert entry[edit.start : edit.end] == "Nobody, Ann"
    assert edit.words.endswith("nel, R. and {Rest Office}")


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a, title = jrs # {x}}",
        "@article{a, title = jrs}",
        "@article{a, title = {x",
        "@article{a",
        "",
        "@a{b,}",
    ],
)
def test_values_of_strings_and_broken_entries_are_left_alone(entry):
    assert fix_bibtex.edits(entry, [Change(field="title", old="x", new="y", value="y")]) is None


def test_an_author_nobody_registered_leaves_csl_json(desk):
    added = CSL_WITH_DOI.replace('"Bo"}]', '"Bo"}, {"family": "Nobody", "given": "Ann"}]')
    mended = json.loads(desk("refs.json", added).new.text)
    assert mended == json.loads(CSL_WITH_DOI)


def test_a_style_sets_the_entries_of_known_works_anew_and_no_other(desk):
    text = article(PLAIN.replace("2023", "2019"), STRANGER)
    done = desk("a.md", text, style="vancouver")
    assert done.new.text == article(
        "Harlow T, Winton B. Night shifts and recall among hospital cleaners. Journal of Rest Studies. "
        "2023;12(3):110–21. doi:10.5555/rest.7",
        STRANGER,
    )
    assert desk("a.md", done.new.bytes, style="vancouver").new == done.new
    with pytest.raises(SettingsError, match="a bibliography has none"):
        desk("refs.bib", BIB, style="apa")


@pytest.mark.parametrize("name", ["a.html", "a.tex", "refs.nbib"])
def test_formats_that_cannot_be_mended_in_place_are_refused(name, desk):
    text = "PMID- 1\nTI  - Sleep\n" if name.endswith("nbib") else f"<p>{article(NIGHT)}</p>"
    with pytest.raises(InputError, match="not mended in place"):
        desk(name, text)


def test_nothing_is_asked_without_a_source_of_records(tmp_path):
    (tmp_path / "a.md").write_text(article(NIGHT))
    with pytest.raises(SettingsError, match="nothing to look up in"):
        fixed(tmp_path / "a.md", Request(paths=(), lookups=Lookups(paths=())))


CORRUPTIONS = [
    lambda text: text,
    lambda text: text.split(" https://")[0],
    lambda text: text.replace("2023", "2016").replace("2024", "2017").replace("2022", "2011"),
    lambda text: text.replace("(3)", "(8)"),
    lambda text: text.replace("110–121", "710–721"),
    lambda text: text.replace("Winton, B.", "Winton, B., & Nobody, A."),
    lambda text: text.replace(" and ", " or "),
    lambda text: text.replace("10.5555/", "10.5555/x"),
    lambda text: text.replace("https://doi.org/10.5555/", "https://doi.org/10.5555"),
    lambda text: text.replace("Journal of ", "*Annals of* "),
    lambda text: text.replace(". ", ".\n   "),
    lambda text: text.upper(),
    lambda text: text[: len(text) * 2 // 3],
]
ENTRY = st.tuples(st.sampled_from(sorted(WORKS)), st.lists(st.sampled_from(CORRUPTIONS), max_size=3))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(ENTRY, min_size=1, max_size=4),
    name=st.sampled_from(["a.md", "a.txt"]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    style=st.sampled_from(["", "apa"]),
)
def test_a_second_run_changes_nothing_whatever_the_first_met(entries, name, ending, style, desk):
    listed = []
    for work, corruptions in entries:
        text = printed(work)
        for corrupt in corruptions:
            text = corrupt(text)
        listed.append(text)
    source = article(*listed, STRANGER).replace("\n", ending).encode()
    first = desk(name, source, style=style)
    assert desk(name, first.new.bytes, style=style).new == first.new
    head = source.split(STRANGER.encode())[0].split(b"1. ")[0]
    assert first.new.bytes.startswith(head)
    assert first.new.bytes.endswith(f"{STRANGER}{ending}".encode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), file=st.sampled_from([("refs.bib", BIB), ("refs.ris", RIS), ("refs.json", CSL)]))
def test_damaged_bibliographies_are_left_readable_and_a_second_run_rests(data, file, desk):
    name, text = file
    start = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 12))
    damaged = text[:start] + data.draw(st.text(max_size=4)) + text[start + cut :]
    raw = damaged.encode("utf-8", "replace")
    try:
        first = desk(name, raw)
    except InputError:
        return
    assert desk(name, first.new.bytes).new == first.new
    if first.new != first.old and name == "refs.json":
        json.loads(first.new.text)


def test_the_patch_is_one_that_git_applies(tmp_path, dossier):
    folder = tmp_path / "desk"
    folder.mkdir()
    files = {"a b.md": article(PLAIN, STRANGER), "refs.bib": BIB, "refs.ris": RIS, "no-end.md": article(PLAIN).rstrip()}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    command = [sys.executable, "-m", "deskcheck", "fix", "--dossier", str(dossier), *files]
    shown = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert shown.returncode == ExitCode.FINDINGS, shown.stderr
    assert all((folder / name).read_bytes() == text.encode() for name, text in files.items())
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    subprocess.run(["git", "apply", "-"], cwd=copy, input=shown.stdout, check=True)
    written = subprocess.run([*command, "--write"], cwd=folder, capture_output=True, check=False)
    assert (written.returncode, written.stdout) == (ExitCode.OK, b"")
    for name, text in files.items():
        assert (copy / name).read_bytes() == (folder / name).read_bytes() != text.encode()
    again = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (again.returncode, again.stdout) == (ExitCode.OK, b"")


def test_when_one_file_is_bad_none_is_written(tmp_path, dossier):
    good, bad = tmp_path / "good.md", tmp_path / "bad.html"
    good.write_text(article(PLAIN))
    bad.write_text("<p>x</p>")
    request = Request(paths=(good, bad), lookups=Lookups(paths=(), dossier=dossier), write=True)
    with pytest.raises(InputError):
        run(request, echo=lambda _: None, say=lambda _: None)
    assert good.read_text() == article(PLAIN)

"""What a walk through a folder finds, what it calls the reports, and what it leaves out."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.commands.arguments import policy
from deskcheck.commands.audit_request import Request
from deskcheck.commands.folders import items_of
from deskcheck.commands.folders_patterns import Pattern, excluded
from deskcheck.errors import SettingsError


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(*paths):
    for path in map(Path, paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.\n")


def found(*folders, **more):
    request = Request(articles=tuple(map(Path, folders)), **more)
    return [(str(item.path), item.name) for item in items_of(request, lambda path: policy({}, path))]


def paths(*folders, **more):
    return [path for path, _ in found(*folders, **more)]


def test_articles_and_bibliographies_are_found_in_order_of_their_paths(desk):
    write("docs/z.md", "docs/a.txt", "docs/b/refs.bib", "docs/b/x.ris", "docs/b/c/y.html", "docs/LICENSE", "docs/p.png")
    assert found("docs") == [
        ("docs/a.txt", "docs/a"),
        ("docs/b/c/y.html", "docs/b/c/y"),
        ("docs/b/refs.bib", "docs/b/refs.bib"),
        ("docs/b/x.ris", "docs/b/x.ris"),
        ("docs/z.md", "docs/z"),
    ]


def test_the_names_of_reports_do_not_depend_on_how_the_folder_was_named(desk):
    write("docs/guides/sleep.md", "docs/guides/tea.md")
    whole = [name for _, name in found(".")]
    assert whole == ["docs/guides/sleep", "docs/guides/tea"]
    for folder in ("docs", "docs/guides", desk / "docs", "./docs/"):
        assert [name for _, name in found(folder)] == whole


def test_a_folder_elsewhere_names_its_reports_after_itself(desk, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere") / "posts"
    write(other / "a.md", other / "b" / "a.md")
    assert [name for _, name in found(other)] == ["posts/a", "posts/b/a"]


def test_two_folders_of_one_name_have_reports_of_their_own(desk, tmp_path_factory):
    folders = [tmp_path_factory.mktemp("one") / "posts", tmp_path_factory.mktemp("two") / "posts"]
    write(*(folder / "a.md" for folder in folders))
    assert [name for _, name in found(*folders)] == ["posts/a", "posts/a-2"]


def test_two_files_of_one_name_keep_their_suffixes(desk):
    write("docs/a.md", "docs/a.docx", "docs/b.md")
    assert [name for _, name in found("docs")] == ["docs/a.docx", "docs/a.md", "docs/b"]


def test_a_dossier_counts_once_and_an_article_among_others_is_one_of_them(desk):
    write("docs/fluff/article.md", "docs/fluff/crossref.jsonl", "docs/fluff/references.bib", "docs/fluff/sources/1.txt")
    write("docs/plain/article.md", "docs/plain/other.md", "docs/alone/article.md")
    assert found("docs") == [
        ("docs/alone", "docs/alone"),
        ("docs/fluff", "docs/fluff"),
        ("docs/plain/article.md", "docs/plain"),
        ("docs/plain/other.md", "docs/plain/other"),
    ]
    assert found("docs/fluff") == [("docs/fluff", "fluff")]
    assert paths("docs/plain") == ["docs/plain/article.md", "docs/plain/other.md"]


def test_what_is_hidden_built_or_made_by_us_is_left_out(desk):
    write("docs/a.md", "docs/.hidden.md", "docs/.cache/b.md", "docs/node_modules/c.md", "docs/_build/d.html")
    write("docs/old/audit.json", "docs/old/audit.md", "reports/x/audit.md", "out/y.md", "docs/reports/annual.md")
    assert paths(".", out=Path("out")) == ["docs/a.md", "docs/reports/annual.md"]
    assert paths("out") == ["out/y.md"]


def test_links_are_not_followed(desk, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    write("docs/a.md", outside / "secret.md")
    (desk / "docs" / "link").symlink_to(outside, target_is_directory=True)
    (desk / "docs" / "b.md").symlink_to(outside / "secret.md")
    (desk / "docs" / "loop").symlink_to(desk / "docs", target_is_directory=True)
    assert paths("docs") == ["docs/a.md"]
    (desk / "named").symlink_to(desk / "docs", target_is_directory=True)
    assert paths("named") == ["named/a.md"]


def test_named_files_are_taken_as_they_are_and_nothing_is_audited_twice(desk):
    write("docs/a.md", "docs/b.md", "docs/c/a.md")
    assert found("docs/a.md", "docs") == [("docs/a.md", "a"), ("docs/b.md", "docs/b"), ("docs/c/a.md", "docs/c/a")]
    assert found("docs", "docs/c") == [("docs/a.md", "docs/a"), ("docs/b.md", "docs/b"), ("docs/c/a.md", "docs/c/a")]
    assert found("docs/none.md") == [("docs/none.md", "none")]


def test_the_configuration_and_the_command_line_leave_out(desk):
    write("docs/a.md", "docs/drafts/b.md", "docs/drafts/deep/c.md", "docs/d.draft.md", "docs/e/notes.txt")
    (desk / "deskcheck.toml").write_text('exclude = ["docs/drafts/**", "*.draft.md"]\n')
    assert paths("docs") == ["docs/a.md", "docs/e/notes.txt"]
    assert paths("docs", exclude=("notes.txt",)) == ["docs/a.md"]
    assert paths("docs/drafts/b.md") == ["docs/drafts/b.md"]
    (desk / "docs" / "drafts" / "deskcheck.toml").write_text("exclude = []\n")
    assert paths("docs/drafts") == ["docs/drafts/b.md", "docs/drafts/deep/c.md"]


def test_a_folder_with_its_own_configuration_follows_it(desk):
    write("docs/a.md", "docs/desk/a.md", "docs/desk/b.md")
    (desk / "docs" / "desk" / "deskcheck.toml").write_text('exclude = ["a.md"]\n')
    assert paths(".") == ["docs/a.md", "docs/desk/b.md"]
    (desk / "docs" / "desk" / "deskcheck.toml").write_text("exclude = [1]\n")
    with pytest.raises(SettingsError):
        found(".")


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("drafts/**", ["drafts/a.md", "drafts/x/a.md"], ["a/drafts/a.md", "drafts.md"]),
        ("**/drafts", ["drafts/a.md", "a/drafts/b.md", "a/b/drafts"], ["drafts.md", "a/mydrafts/b"]),
        ("old/", ["old/a", "x/old/a"], ["older/a"]),
        ("/old", ["old/a"], ["x/old/a"]),
        ("*.tmp.md", ["a.tmp.md", "x/y/b.tmp.md"], ["a.md", "tmp.md"]),
        ("a/*/c.md", ["a/b/c.md"], ["a/c.md", "a/b/b/c.md", "x/a/b/c.md"]),
        ("a/**/c.md", ["a/c.md", "a/b/c.md", "a/b/b/c.md"], ["c.md", "x/c.md"]),
        ("[ab].md", ["a.md", "x/b.md"], ["c.md"]),
        ("", [], ["a.md", "a/b"]),
    ],
)
def test_patterns_mean_what_people_expect(pattern, inside, outside):
    held = Pattern.of(pattern)
    assert [path for path in inside if not held.fits(path.split("/"))] == []
    assert [path for path in outside if held.fits(path.split("/"))] == []


segments = st.lists(st.sampled_from(["a", "b", "c.md", "drafts"]), min_size=1, max_size=6)


@given(segments, st.data())
def test_a_pattern_made_from_a_path_fits_it(path, data):
    cut = data.draw(st.integers(1, len(path)))
    assert excluded(path, [Pattern.of("/" + "/".join(path[:cut]))])
    assert excluded(path, [Pattern.of("**/" + "/".join(path[cut - 1 :]))])
    assert excluded(path, [Pattern.of("**")])
    assert not excluded(path, [Pattern.of("/" + "/".join([*path, "more"]))])


@given(st.text(alphabet="*/a.?[]!", max_size=40), st.lists(st.text(alphabet="ab.", min_size=1), max_size=12))
def test_no_pattern_breaks_the_walk(text, path):
    assert excluded(path, [Pattern.of(text)]) in (True, False)


def test_hostile_patterns_and_paths_take_no_time():
    pattern = Pattern.of("/".join(["**", "*a*a*a*a*b"] * 40))
    assert not pattern.fits(["a" * 200] * 40)


def test_json_that_is_no_bibliography_is_told_from_one_that_is(desk):
    from deskcheck.commands.audit_request import Item  # noqa: PLC0415
    from deskcheck.commands.folders_evident import NO_BIBLIOGRAPHY, no_bibliography  # noqa: PLC0415

    held = {"id": "x", "title": "Poplar fluff", "author": [{"family": "Harlow"}]}
    shapes = {
        "list.json": ([held, held], ""),
        "one.json": (held, ""),
        "items.json": ({"items": [held]}, ""),
        "package.json": ({"name": "desk", "version": "1"}, NO_BIBLIOGRAPHY),
        "schema.json": ({"title": "Audit", "type": "object"}, NO_BIBLIOGRAPHY),
        "numbers.json": ([1, 2], NO_BIBLIOGRAPHY),
        "empty.json": ([], NO_BIBLIOGRAPHY),
    }
    for name, (value, reason) in shapes.items():
        Path(name).write_text(json.dumps(value))
        assert no_bibliography(Item(Path(name), name, found=True)) == reason, name
        assert no_bibliography(Item(Path(name), name)) == ""


def test_what_is_no_file_is_not_opened(desk):
    write("docs/a.md")
    os.mkfifo(desk / "docs" / "pipe.md")
    assert paths("docs") == ["docs/a.md"]

"""The bundled dossier parses, agrees with itself and keeps the promises of docs/dossier.md."""

import datetime
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

FOLDER = Path(__file__).parents[2] / "references" / "emotional-detachment"
REGISTERED = {2, 6, 7, 8, 13}
DOI = re.compile(r"10\.\d{4,9}/[!-~]+")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.fixture(scope="module")
def text() -> str:
    return (FOLDER / "article.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def prose(text: str) -> str:
    return text.split("## 13 Sources", maxsplit=1)[0]


@pytest.fixture(scope="module")
def printed(text: str) -> dict[int, str]:
    listed = text.split("## 13 Sources")[1].split("\n## ", maxsplit=1)[0]
    return {int(number): entry for number, entry in re.findall(r"^(\d+)\. (.+)$", listed, re.M)}


@pytest.fixture(scope="module")
def entries() -> dict[int, dict[str, Any]]:
    library = bibtexparser.parse_file(str(FOLDER / "references.bib"), encoding="utf-8")
    assert library.failed_blocks == []
    fields = [{"key": entry.key, **{field.key: field.value for field in entry.fields}} for entry in library.entries]
    return {int(entry["deskcheck-number"]): entry for entry in fields}


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    lines = (FOLDER / "crossref.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def sources() -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / "evidence.toml").read_text(encoding="utf-8"))["source"]


def test_thirteen_sources_are_printed_in_order(printed: dict[int, str]) -> None:
    assert list(printed) == list(range(1, 14))


def test_article_cites_without_markers(prose: str) -> None:
    assert not re.search(r"\[\d+(?:[,–-]\s?\d+)*\]", prose)
    assert not re.search(r"[¹²³⁴-⁹]|\^\d|<sup>", prose)
    assert not re.search(r"\([^()]*\b(?:19|20)\d\d[a-z]?\)", prose)
    assert "](http" not in prose


def test_article_is_of_the_promised_size(prose: str) -> None:
    assert 800 <= len(prose.split()) <= 1200


def test_printed_faults_are_kept(printed: dict[int, str]) -> None:
    assert "ScienceDirect, 122(105338)" in printed[8]
    assert printed[10].startswith("[Internet]. Cologne")
    assert printed[3].startswith("FFF ")
    assert all(printed[number].startswith("NIMH » ") for number in (9, 11))
    assert printed[7].endswith("Retrieved from,_Emotional_Dysregulation,.2.aspx")
    assert not any("doi" in entry.casefold() or "http" in entry for entry in printed.values())


def test_bibliography_has_each_source_once(entries: dict[int, dict[str, Any]]) -> None:
    assert sorted(entries) == list(range(1, 14))
    assert [entries[number]["key"] for number in sorted(entries)] == [f"ref{number:02d}" for number in range(1, 14)]


def test_bibliography_titles_are_the_printed_works(entries: dict[int, dict[str, Any]], printed: dict[int, str]) -> None:
    for number, entry in entries.items():
        title = entry["title"].replace("\\&", "&").replace("{", "").replace("}", "")
        assert title.casefold() in printed[number].casefold()


def test_names_split_into_people_and_organisations() -> None:
    # Names before LaTeX: decoding takes off the braces that hold an organisation together.
    names = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    library = bibtexparser.parse_file(str(FOLDER / "references.bib"), append_middleware=names, encoding="utf-8")
    assert library.failed_blocks == []
    authors = {entry.key: entry["author"] for entry in library.entries}
    assert [len(authors[f"ref{number:02d}"]) for number in range(1, 14)] == [1, 3, 1, 1, 1, 6, 4, 5, 1, 1, 1, 1, 5]
    assert authors["ref06"][4].von == ["von"]


def test_only_registered_works_have_a_doi(entries: dict[int, dict[str, Any]]) -> None:
    assert {number for number, entry in entries.items() if "doi" in entry} == REGISTERED
    assert all(DOI.fullmatch(entries[number]["doi"]) for number in REGISTERED)


def test_records_are_the_five_registered_works(
    records: list[dict[str, Any]], entries: dict[int, dict[str, Any]]
) -> None:
    assert [record["DOI"] for record in records] == [entries[number]["doi"].lower() for number in sorted(REGISTERED)]


def test_records_say_that_they_are_compiled(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert record["_provenance"]["compiled"] is True
        assert datetime.date.fromisoformat(record["_provenance"]["compiled_on"]) == datetime.date(2026, 11, 23)
        assert "abstract" not in record


def test_records_agree_with_the_bibliography(records: list[dict[str, Any]], entries: dict[int, dict[str, Any]]) -> None:
    by_doi = {entry["doi"].lower(): entry for entry in entries.values() if "doi" in entry}
    for record in records:
        entry = by_doi[record["DOI"]]
        assert words(record["title"][0]) == words(entry["title"].replace("{", "").replace("}", ""))
        assert words(record["container-title"][0]) == words(entry["journal"])
        assert record["volume"] == entry["volume"]
        assert record.get("issue") == entry.get("number")
        assert record.get("article-number") == entry.get("eid")
        assert record["issued"]["date-parts"][0] == [int(part) for part in entry["date"].split("-")]
        assert [author["family"] for author in record["author"]] == [
            name.split(",")[0] for name in entry["author"].split(" and ")
        ]
        assert [author["sequence"] == "first" for author in record["author"]].count(True) == 1
        assert record["ISSN"] == entry["issn"].split(", ")


def test_notes_belong_to_printed_references(sources: list[dict[str, Any]], printed: dict[int, str]) -> None:
    numbers = [source["reference"] for source in sources]
    assert len(numbers) == len(set(numbers))
    for source in sources:
        assert source["title"] in printed[source["reference"]]


def test_notes_say_who_read_what_and_when(sources: list[dict[str, Any]]) -> None:
    for source in sources:
        assert source["checked_on"] == datetime.date(2026, 11, 23)
        assert source["checked_by"]
        assert (source["read"] == "not retrieved") == (not source.get("note"))
        for note in source.get("note", []):
            assert set(note) == {"says", "locator"}
            assert note["says"][0].isupper() or note["says"][0].isdigit()
            assert note["says"].endswith(".")
            assert note["locator"]


def test_samples_are_stated_in_a_note(sources: list[dict[str, Any]]) -> None:
    samples = {source["reference"]: source for source in sources if "sample" in source}
    assert set(samples) == {2, 6, 8, 13}
    for source in samples.values():
        assert any(str(source["sample"]) in note["says"] for note in source["note"])


def fenced(page: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", page, re.M | re.S)
    assert found, language
    return found.group(1)


def test_examples_of_the_documentation_parse() -> None:
    page = (Path(__file__).parents[2] / "docs" / "dossier.md").read_text(encoding="utf-8")
    assert bibtexparser.parse_string(fenced(page, "bibtex")).failed_blocks == []
    assert json.loads(fenced(page, "json"))["_provenance"]["compiled"] is True
    noted = tomllib.loads(fenced(page, "toml"))["source"][0]
    assert noted["note"][0]["says"]
    assert noted["title"] in fenced(page, "markdown")

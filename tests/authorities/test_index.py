# ruff: noqa: E501 - tables of cases read best with a case on a line
"""Local indexes: built, opened, searched, updated and refused."""

import gzip
import json
import random
import sqlite3
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.authorities.index import Index
from deskcheck.authorities.index import build as building
from deskcheck.authorities.index.build import build, update
from deskcheck.authorities.index.keys import ID_BITS, KEY_BITS
from deskcheck.authorities.index.postings import LONGEST_LIST, Run, merge_runs, write_run
from deskcheck.errors import InputError, OutputError
from deskcheck.model import MatchStatus, NoticeType
from invented_works import HARLOW, message, reference

EELS = message(
    "10.5555/eel",
    "Migration of eels in cold rivers",
    volume="40",
    page="7-19",
    author=[{"family": "Lind", "given": "E"}],
)
MESSAGES = [message(), EELS]


def written(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def built(folder, *messages, name="index"):
    source = written(folder, f"{name}.jsonl", "\n".join(map(json.dumps, messages or MESSAGES)))
    build([source], folder / name)
    return Index.open(folder / name)


def test_a_reference_is_matched_with_its_whole_record(tmp_path):
    match = built(tmp_path).look_up(reference(HARLOW))
    assert (match.status, match.doi, match.work.authority) == (MatchStatus.MATCHED, "10.5555/rest.7", "index")
    assert [name.shown() for name in match.work.fields.author] == ["Harlow, Tess", "Winton, Bo"]
    assert {one.result for one in match.comparison} <= {"same", "missing"}


def test_the_index_says_that_it_holds_nothing_like_it(tmp_path):
    match = built(tmp_path).look_up(
        reference("Sato K. Pillow height and neck pain in drivers. J Backs. 2016;8:101-109.")
    )
    assert match.status is MatchStatus.NOT_FOUND


def test_works_are_found_by_doi_by_place_and_by_author(tmp_path):
    index = built(tmp_path)
    assert index.by_doi("10.5555/eel").fields.title == "Migration of eels in cold rivers"
    assert index.by_doi("10.5555/none") is None
    assert index.look_up(reference("J Rest Stud. 2019;12(3):110-21")).doi == "10.5555/rest.7"
    assert index.look_up(reference("Lind E. J Rest Stud. 2019;40:7")).doi == "10.5555/eel"


LAYOUTS = {
    "one.json": lambda m: json.dumps({"status": "ok", "message": m[0]}).encode(),
    "answer.json": lambda m: json.dumps({"message": {"items": m}}, indent=1).encode(),
    "file.json.gz": lambda m: gzip.compress(json.dumps({"items": m}).encode()),
    "list.json": lambda m: json.dumps(m).encode(),
    "lines.jsonl": lambda m: "\n\n".join(map(json.dumps, m)).encode(),
    "lines.jsonl.gz": lambda m: gzip.compress("\n".join(map(json.dumps, m)).encode()),
    "lines.json": lambda m: "\n".join(map(json.dumps, m)).encode(),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_of_published_files(tmp_path, name):
    (tmp_path / name).write_bytes(LAYOUTS[name](MESSAGES))
    build([tmp_path / name], tmp_path / "index")
    assert Index.open(tmp_path / "index").by_doi("10.5555/rest.7") is not None


def test_folders_and_tars_are_read_to_the_end(tmp_path):
    folder = tmp_path / "data" / "deep"
    folder.mkdir(parents=True)
    (folder / "0.json.gz").write_bytes(LAYOUTS["file.json.gz"](MESSAGES[:1]))
    (folder / "README.md").write_text("no records")
    with tarfile.open(tmp_path / "data" / "rest.tar", "w") as archive:
        archive.add(written(tmp_path, "1.json", json.dumps(MESSAGES[1:])), "1.json")
    assert build([tmp_path / "data"], tmp_path / "index") == 2
    assert Index.open(tmp_path / "index").info().works == 2


def test_a_later_record_replaces_the_earlier_one(tmp_path):
    built(tmp_path)
    newer = message(volume="99")
    update([written(tmp_path, "new.jsonl", json.dumps(newer))], tmp_path / "index")
    index = Index.open(tmp_path / "index")
    assert index.by_doi("10.5555/rest.7").fields.volume == "99"
    assert index.look_up(reference(HARLOW)).doi == "10.5555/rest.7"
    assert index.info().runs == 2


def test_notices_are_found_on_the_notice_and_in_retraction_watch(tmp_path):
    notice = message("10.5555/n", "Retraction: Night shifts", volume="13", page="9",
                     **{"update-to": [{"DOI": "10.5555/rest.7", "type": "retraction", "source": "publisher"}]})  # fmt: skip
    table = "Record ID,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n1,2/6/2021 0:00,10.5555/n,10.5555/REST.7,Retraction\n2,1/1/2020 0:00,unavailable,10.5555/eel,Expression of concern\n"
    sources = [
        written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, [*MESSAGES, notice]))),
        written(tmp_path, "rw.csv", table),
    ]
    build(sources, tmp_path / "index")
    index = Index.open(tmp_path / "index")
    (retraction,) = index.by_doi("10.5555/rest.7").notices
    assert (retraction.type, retraction.doi, retraction.date) == (NoticeType.RETRACTION, "10.5555/n", "2021-02-06")
    assert set(retraction.sources) == {"publisher", "retraction-watch"}
    assert [one.type for one in index.by_doi("10.5555/eel").notices] == [NoticeType.EXPRESSION_OF_CONCERN]


def test_a_build_that_was_cut_off_goes_on(tmp_path, monkeypatch):
    sources = [written(tmp_path, "a.jsonl", json.dumps(MESSAGES[0])), written(tmp_path, "b.jsonl", '{"DOI": ')]
    with pytest.raises(InputError, match=r"b\.jsonl:1"):
        build(sources, tmp_path / "index")
    with pytest.raises(InputError, match="half built"):
        Index.open(tmp_path / "index")
    written(tmp_path, "b.jsonl", json.dumps(MESSAGES[1]))
    read = []
    monkeypatch.setattr(
        building.reading,
        "messages",
        lambda path, real=building.reading.messages: (read.append(path.name), real(path))[1],
    )
    assert build(sources, tmp_path / "index") == 2
    assert read == ["b.jsonl"]


def test_many_runs_are_merged_into_one(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "_KEYS_A_RUN", 1)
    monkeypatch.setattr(building, "_ROWS_AT_ONCE", 1)
    messages = [
        message(f"10.5555/{number}", f"Rest of kind{number} in ward{number}", page=str(number)) for number in range(40)
    ]
    index = built(tmp_path, *messages)
    assert index.info().runs == 1
    assert all(index.by_doi(f"10.5555/{number}") for number in range(40))


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("cut.json.gz", gzip.compress(b'{"items": []}')[:-6], "damaged or cut short"),
        ("cut.tar", b"no archive at all" * 100, "damaged or cut short"),
        ("cut.json", b'{"items": [{"DOI": "10.5555/a"', "no Crossref records"),
        ("deep.json", b"[" * 100_000, "no Crossref records"),
        ("lines.jsonl", b'{"DOI": "10.5555/a"}\n\xff\xfe', "lines.jsonl:2"),
        ("sound.dat", bytes(range(256)), "no file of records by its name"),
        ("empty.jsonl", b"", "no Crossref record"),
        ("other.json", b'[{"title": ["Naps"]}]', "no Crossref record"),
        ("other.csv", b"name,age\nTess,40\n", "no Retraction Watch table"),
    ],
)
def test_broken_sources_are_named(tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        build([tmp_path / name], tmp_path / "index")
    assert what in str(caught.value)
    assert name in str(caught.value)


def test_a_folder_without_records_is_named_and_one_stray_file_is_passed_over(tmp_path):
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "package.json").write_text('{"name": "desk"}')
    with pytest.raises(InputError, match="dump: no Crossref record"):
        build([tmp_path / "dump"], tmp_path / "index")
    (tmp_path / "dump" / "works.jsonl").write_text('{"DOI": "10.5555/a", "title": ["Naps"]}\n')
    assert build([tmp_path / "dump"], tmp_path / "index") == 1


def test_what_is_no_index_is_refused(tmp_path):
    with pytest.raises(InputError, match="no index"):
        Index.open(tmp_path)
    built(tmp_path)
    with sqlite3.connect(tmp_path / "index" / "works.sqlite") as database:
        database.execute("update meta set value = 'deskcheck-index/0' where name = 'version'")
    with pytest.raises(InputError, match="version"):
        Index.open(tmp_path / "index")
    next((tmp_path / "index").glob("keys-*")).write_bytes(b"short")
    with pytest.raises(InputError, match="damaged"):
        Index.open(tmp_path / "index")
    with pytest.raises(OutputError, match="there already"):
        build([tmp_path / "index.jsonl"], tmp_path / "index")
    with pytest.raises(InputError, match="no such file"):
        build([tmp_path / "nowhere"], tmp_path / "other")


def asked(folder):
    index = Index.open(folder)
    return index.look_up(reference(HARLOW)), index.by_doi("10.5555/eel")


@pytest.mark.parametrize("name", ["works.sqlite", "keys-000001.bin"])
def test_a_damaged_index_is_one_line_and_no_answer_of_its_own(tmp_path, name):
    built(tmp_path)
    path = tmp_path / "index" / name
    whole, chance = path.read_bytes(), random.Random(3)
    answers = asked(tmp_path / "index")
    refused = 0
    spoilt = [whole[: len(whole) * part // 12] for part in range(12)]
    for _ in range(60):
        at = chance.randrange(len(whole))
        spoilt.append(whole[:at] + chance.randbytes(40) + whole[at + 40 :])
    for data in spoilt:
        path.write_bytes(data)
        try:
            asked(tmp_path / "index")
        except InputError as fault:
            refused += 1
            assert "\n" not in str(fault)
    assert refused >= 12
    path.write_bytes(whole)
    assert asked(tmp_path / "index") == answers


KEYS = st.lists(st.tuples(st.integers(0, (1 << KEY_BITS) - 1), st.integers(1, 1000)), max_size=60)


@given(KEYS, KEYS)
def test_a_run_returns_exactly_what_was_put_in(tmp_path_factory, first, second):
    folder = tmp_path_factory.mktemp("runs")
    for name, pairs in (("a", first), ("b", second)):
        write_run([key << ID_BITS | number for key, number in pairs], folder / name)
    merge_runs([Run(folder / "a"), Run(folder / "b")], folder / "c")
    run = Run(folder / "c")
    for key, _ in (*first, *second):
        assert sorted(run.works(key)) == sorted(number for other, number in (*first, *second) if other == key)


def test_a_key_that_too_many_works_share_says_nothing(tmp_path):
    write_run([7 << ID_BITS | number for number in range(LONGEST_LIST + 1)], tmp_path / "run")
    assert list(Run(tmp_path / "run").works(7)) == []


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("noise.bin", bytes(range(256)), "no file of records by its name"),
        ("strange.json", b'{"a": 1}', "no Crossref record is in it"),
        ("empty.jsonl", b"\n\n", "no Crossref record is in it"),
        ("odd.json", b'{"DOI": "no doi"}', "no Crossref record is in it"),
    ],
)
def test_a_source_without_a_record_makes_and_changes_no_index(tmp_path, name, data, what):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=what):
        build([tmp_path / name], tmp_path / "other")
    assert list(tmp_path.glob("other*")) == []
    built(tmp_path)
    with pytest.raises(InputError, match=what):
        update([tmp_path / name], tmp_path / "index")
    assert Index.open(tmp_path / "index").info().works == len(MESSAGES)


def test_a_build_goes_on_only_with_the_sources_it_began_with(tmp_path):
    good, cut = written(tmp_path, "a.jsonl", json.dumps(MESSAGES[0])), written(tmp_path, "b.jsonl", '{"DOI": ')
    with pytest.raises(InputError):
        build([good, cut], tmp_path / "index")
    assert build([written(tmp_path, "c.jsonl", json.dumps(MESSAGES[1]))], tmp_path / "index") == 1
    assert Index.open(tmp_path / "index").by_doi(MESSAGES[0]["DOI"]) is None


def test_an_index_of_another_version_is_not_added_to(tmp_path):
    built(tmp_path)
    with sqlite3.connect(tmp_path / "index" / "works.sqlite") as database:
        database.execute("update meta set value = 'deskcheck-index/0' where name = 'version'")
    with pytest.raises(InputError, match="version"):
        update([tmp_path / "index.jsonl"], tmp_path / "index")

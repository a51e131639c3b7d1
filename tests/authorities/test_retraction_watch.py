"""A Retraction Watch table as a source of notices, in a dossier and in an index."""

import gzip
import json

import pytest

from deskcheck.authorities import resolved
from deskcheck.authorities.dossier import Dossier
from deskcheck.authorities.index import Index
from deskcheck.authorities.index.build import build, update
from deskcheck.authorities.retraction_watch import notices
from deskcheck.errors import InputError
from deskcheck.model import NoticeType
from invented_works import HARLOW, message, reference

T = NoticeType
HEAD = "Record ID,Reason,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,RetractionNature\n"
ROW = "7,+Plagiarism of Text;+Retract and Replace;,2/6/2021 0:00,10.5555/N,1/2/2019 0:00,10.5555/REST.7,Retraction\n"


def table(folder, *rows, name="retraction_watch.csv", head=HEAD):
    path = folder / name
    data = (head + "".join(rows)).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("Retraction", T.RETRACTION),
        ("Expression of concern", T.EXPRESSION_OF_CONCERN),
        ("Correction", T.CORRECTION),
        ("Reinstatement", T.REINSTATEMENT),
    ],
)
def test_every_nature_is_read_with_date_and_reasons(tmp_path, nature, kind):
    ((doi, notice),) = notices(table(tmp_path, ROW.replace(",Retraction\n", f",{nature}\n")))
    assert (doi, notice.type, notice.doi, notice.date) == ("10.5555/rest.7", kind, "10.5555/n", "2021-02-06")
    assert notice.label == "Plagiarism of Text; Retract and Replace"


@pytest.mark.parametrize(
    "row",
    ["8,,2/6/2021,unavailable,,unavailable,Retraction\n", "9,,2/6/2021,,,10.5555/a,Commendation\n", "10\n", "\n"],
)
def test_rows_that_name_no_work_or_no_known_nature_are_passed_over(tmp_path, row):
    assert list(notices(table(tmp_path, row))) == []


def test_a_date_that_is_none_is_left_out(tmp_path):
    ((_, notice),) = notices(table(tmp_path, ROW.replace("2/6/2021", "13/45/2021")))
    assert notice.date == ""


@pytest.mark.parametrize("name", ["retraction_watch.csv", "retraction_watch.csv.gz"])
def test_a_dossiers_table_speaks_of_works_that_another_source_has(tmp_path, name):
    dossier, records = tmp_path / "dossier", tmp_path / "works.json"
    dossier.mkdir()
    table(dossier, ROW, name=name)
    taken = [{"DOI": "10.5555/n", "type": "retraction", "source": "publisher"}]
    records.write_bytes(json.dumps(message(**{"updated-by": taken})).encode())
    build([records], tmp_path / "index")
    sources = [Dossier.open(dossier), Index.open(tmp_path / "index")]
    (notice,) = resolved(reference(HARLOW), sources).notices
    assert (notice.type, notice.date, set(notice.sources)) == (
        T.RETRACTION,
        "2021-02-06",
        {"publisher", "retraction-watch"},
    )
    assert [(one.name, one.entries) for one in sources[0].sources()] == [("retraction_watch.csv", 1)]


def test_an_index_takes_a_table_later_and_keeps_its_reasons(tmp_path):
    records = tmp_path / "works.json"
    records.write_bytes(json.dumps(message()).encode())
    build([records], tmp_path / "index")
    update([table(tmp_path, ROW)], tmp_path / "index")
    (notice,) = Index.open(tmp_path / "index").by_doi("10.5555/rest.7").notices
    assert (notice.type, notice.label) == (T.RETRACTION, "Plagiarism of Text; Retract and Replace")


BROKEN = {
    "no such columns": b"a,b\n1,2\n",
    "binary": bytes(range(256)) * 20,
    "empty": b"",
    "no nature": b"OriginalPaperDOI\n10.5555/a\n",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_such_table_is_refused_in_one_line(tmp_path, data):
    path = tmp_path / "retraction_watch.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"no Retraction Watch table|no CSV"):
        Dossier.open(tmp_path)
    with pytest.raises(InputError, match=r"no Retraction Watch table|no CSV"):
        build([path], tmp_path / "index")


def test_a_table_cut_short_is_refused(tmp_path):
    path = table(tmp_path, ROW * 500, name="retraction_watch.csv.gz")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match="cut short"):
        list(notices(path))

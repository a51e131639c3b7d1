"""Printed and recorded stand side by side, and what differs is marked in both."""

from hypothesis import given
from hypothesis import strategies as st

from builders import a_reference, rich_audit
from deskcheck.model import CslItem, CslName, FieldComparison, FieldSpan, Match, MatchStatus, Work
from deskcheck.reporters.side_by_side import side_by_side


def matched(comparison=(), fields=None, **more):
    work = Work(fields=fields or CslItem(title="Tea"), authority="dossier")
    match = Match(status=MatchStatus.MATCHED, doi="10.9999/tea", work=work, comparison=tuple(comparison))
    return a_reference(match=match, **more)


def test_a_field_that_differs_is_marked_where_it_is_printed_and_where_it_is_recorded():
    beside = side_by_side(rich_audit().references[0])
    assert [words.text for words in beside.printed if words.field == "issue"] == ["2"]
    assert [words.text for words in beside.recorded if words.field == "issue"] == ["issue 3"]
    assert [(row.field, row.printed, row.recorded) for row in beside.rows if row.result == "different"] == [
        ("issue", "2", "3")
    ]
    assert beside.asides == (
        "same: author, title; other form: container (abbreviated); not printed: DOI (no DOI is printed)"
    )
    assert beside.doi_to_add == "10.9999/drops.2021"


@given(
    st.text(max_size=40),
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["date", "title", "pages"])), max_size=6
    ),
)
def test_the_printed_words_are_never_changed(printed, spans):
    comparison = [FieldComparison(field, "different") for field in ("year", "title", "page")]
    labels = tuple(FieldSpan(label, min(a, b, len(printed)), min(max(a, b), len(printed))) for a, b, label in spans)
    beside = side_by_side(matched(comparison, printed=printed, field_spans=labels))
    assert "".join(words.text for words in beside.printed) == printed


def test_a_printed_doi_is_not_to_be_added():
    assert side_by_side(matched(fields=CslItem(title="Tea"))).doi_to_add == "10.9999/tea"
    printed = matched(comparison=[FieldComparison("DOI", "same", "10.9999/tea", "10.9999/tea")])
    reference = a_reference(match=printed.match, fields=CslItem(doi="10.9999/tea"))
    assert side_by_side(reference).doi_to_add == ""


def test_many_authors_are_counted():
    names = tuple(CslName(family=f"Oak{place}") for place in range(9))
    words = side_by_side(matched(fields=CslItem(title="Tea", author=names))).recorded
    assert words[0].text.endswith("Oak5; and 3 more")


def test_without_a_record_only_the_printed_words_are_shown():
    beside = side_by_side(a_reference(printed="Oak. Tea."))
    assert [words.text for words in beside.printed] == ["Oak. Tea."]
    assert not (beside.recorded or beside.rows or beside.same or beside.doi_to_add)

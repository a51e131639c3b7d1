"""Audits that no run would make, as a hand-edited file may hold them: every report is still made."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_claim, a_reference, an_article, an_audit, rich_audit
from deskcheck.model import Audit, Block, CslDate, CslItem, Link, LinkKind, Span
from deskcheck.reporters import REPORTERS, render

# The PDF is made of the same page as html, and takes a second each time.
KINDS = [kind for kind in REPORTERS if kind != "pdf"]
places = st.integers(-5, 2000)


def moved(value, ends):
    """Return a record with every span replaced by the next of ``ends``."""
    if isinstance(value, Span):
        start, end = next(ends)
        return Span(start, end, 1, 1)
    if isinstance(value, tuple):
        return tuple(moved(one, ends) for one in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: moved(getattr(value, name), ends) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value


@settings(max_examples=25)
@given(st.lists(st.tuples(places, places), min_size=1, max_size=40))
def test_spans_that_point_anywhere_break_no_report(pairs):
    turning = iter(pairs * 400)
    audit = moved(rich_audit(), turning)
    for kind in KINDS:
        assert render(kind, audit) is not None


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8), st.data())
def test_overlapping_claims_and_blocks_lose_no_word(pairs, data):
    text = "Tea helps sleepers and wakes the tired, most of the time."
    article = an_article(text)
    spans = [Span(min(pair), min(max(pair), len(text))) for pair in pairs]
    claims = tuple(
        a_claim(article, id=f"c{number}", span=span, quote=span.of(text)) for number, span in enumerate(spans)
    )
    blocks = tuple(Block(block.kind, data.draw(st.sampled_from([block.span, *spans]))) for block in article.blocks)
    audit = an_audit(msgspec.structs.replace(article, blocks=blocks), claims=claims)
    for kind in KINDS:
        assert render(kind, audit) is not None


@pytest.mark.parametrize("year", [-5000, 0, 1, 99999])
def test_years_far_away_break_no_chart(year):
    fields = CslItem(title="Tea", issued=CslDate(((year,),)))
    audit = an_audit(references=(a_reference(fields=fields), a_reference(number=2, id="r-2", fields=fields)))
    for kind in KINDS:
        assert render(kind, audit) is not None


def test_links_to_references_that_are_not_there_are_shown_without_a_target():
    article = an_article()
    links = (Link(99, LinkKind.MARKER, "[99]", 0.9), Link(-1, LinkKind.ORDER, "", 0.1, suggested=True))
    audit = an_audit(article, claims=(a_claim(article, references=links),))
    source = render("html", audit)
    assert "99" in source
    assert 'href="#"' not in source and "href=# " not in source and "href=#>" not in source
    assert Audit.from_json(render("json", audit)) == audit


def test_the_same_ids_twice_keep_anchors_apart():
    article = an_article("Tea helps. Milk helps.")
    twins = (a_claim(article, "Tea helps.", id="c"), a_claim(article, "Milk helps.", id="c"))
    source = render("html", an_audit(article, claims=twins, references=(a_reference(), a_reference())))
    assert source.count('id="c-') + source.count("id=c-") == 2

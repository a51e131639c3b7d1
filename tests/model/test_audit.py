import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.model import Article, Audit, Claim, ClaimKind, Importance, Span, Tool, locate
from deskcheck.model.audit import json_schema

spans = st.builds(Span, *(st.integers(0, 10**6) for _ in range(4)))
claims = st.builds(
    Claim,
    id=st.text(),
    span=spans,
    quote=st.text(),
    statement=st.text(),
    kind=st.sampled_from(ClaimKind),
    worth=st.floats(0, 1),
    importance=st.sampled_from(Importance),
    hedges=st.lists(st.text(), max_size=3).map(tuple),
)


@given(st.lists(claims, max_size=3), st.text(), st.dates())
def test_an_audit_reads_back_equal(claims, text, day):
    audit = Audit(
        tool=Tool("deskcheck", "0"),
        as_of=day,
        article=Article(path="a.txt", format="plaintext", title="", text=text),
        claims=tuple(claims),
    )
    assert Audit.from_json(audit.to_json()) == audit


def test_a_foreign_text_is_no_audit():
    with pytest.raises(msgspec.ValidationError):
        Audit.from_json('{"schema": "deskcheck-audit/1"}')
    with pytest.raises(msgspec.DecodeError):
        Audit.from_json("{")


@given(st.text(max_size=80), st.data())
def test_lines_and_columns_agree_with_counting(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = locate(text)(start, len(text))
    before = text[:start]
    assert span.line == before.count("\n") + 1
    assert span.column == start - (before.rfind("\n") + 1) + 1


def test_the_schema_names_its_version():
    assert json_schema()["$id"].endswith("deskcheck-audit/1")

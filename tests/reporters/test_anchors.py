"""Anchors are safe, unique and the same as long as the ids are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, a_finding, a_reference, an_article, an_audit
from deskcheck.reporters.anchors import Anchors


def audit_of(ids):
    article = an_article("Tea helps.")
    return an_audit(
        article,
        claims=tuple(a_claim(article, id=name) for name in ids),
        references=tuple(a_reference(id=name, number=place) for place, name in enumerate(ids, 1)),
        findings=tuple(a_finding(fingerprint=name) for name in ids),
    )


@given(st.lists(st.text(), max_size=8))
def test_anchors_are_safe_and_unique(ids):
    anchors = Anchors(audit_of(ids))
    found = [*anchors.claims, *anchors.references, *anchors.findings]
    assert len(found) == len(set(found)) == 3 * len(ids)
    assert all(re.fullmatch(r"[crf]-[A-Za-z0-9_-]*", anchor) for anchor in found)


def test_an_anchor_hangs_on_the_id_and_not_on_the_place():
    assert Anchors(audit_of(["c-1", "c-2"])).claims[1] == Anchors(audit_of(["c-2"])).claims[0] == "c-2"


def test_places_are_found_by_id_and_by_number_the_first_of_doubles():
    anchors = Anchors(audit_of(["x", "y", "x"]))
    assert (anchors.claim("x"), anchors.claim("y"), anchors.claim("z")) == (0, 1, None)
    assert (anchors.reference("y"), anchors.reference(2), anchors.reference(9)) == (1, 1, None)

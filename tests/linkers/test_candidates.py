import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.linkers.candidates import CHOICE, JOINT, candidates
from deskcheck.linkers.evidence import gather
from deskcheck.linkers.weights import weights
from deskcheck.model import Claim, ClaimKind, CslItem, CslName, Importance, Reference, Span


def claim(quote: str) -> Claim:
    return Claim(
        id=quote,
        span=Span(0, len(quote)),
        quote=quote,
        statement=quote,
        kind=ClaimKind.STATEMENT,
        worth=0.5,
        importance=Importance.LOW,
    )


def reference(number: int, title: str, family: str = "") -> Reference:
    authors = (CslName(family=family, given="I."),) if family else ()
    return Reference(id=title, number=number, printed=title, fields=CslItem(title=title, author=authors))


LIST = [
    reference(1, "Voles in long grass", "Holm"),
    reference(2, "Hearing of the barn owl", "Zander"),
    reference(3, "Nest boxes for owls", "Adler"),
]
TEXTS = ["Voles hide in long grass.", "Owls hear them.", "Zander counted them twice.", "Nest boxes help owls."]


def test_every_pair_has_one_line_of_each_table() -> None:
    claims = [claim(text) for text in TEXTS]
    found = candidates(LIST, gather(claims, LIST, {}), weights())
    count = sum(map(len, found.rows))
    assert found.choice.shape == (count, len(CHOICE))
    assert found.joint.shape == (count, len(JOINT))
    assert found.starts == [sum(map(len, found.rows[:place])) for place in range(len(claims))]


def test_the_shares_of_one_claim_add_up_to_one() -> None:
    claims = [claim(text) for text in TEXTS]
    found = candidates(LIST, gather(claims, LIST, {}), weights())
    share = found.joint[:, JOINT.index("share")]
    for start, rows in zip(found.starts, found.rows, strict=True):
        assert not rows or abs(share[start : start + len(rows)].sum() - 1.0) < 1e-9


def test_without_an_order_nothing_is_said_of_it() -> None:
    claims = [claim(text) for text in TEXTS]
    found = candidates(LIST, gather(claims, LIST, {}), weights(), ordered=False)
    for name in ("first", "seen", "passed", "around", "ahead"):
        assert not found.joint[:, JOINT.index(name)].any()
    assert found.joint[:, JOINT.index("unordered")].all()


def test_the_first_author_at_the_head_of_a_sentence_is_preferred() -> None:
    claims = [claim(text) for text in TEXTS]
    found = candidates(LIST, gather(claims, LIST, {}), weights(), ordered=False)
    start, rows = found.starts[2], found.rows[2]
    best = int(np.argmax(found.preference[start : start + len(rows)]))
    assert rows[best].reference == 1


def test_no_claims_make_empty_tables() -> None:
    found = candidates(LIST, gather([], LIST, {}), weights())
    assert found.rows == []
    assert len(found.joint) == 0


@given(st.lists(st.sampled_from([*TEXTS, "", "?", "Owls"]), max_size=8), st.booleans())
def test_all_features_are_finite(texts: list[str], ordered: bool) -> None:
    claims = [claim(text) for text in texts]
    found = candidates(LIST, gather(claims, LIST, {}), weights(), ordered)
    assert np.isfinite(found.choice).all()
    assert np.isfinite(found.joint).all()

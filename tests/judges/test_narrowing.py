"""Long texts are cut to what speaks of the claim; notes and abstracts never are."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges.narrowing import KEPT, narrowed
from deskcheck.judges.passages import Passage
from verdict_makers import abstract, note

CLAIM = Passage("A nap of 20 minutes improved recall of word lists by 18 percent.")


def page(text):
    return msgspec.structs.replace(abstract(text), origin="full text")


def test_the_paragraph_that_speaks_of_the_claim_stays_wherever_it_stands():
    filler = [page(f"The canteen of ward {number} was painted green.") for number in range(300)]
    wanted = page("Porters who napped recalled word lists better.")
    assert wanted in narrowed(CLAIM, [*filler[:250], wanted, *filler[250:]])


def test_a_table_row_with_the_claim_s_number_stays():
    row = page("nap 18 awake 11")
    assert row in narrowed(CLAIM, [page(f"Wards were painted in colour {chr(97 + n)}.") for n in range(26)] + [row])


@given(st.lists(st.text(max_size=40), max_size=30), st.integers(0, 5))
def test_order_is_kept_and_short_evidence_untouched(texts, notes):
    pieces = [note(f"note {number}") for number in range(notes)] + [page(text) for text in texts]
    kept = narrowed(CLAIM, pieces)
    assert [piece for piece in pieces if piece in kept] == kept or len(set(texts)) < len(texts)
    assert kept[:notes] == pieces[:notes]
    assert len(kept) == notes + min(len(texts), KEPT)

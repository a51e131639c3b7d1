"""Initials that lost the blank before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text.glued_names import unglued


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("HarlowT, WintonBQ (2011) On naps.", "Harlow T, Winton BQ (2011) On naps."),
        ("von HarlowT, Winton-SpryB-Q et al. (2011) RNAi.", "von Harlow T, Winton-Spry B-Q et al. (2011) RNAi."),
        ("WintonBQ (1968) On naps.", "Winton BQ (1968) On naps."),
        ("WintonB", "Winton B"),
        ("HarlowT3rd, O'WintonB, & CastellanPQRS. Naps.", "Harlow T3rd, O'Winton B, & Castellan PQRS. Naps."),
    ],
)
def test_names_and_initials_are_parted(printed, read):
    assert unglued(printed) == read


@pytest.mark.parametrize(
    "printed",
    [
        "WebMD. (2021). Sleep tips.",
        "WebMD (2021) Sleep tips.",
        "BfR",
        "McArthur (2012) Naps.",
        "Harlow T, Winton B. The role of mRNA, siRNA and RNAi.",
        "Harlow, T., & Winton, B. (2024). GeneA, GeneB and GeneC.",
        "McArthur A, DeLuca B. Naps.",
        "",
    ],
)
def test_other_words_stay_whole(printed):
    assert unglued(printed) == printed


@given(st.text(max_size=300))
def test_only_blanks_are_added(text):
    assert unglued(text).replace(" ", "") == text.replace(" ", "")

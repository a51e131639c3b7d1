"""A dropped hedge is told where the hedge holds what the claim tells, and not elsewhere in the sentence."""

from deskcheck.judges import verify
from deskcheck.model import Distortion

FOUND = "Chewing mint gum may reduce exam stress among nursing students{}."


def tags(claim, source):
    return verify(claim, [source]).distortions


def test_a_hedge_over_the_claims_own_matter_is_told():
    assert Distortion.HEDGE_DROPPED in tags(
        "Chewing mint gum reduces exam stress among nursing students.", FOUND.format("")
    )


def test_a_hedge_in_another_part_of_the_sentence_is_not():
    source = "Chewing mint gum reduced exam stress among nursing students, with cinnamon possibly working alike."
    assert Distortion.HEDGE_DROPPED not in tags("Chewing mint gum reduces exam stress among nursing students.", source)


def test_a_kept_hedge_is_no_fault():
    claim = "Chewing mint gum might reduce exam stress among nursing students."
    assert Distortion.HEDGE_DROPPED not in tags(claim, FOUND.format(""))

import pytest

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import Signals, read
from deskcheck.model import BlockKind
from deskcheck.text.cues import CueKind


def of(words: str) -> Signals:
    return read(words, Candidate(0, len(words), words, BlockKind.PARAGRAPH))


@pytest.mark.parametrize(
    "words", ["Avoid alcohol.", "Please call a nurse.", "If you feel ill, talk to a nurse.", "Don't drive."]
)
def test_commands(words: str) -> None:
    assert of(words).commands


@pytest.mark.parametrize("words", ["Owls avoid light.", "If owls hoot, mice hide.", "The call is loud."])
def test_statements_do_not_command(words: str) -> None:
    assert not of(words).commands


@pytest.mark.parametrize(
    "words", ["It is so [3].", "It is so.[^2]", "It is so.²", "It is so (Holm, 2016).", "It is so.<sup>1</sup>"]
)
def test_markers_are_seen(words: str) -> None:
    assert of(words).marked


@pytest.mark.parametrize("words", ["It rose by 3 (about half).", "See x[a].", "It has 5 m² of floor, (since) 2016."])
def test_other_brackets_are_no_markers(words: str) -> None:
    assert not of(words.replace("m²", "sq m")).marked


def test_shares_numbers_and_ends() -> None:
    signals = of("Does one in four owls, 25%, see red?")
    assert (signals.asks, signals.has_numbers, signals.has_share) == (True, True, True)
    assert of("Stop!").exclaims
    assert of("Three kinds:").leads_in


def test_cues_are_counted_by_kind() -> None:
    signals = of("A study found that pain may cause pain.")
    assert signals.kinds[CueKind.SYMPTOM] == 2
    assert signals.has(CueKind.RISK, CueKind.HEDGE)
    assert not signals.has(CueKind.CREDENTIAL)


def test_a_statement_heading_is_a_remark_and_a_sentence_on_the_matter_is_not() -> None:
    assert of("Conflicts of interest: none declared.").remarks
    assert not of("Conflicts of interest are common in biomedical research.").remarks

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text.cues import CueKind, cues, in_tokens, lowered, tokens


def found(text: str, kind: CueKind) -> list[str]:
    return [cue.words for cue in cues(text) if cue.kind is kind]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("It may help some people.", CueKind.HEDGE, ["may", "some people"]),
        ("Smoking is associated with gout.", CueKind.ASSOCIATION, ["associated with"]),
        ("Smoke caused the cough, which led to pain.", CueKind.CAUSAL, ["caused", "led to"]),
        ("It isn’t rare and never was.", CueKind.NEGATION, ["isn't", "never"]),
        ("According to the council, it works.", CueKind.ATTRIBUTION, ["according to"]),
        ("A randomized trial of 30 participants.", CueKind.STUDY, ["randomized", "trial", "participants"]),
        ("You should see your doctor.", CueKind.ADVICE, ["should", "see your doctor"]),
        ("We’ll break down the causes.", CueKind.SIGNPOST, ["we'll", "break down"]),
        ("Migraine is a disease of the brain.", CueKind.DEFINITION, ["is a"]),
    ],
)
def test_finds_the_words(text: str, kind: CueKind, words: list[str]) -> None:
    assert found(text, kind) == words


def test_every_form_of_a_regular_verb_counts() -> None:
    for form in ("reduce", "reduces", "reduced", "reducing"):
        assert found(f"It will {form} pain", CueKind.CHANGE) == [form]


def test_a_word_may_be_a_cue_of_several_kinds() -> None:
    assert {cue.kind for cue in cues("The treatment is harmful")} >= {CueKind.TREATMENT, CueKind.RISK}


def test_a_phrase_wins_over_its_first_word_within_one_kind() -> None:
    assert found("side effects are rare", CueKind.RISK) == ["side effects"]


def test_a_word_inside_another_is_no_cue() -> None:
    assert found("The mayor noted causeways", CueKind.HEDGE) == []


def test_lower_case_keeps_every_place() -> None:
    assert len(lowered("İstanbul’s ẞ")) == len("İstanbul’s ẞ")


@given(st.text(max_size=120))
def test_cues_stand_where_they_say(text: str) -> None:
    plain = lowered(text)
    for cue in cues(text):
        assert plain[cue.start : cue.end].split()[0].startswith(cue.words.split()[0])
        assert 0 <= cue.start < cue.end <= len(text)


@given(st.text(alphabet="abc may not cause ’'-.", max_size=80))
def test_a_stretch_gives_the_cues_of_the_same_words_alone(text: str) -> None:
    shifted = [(cue.kind, cue.start - 4, cue.words) for cue in cues("x y " + text, 4)]
    assert shifted == [(cue.kind, cue.start, cue.words) for cue in cues(text)]


def test_tokens_feed_the_same_finder() -> None:
    text = "It may not cause harm."
    assert list(in_tokens(tokens(text))) == list(cues(text))

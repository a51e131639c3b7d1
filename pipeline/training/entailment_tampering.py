"""Changes one thing in a true statement so that it is true no longer: a number, a unit, a direction, a negation.

An ``Edit`` is a replacement of words; the same edit fits a claim and its evidence, so that a changed claim can be shown
both with evidence that contradicts it and with evidence changed likewise, which supports it. Were changed claims
always wrong, a model would learn to tell them from their wording and never look at the evidence.
"""

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from deskcheck.text.quantities import quantities

_OPPOSITES = """increase:decrease increases:decreases increased:decreased increasing:decreasing higher:lower high:low
more:fewer greater:smaller larger:smaller longer:shorter better:worse improves:worsens improve:worsen improved:worsened
improving:worsening promotes:inhibits promote:inhibit promoted:inhibited promoting:inhibiting enhances:impairs
enhance:impair enhanced:impaired enhancing:impairing activates:suppresses activate:suppress activated:suppressed
activation:inhibition stimulates:suppresses stimulated:suppressed raises:lowers raised:lowered elevated:diminished
upregulated:downregulated upregulates:downregulates upregulation:downregulation positive:negative
positively:negatively gain:loss presence:absence beneficial:harmful superior:inferior sensitive:resistant
sensitivity:resistance accelerates:delays accelerated:delayed strengthens:weakens above:below before:after
effective:ineffective necessary:unnecessary sufficient:insufficient common:rare similar:different safe:unsafe
protective:harmful induces:prevents induced:prevented causes:prevents facilitates:blocks reduces:raises reduced:raised
reduce:raise reduction:rise reducing:raising stronger:weaker faster:slower earlier:later majority:minority
significant:insignificant likely:unlikely dependent:independent requires:lacks able:unable protects:harms
gained:lost rise:fall rises:falls rose:fell strong:weak early:late active:inactive""".split()
_BOTH_WAYS = dict(pair.split(":") for pair in _OPPOSITES)
_BOTH_WAYS = {**{new: old for old, new in _BOTH_WAYS.items()}, **_BOTH_WAYS}
_NEGATED = {
    "is": "is not", "are": "are not", "was": "was not", "were": "were not", "can": "cannot", "has": "has no",
    "had": "had no", "have": "have no", "may": "may not",
}  # fmt: skip
_UNNEGATED = {
    "is not": "is", "are not": "are", "was not": "was", "were not": "were", "cannot": "can", "can not": "can",
    "did not differ": "differed", "no difference": "a difference", "had no effect": "had an effect",
    "no significant": "a significant", "no evidence": "clear evidence", "no association": "an association",
}  # fmt: skip
STEMS = """increase decrease reduce promote inhibit enhance impair activate suppress regulate induce prevent cause
affect predict improve raise lower require involve play contribute correlate lead protect mediate control support
modulate alter influence result occur depend express bind interact drive determine""".split()
_UNITS = {
    "days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "days", "minutes": "hours",
    "mg": "g", "g": "mg", "kg": "g", "ml": "l", "week": "month", "month": "year", "year": "month", "day": "week",
    "mm": "cm", "cm": "mm", "mmol": "mol", "thousand": "million", "million": "billion",
}  # fmt: skip
_WORDS = "two three four five six seven eight nine ten twelve twenty thirty".split()
_FRACTIONS = {"half": "a tenth", "twice": "ten times", "double": "five times", "one third": "two thirds"}
_FACTORS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.4, 1.5, 1.7, 2.0, 2.5, 3.0, 5.0)
_KINDS = frozenset(("percent", "count", "sample", "duration", "dose", "ratio", "number", "year"))
_PRINTED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ASIDE_BEFORE = re.compile(
    r"(?:\bp(?:[- ]?values?)?\s?(?:of|was|is|=|<|>|≤)?|\bci\b.{0,16}|\binterval\b.{0,16}|±|\btype|\bstage|\bphase"
    r"|\bgrade|\bgroup|\bday|\bweek)\s?[-:]?$",
    re.I,
)
_ASIDE_AFTER = re.compile(r"^\s?%?\s?(?:ci\b|confidence|credible)", re.I)


class Edit(NamedTuple):
    """Words to be replaced. ``kind`` is ``number``, ``year``, ``unit``, ``direction`` or ``negation``."""

    kind: str
    old: str
    new: str


def apply(edit: Edit, text: str) -> str | None:
    """Return ``text`` with the edit made; None unless its old words stand there exactly once, as whole words."""
    found = list(re.finditer(rf"(?<![\w.,/-]){re.escape(edit.old)}(?![\w-]|[.,]\d)", text))
    if len(found) != 1:
        return None
    return text[: found[0].start()] + edit.new + text[found[0].end() :]


def edits(text: str, rng: random.Random) -> list[Edit]:
    """Return edits that would make ``text`` say something else, in random order; each can be applied to it."""
    made = [*_numbers(text, rng), *_units(text), *_directions(text), *_negations(text)]
    rng.shuffle(made)
    return [edit for edit in made if _applies(edit, text)]


def _applies(edit: Edit, text: str) -> bool:
    changed = apply(edit, text)
    if changed is None:
        return False
    if edit.kind in ("number", "year"):
        return _one_quantity_differs(text, changed)
    return changed != text


def _one_quantity_differs(text: str, changed: str) -> bool:
    """Tell whether both texts hold the same quantities but for the value of exactly one."""
    before, after = quantities(text), quantities(changed)
    if len(before) != len(after):
        return False
    differing = [
        (one, other)
        for one, other in zip(before, after, strict=True)
        if (one.value, one.high, one.unit) != (other.value, other.high, other.unit)
    ]
    return len(differing) == 1 and differing[0][0].value != differing[0][1].value


def _numbers(text: str, rng: random.Random) -> Iterator[Edit]:
    for quantity in quantities(text):
        start, end = quantity.span.start, quantity.span.end
        if quantity.high is not None or quantity.kind not in _KINDS or _is_aside(text, start, end):
            continue
        printed = _PRINTED.match(text, start)
        if printed is None:
            yield from _spelled(text[start:end], rng)
        elif quantity.kind == "year":
            other = int(quantity.value) + rng.choice((-12, -9, -7, -5, -4, -3, 3, 4, 5, 7, 9))
            yield Edit("year", printed.group(), str(other))
        elif (new := _other(printed.group(), rng, quantity.kind == "percent")) is not None:
            yield Edit("number", printed.group(), new)


def _is_aside(text: str, start: int, end: int) -> bool:
    return bool(_ASIDE_BEFORE.search(text[max(0, start - 30) : start]) or _ASIDE_AFTER.match(text[end - 1 : end + 20]))


def _spelled(quote: str, rng: random.Random) -> Iterator[Edit]:
    for word, new in _FRACTIONS.items():
        if quote.lower() == word:
            yield Edit("number", quote, new)
    first = quote.split(maxsplit=1)[0]
    if first.lower() in _WORDS:
        yield Edit("number", first, rng.choice([word for word in _WORDS if word != first.lower()]))


def _other(printed: str, rng: random.Random, percent: bool) -> str | None:
    """Return another number with as many decimals, at least a tenth away, or None where there is none."""
    value, digits = float(printed.replace(",", "")), len(printed.partition(".")[2])
    for _ in range(8):
        new = value * rng.choice(_FACTORS)
        # Changed digits look like misprints and copying faults, which scaled numbers do not.
        if rng.random() < 0.4:
            new = _with_other_digit(printed, rng)
        if percent and new >= 100:
            continue
        shown = f"{new:,.{digits}f}" if "," in printed else f"{new:.{digits}f}"
        if float(shown.replace(",", "")) and abs(float(shown.replace(",", "")) - value) >= 0.1 * value:
            return shown
    return None


def _with_other_digit(printed: str, rng: random.Random) -> float:
    first = next(place for place, sign in enumerate(printed) if sign in "123456789" or place == len(printed) - 1)
    digit = rng.choice([sign for sign in "123456789" if sign != printed[first]])
    return float((printed[:first] + digit + printed[first + 1 :]).replace(",", ""))


def _units(text: str) -> Iterator[Edit]:
    for match in re.finditer(r"(\d[\d.,]*) ([A-Za-z]+)\b", text):
        if other := _UNITS.get(match.group(2)):
            yield Edit("unit", match.group(), f"{match.group(1)} {other}")


def _directions(text: str) -> Iterator[Edit]:
    for word in dict.fromkeys(re.findall(r"[A-Za-z]+", text)):
        if new := _BOTH_WAYS.get(word.lower()):
            yield Edit("direction", word, new.capitalize() if word[0].isupper() else new)


def _negations(text: str) -> Iterator[Edit]:
    removed = [Edit("negation", old, new) for old, new in _UNNEGATED.items() if re.search(rf"\b{old}\b", text)]
    if removed or re.search(r"\b(?:no|not|cannot|never|neither|nor|without)\b", text):
        yield from removed
        return
    for old, new in _NEGATED.items():
        if re.search(rf"\b{old}\b", text) and (old not in ("has", "had", "have") or _owns(text, old)):
            yield Edit("negation", old, new)
    for stem in STEMS:
        if re.search(rf"\b{stem}s\b", text):
            yield Edit("negation", f"{stem}s", f"does not {stem}")


def _owns(text: str, verb: str) -> bool:
    """Tell whether a form of "have" stands before an article, so that a noun follows which "no" can deny."""
    return re.search(rf"\b{verb} (?:an? )", text) is not None

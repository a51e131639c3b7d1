"""Makes pairs from true statements: the same with one thing changed contradicts, in the claim or in the evidence.

For a statement and an edit there are four pairs: claim and evidence as they are, and both changed, support; one changed
and not the other contradicts. All four are made, so that neither the claim nor the evidence alone tells the label.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence

from entailment_pairs import Document, Nearest, Pair, selected
from entailment_tampering import STEMS, Edit, apply, edits

_BRACKETS = re.compile(r"\s?\([^()]{0,200}\)|\s?\[[^\[\]]{0,80}\]")
_OPENING = re.compile(
    r"^(?:(?:[A-Z]{4,}[A-Z &/]*:?\s+)|(?:(?:In conclusion|In summary|Overall|Moreover|Furthermore|In addition|Thus|"
    r"Here|Finally|Additionally|However|Importantly|Interestingly|Therefore|Together|Taken together|Collectively),? ))*"
    r"(?:(?:Here,? )?[Ww]e (?:also )?(?:found|find|show|showed|conclude|report|demonstrate|demonstrated|observed) "
    r"that |"
    r"(?:[Tt]hese|[Oo]ur|[Tt]he) (?:results|data|findings|study|observations) (?:show|suggest|indicate|demonstrate)s? "
    r"that )?"
)
_SAME = (
    ("associated with", "linked to"), ("associated with", "related to"), ("compared with", "versus"),
    ("compared to", "relative to"), ("approximately", "about"), ("significantly ", ""), ("markedly ", ""),
    ("patients with", "people with"), ("individuals", "people"), ("elevated", "raised"), ("increased", "raised"),
    ("reduced", "lowered"), ("mortality", "deaths"), ("demonstrated", "showed"), ("leads to", "results in"),
    ("results in", "leads to"), ("inhibits", "blocks"), ("promotes", "encourages"), ("due to", "because of"),
    ("approximately", "roughly"), ("utilization", "use"), ("administration of", "giving"), ("prior to", "before"),
    ("physicians", "doctors"), ("children", "kids"), ("adolescents", "teenagers"), ("murine", "mouse"),
    ("is required for", "is needed for"), ("is essential for", "is needed for"), ("several", "some"),
    ("a number of", "several"), ("in contrast to", "unlike"), ("greater", "larger"), ("decline in", "fall in"),
    ("requires", "needs"), ("impairs", "harms"), ("enhances", "strengthens"), ("neoplasms", "tumours"),
    ("tumors", "cancers"), ("regulates", "controls"), ("participants", "people"),
)  # fmt: skip
_VERB = re.compile(rf"\b(?:is|are|was|were|can|cannot|does|do|has|have|{'|'.join(f'{stem}s?' for stem in STEMS)})\b")
SHORTEST, LONGEST = 40, 260
"""Characters of a statement made from a sentence; longer ones say too much at once."""


def plain(sentence: str) -> str:
    """Return a sentence as a claim would have it: no brackets, no heading, no "We found that"."""
    text = " ".join(_BRACKETS.sub("", sentence).split())
    text = _OPENING.sub("", text)
    return text[:1].upper() + text[1:]


def reworded(text: str, rng: random.Random) -> str:
    """Return ``text`` with up to two of its phrases said otherwise; the meaning stays."""
    held = [pair for pair in _SAME if pair[0] in text]
    for old, new in rng.sample(held, min(len(held), 2)):
        text = text.replace(old, new, 1)
    return text.replace("%", " percent") if "%" in text and rng.random() < 0.3 else text


def four(claim: str, evidence: str, edit: Edit, origin: str) -> list[Pair]:
    """Return the pairs of a true claim, its evidence and an edit.

    Without the edit's words standing once in the evidence there are two only: as it is, and the claim changed.
    """
    changed, altered = apply(edit, claim), apply(edit, evidence)
    if changed is None:
        return []
    found = [Pair(claim, evidence, "supports", origin), Pair(changed, evidence, "contradicts", origin)]
    if altered is not None:
        found += [Pair(claim, altered, "contradicts", origin), Pair(changed, altered, "supports", origin)]
    return found


def tampered(pairs: Iterable[Pair], rng: random.Random, most: int = 1) -> Iterator[Pair]:
    """Yield, for each supported claim, pairs in which one thing is changed; numbers come first, they are rare."""
    for pair in pairs:
        if pair.label != "supports":
            continue
        made = sorted(edits(pair.claim, rng), key=lambda edit: edit.kind not in ("number", "year", "unit"))
        for edit in made[:most]:
            yield from four(pair.claim, pair.evidence, edit, f"{pair.origin}-changed")[1:]


def from_documents(documents: Sequence[Document], near: Nearest, rng: random.Random) -> Iterator[Pair]:
    """Yield pairs from abstracts: their statements, titles and conclusions, changed and not, and silent evidence."""
    for document in documents:
        if len(document.sentences) < 3:
            continue
        yield from _from_sentences(document, near, rng)
        yield from _from_title(document, rng)
        yield from _from_conclusion(document, rng)


def _from_sentences(document: Document, near: Nearest, rng: random.Random, most: int = 2) -> Iterator[Pair]:
    places = list(range(len(document.sentences)))
    rng.shuffle(places)
    # Sentences with numbers first: they are what a model of this size overlooks.
    places.sort(key=lambda place: not any(sign.isdigit() for sign in document.sentences[place]))
    made = 0
    for place in places:
        claim = plain(document.sentences[place])
        found = edits(claim, rng) if SHORTEST <= len(claim) <= LONGEST else []
        if not found:
            continue
        found.sort(key=lambda edit: edit.kind not in ("number", "year", "unit"))
        edit = found[0] if rng.random() < 0.7 else rng.choice(found)
        others = sorted([*rng.sample(places, min(len(places), rng.randint(1, 3))), place])
        evidence = f"{document.title}. " + " ".join(document.sentences[one] for one in dict.fromkeys(others))
        yield from four(reworded(claim, rng), evidence, edit, "sentence")
        yield from _silent(claim, document, place, near, rng)
        made += 1
        if made == most:
            return


def _silent(claim: str, document: Document, place: int, near: Nearest, rng: random.Random) -> Iterator[Pair]:
    """Yield a pair whose evidence does not speak to the claim: the abstract without its sentence, or another one."""
    rest = " ".join(sentence for at, sentence in enumerate(document.sentences) if at != place)
    numbers = set(re.findall(r"\d+(?:\.\d+)?", claim))
    if numbers and not numbers & set(re.findall(r"\d+(?:\.\d+)?", rest)) and rng.random() < 0.5:
        yield Pair(claim, selected(claim, document.title, rest), "silent", "sentence")
    elif other := near(claim, without={document.number}):
        yield Pair(claim, selected(claim, other.title, other.text), "silent", "sentence")


def _from_title(document: Document, rng: random.Random) -> Iterator[Pair]:
    title = document.title.rstrip(".")
    if "?" in title or ":" in title or not _VERB.search(title) or len(title) < SHORTEST:
        return
    pair = Pair(f"{title}.", selected(title, "", document.text), "supports", "title")
    yield from _changed(pair, rng)


def _from_conclusion(document: Document, rng: random.Random) -> Iterator[Pair]:
    claim = plain(document.sentences[-1])
    if SHORTEST <= len(claim) <= LONGEST:
        evidence = selected(claim, document.title, " ".join(document.sentences[:-1]))
        yield from _changed(Pair(claim, evidence, "supports", "conclusion"), rng)


def _changed(pair: Pair, rng: random.Random) -> Iterator[Pair]:
    found = edits(pair.claim, rng)
    if found:
        yield from four(reworded(pair.claim, rng), pair.evidence, found[0], pair.origin)
    else:
        yield pair

"""Whom the claim speaks of: people of another sex, age, trade or school, other animals, cells told as patients."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from deskcheck.judges import strength
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage
from deskcheck.model import Distortion, Stance
from deskcheck.text import words
from deskcheck.text.people import ALL_MEMBERS, MEMBERS

_AGE_KIN = {frozenset({"children", "adolescents"}), frozenset({"adults", "older people"})}


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: group for group, listed in groups.items() for word in listed.split()}


# Sets of which one member leaves out the others, beside those of ``deskcheck.text.people``.
_TRADES = _by_word(
    {
        "nurses": "nurses",
        "doctors": "doctors physicians surgeons clinicians",
        "teachers": "teachers",
        "drivers": "drivers",
        "pilots": "pilots",
        "soldiers": "soldiers",
        "police officers": "policemen",
        "firefighters": "firefighters",
        "farmers": "farmers",
        "musicians": "musicians",
        "dancers": "dancers",
        "runners": "runners",
        "cyclists": "cyclists",
        "swimmers": "swimmers",
        "rowers": "rowers",
        "footballers": "footballers",
    }
)
_ANIMALS = _by_word(
    {
        "dogs": "dog dogs puppies canine",
        "cats": "cat cats kittens feline",
        "cattle": "cow cows cattle calves bovine dairy",
        "pigs": "pigs piglets sows porcine swine",
        "horses": "horse horses equine foals",
        "sheep": "sheep lambs ewes",
        "goats": "goats",
        "poultry": "hens broilers chickens poultry",
        "rabbits": "rabbits",
        "mice": "mouse mice murine",
        "rats": "rat rats",
        "monkeys": "monkeys macaques",
        "zebrafish": "zebrafish",
    }
)
_SKILLS = _by_word(
    {
        "professionals": "professional elite",
        "amateurs": "amateur recreational",
    }
)
_SCHOOLS = re.compile(r"\b(primary|elementary|secondary|high|nursery|middle)[ -]schools?\b")
_SCHOOL_KIN = {"elementary": "primary", "high": "secondary"}
_OTHERS = {"trade": _TRADES, "animal": _ANIMALS, "skill": _SKILLS}
_WORDS = frozenset().union(*_OTHERS.values())
# "Doctors warn that nurses …" names who speaks, not whom the study is about.
_SPEAKS = re.compile(
    r"\b(?:doctors|physicians|surgeons|clinicians|nurses|teachers) (?:\w+ )?(?:say|said|warn|warned|found"
    r"|find|report|reported"
    r"|recommend|recommended|advise|believe|think|should|can|may|could|must|prescribe|use)\b"
)

# What nobody has tested in people yet, or only hopes for, is no evidence in people.
_OUTLOOK = re.compile(
    r"\b(?:unknown|unclear|whether|not (?:yet )?(?:been )?(?:tested|known|studied|shown|performed|done)"
    r"|remains? to be|no (?:clinical )?(?:trials?|stud(?:y|ies)|data|evidence)"
    r"|(?:may|might|could|would)\b|further|future|needed|warranted|if (?:these|this|it|confirmed))"
)
_CELLS = re.compile(r"\bin vitro\b|\bcultured\b|\bcell (?:lines?|cultures?)\b|\bpetri dish")
_CELL_LEADS = ("vitro", "cultured", "cell", "petri")
_PERSONS = frozenset(
    """patients people persons adults men women children participants volunteers individuals subjects
    students""".split()
)
_ANY_ANIMAL = frozenset({"animal", "animals"})
_COVERED = 0.3
_AROUND, _COVERED_LITTLE = 0.4, 0.2
"""Coverage with the neighbours, and without, that will do as well."""


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion per respect in which the claim speaks of others than the whole source does."""
    if view.coverage < _COVERED and not (view.alignment.around >= _AROUND and view.coverage >= _COVERED_LITTLE):
        return
    tokens = view.statement.passage.tokens
    claimed = ALL_MEMBERS.intersection(tokens)
    if claimed:
        yield from _people(claimed, view)
        yield from _cells(claimed, view)
    if not _WORDS.isdisjoint(tokens) and not _SPEAKS.search(view.statement.passage.folded):
        yield from _kinds(_WORDS.intersection(tokens), view)
    if "school" in view.statement.passage.folded:
        yield from _schools(view)


def _people(claimed: frozenset[str], view: View) -> Iterator[Opinion]:
    have = ALL_MEMBERS & _named(view)
    for dimension, members in MEMBERS.items():
        mine = {members[word] for word in claimed if word in members}
        theirs = {members[word] for word in have if word in members}
        if dimension == "species" and mine == {"animals"} and claimed & members.keys() <= _ANY_ANIMAL:
            continue
        if dimension == "species" and mine == {"people"} and "animals" in theirs and not _speaks_of_people(view):
            theirs = {members[word] for word in ALL_MEMBERS & _tested(view) if word in members}
        if not mine or not theirs or mine & theirs or mine | theirs in _AGE_KIN:
            continue
        yield _shift(mine, theirs, dimension)


def _speaks_of_people(view: View) -> bool:
    """Tell whether the sentence that decides names people: then it is for the hedges to say how surely."""
    return view.passage is not None and any(
        MEMBERS["species"].get(word) == "people" and word != "human" for word in view.passage.tokens
    )


def _shift(mine: set[str], theirs: set[str], dimension: str) -> Opinion:
    said, given = " and ".join(sorted(mine)), " and ".join(sorted(theirs))
    return Opinion(
        stance=Stance.QUALIFIES,
        strength=0.6,
        says=f"the claim speaks of {said}, the source only of {given}",
        cue=f"{dimension}: {', '.join(sorted(mine))} ≠ {', '.join(sorted(theirs))}",
        distortions=(Distortion.POPULATION_SHIFT,),
    )


def _kinds(claimed: frozenset[str], view: View) -> Iterator[Opinion]:
    have = _WORDS & _named(view)
    for dimension, members in _OTHERS.items():
        mine = {members[word] for word in claimed if word in members}
        theirs = {members[word] for word in have if word in members}
        if mine and theirs and not mine & theirs:
            yield _shift(mine, theirs, dimension)
            return


def _schools(view: View) -> Iterator[Opinion]:
    mine, theirs = _kinds_of_school(view.statement.passage.folded), _kinds_of_school(view.source.lower)
    if mine and theirs and not mine & theirs:
        yield _shift({f"{kind} schools" for kind in mine}, {f"{kind} schools" for kind in theirs}, "school")


def _kinds_of_school(folded: str) -> set[str]:
    return {_SCHOOL_KIN.get(kind, kind) for kind in _SCHOOLS.findall(folded)}


def _cells(claimed: frozenset[str], view: View) -> Iterator[Opinion]:
    """Find people told of where the source tested cells, and names people in an outlook alone."""
    told = view.passage.folded if view.passage else ""
    found = _CELLS.search(told) if any(lead in told for lead in _CELL_LEADS) else None
    if not found or not claimed & _PERSONS or _speaks_of_people(view) or strength.is_hedged(view.statement.text):
        return
    if not ALL_MEMBERS & (_tested(view) - {"human", "adult", "person"}):
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.7,
            says=f"the claim speaks of {min(claimed & _PERSONS)}, the source of cells (“{found.group()}”)",
            cue=f"{min(claimed & _PERSONS)} ≠ {found.group()}",
            distortions=(Distortion.POPULATION_SHIFT,),
        )


def _named(view: View) -> frozenset[str]:
    """Return the words of the whole source, its title included."""
    return _all_words(view.source.passages) | _title_words(view.source.title)


def _tested(view: View) -> frozenset[str]:
    """Return the words of the source without what it only hopes or does not know."""
    return _words_of_findings(view.source.passages) | _title_words(view.source.title)


@lru_cache(maxsize=512)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(words(title))


@lru_cache(maxsize=256)
def _all_words(cut: tuple[Passage, ...]) -> frozenset[str]:
    return frozenset().union(*(passage.tokens for passage in cut))


@lru_cache(maxsize=256)
def _words_of_findings(cut: tuple[Passage, ...]) -> frozenset[str]:
    return frozenset().union(*(passage.tokens for passage in cut if not _OUTLOOK.search(passage.folded)))

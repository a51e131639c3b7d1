"""Is the study described as it was: year, place, sample?"""

import re
from collections.abc import Iterator
from functools import lru_cache

from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import concept
from deskcheck.model import Distortion, Stance
from deskcheck.text import words
from deskcheck.text.people import MEMBERS

CORRELATIONAL = re.compile(
    r"\b(?:cross[- ]?sectional|surveys?|surveyed|questionnaires?|cohort|case[- ]control|observational|correlational|"
    r"self[- ]report\w*|interviews?|interviewed|registry|retrospective|mediat(?:or|ors|ion|es|ed)|structural equation|"
    r"ecological study|prevalence study|online panel|descriptive|qualitative|focus groups?|associat\w+|"
    r"correlat\w+|case series)\b"
)
EXPERIMENTAL = re.compile(
    r"\b(?:randomi[sz]ed|randomly assigned|placebo|controlled trial|clinical trial|\btrial\b|double[- ]blind|crossover|"
    r"experiment(?:s|al|ally)?|intervention (?:group|arm)|knockout|in vitro|transfect\w*|mendelian randomi[sz]ation)\b"
)
NARRATIVE = re.compile(
    r"\b(?:narrative review|hypothesis and theory|theoretical (?:model|article|paper)|opinion|commentary|editorial|"
    r"perspective article|blog|magazine|essay|conceptual|proposes? a model|preliminary support)\b"
)
_UNSELECTED = re.compile(
    r"\b(?:(?:were |was )?(?:not|never) (?:(?:been )?(?:selected|chosen|recruited|picked|screened)) (?:for|"
    r"because|by|on)|"
    r"unselected|general (?:population|sample)|community sample|ordinary|"
    r"not (?:a )?(?:clinical|patient) sample|score[,]? not a (?:selection|criterion)|no selection|"
    r"inclusion criterion|self[- ]selected|convenience sample)\b"
)
_RESTRICTED = re.compile(
    r"\b(?:sample|group|study|survey|cohort|trial|studied|surveyed|studying|surveying|among|participants?"
    r"|students?|patients?|"
    r"adults?|people|children|teen\w*|adolescents?|women|men|users?|workers?|veterans?|respondents?)\b[^.;]{0,80}?"
    r"\b(?:who|that) (?:were|was|are|is|had|have|has|been|suffer\w*|experienc\w+|report\w*|underwent|lived|grew|"
    r"took|used?)\b"
    r"([^.;,]{3,80}?)(?=\s(?:found|finds|showed|shows|reported|report|felt|feel|said|say|suggests?|revealed"
    r"|were|had)\b|[.;,]|$)"
)
_YEAR_OF_STUDY = re.compile(
    r"\b(?:(?:in|from) (?:a|an|one|the) )?((?:19|20)\d\d) (?:\w+ ){0,3}?(?:study|survey|trial|review|analysis|"
    r"meta-analysis|report|paper|"
    r"article|research|guideline)\b|\b(?:study|survey|trial|review|paper|article|report|analysis)\b"
    r" (?:published |from |in |of |\(){1,3}((?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?<![\d.,-])((?:19|20)\d\d)\b(?![.,]?\d|s\b)")
# The year in which something was told is not the year it is about.
_TOLD_IN = re.compile(
    r"\b(?:publi\w+|report\w*|announc\w+|accord\w+|stud(?:y|ies)|surveys?|trial|review|paper|article|analysis)\b"
)
_LEAD = 8
_ONE_MATTER = 0.55
"""Coverage of the claim by a sentence from which both tell of one event."""
_NAME_IN = re.compile(r"\b[Ii]n (?:[a-z]+ ){0,2}([A-Z][a-z]{3,})\b(?! (?:[A-Z]|et al|and colleagues))(?!['’]s)")
# "Published in Nature" and "a study in Pediatrics" name journals.
_PRINTED = frozenset("published reported study article paper writing appeared journal".split())
_NO_PLACE = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter
    europe european africa african asia asian western english
    french spanish german latin nature science lancet cell circulation pediatrics neurology""".split()
)
_DEMONYMS = dict(
    pair.split(":")
    for pair in """italian:italy german:germany french:france spanish:spain portuguese:portugal dutch:netherlands
    belgian:belgium swiss:switzerland austrian:austria polish:poland czech:czech hungarian:hungary greek:greece
    turkish:turkey russian:russia ukrainian:ukraine swedish:sweden norwegian:norway danish:denmark finnish:finland
    icelandic:iceland irish:ireland british:britain english:england scottish:scotland welsh:wales american:america
    canadian:canada mexican:mexico brazilian:brazil argentine:argentina chilean:chile colombian:colombia
    peruvian:peru australian:australia chinese:china japanese:japan korean:korea indian:india pakistani:pakistan
    iranian:iran iraqi:iraq israeli:israel egyptian:egypt nigerian:nigeria kenyan:kenya ethiopian:ethiopia
    ghanaian:ghana taiwanese:taiwan thai:thailand vietnamese:vietnam indonesian:indonesia malaysian:malaysia
    singaporean:singapore bangladeshi:bangladesh saudi:saudi""".split()
)
_COUNTRIES = {
    **_DEMONYMS,
    **{country: country for country in _DEMONYMS.values()},
    "zealand": "zealand",
    "u.s": "america",
}
_COUNTRY_TOKENS = frozenset((*_COUNTRIES, *(f"{name}'s" for name in _COUNTRIES)))
_BODY_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:[A-Z][\w’'-]*|of|for|and|the|on)){1,8}")


def judge(view: View) -> Iterator[Opinion]:
    """Yield what is amiss in how the claim describes the study."""
    yield from _year(view)
    yield from _years_told(view)
    yield from _sample(view)
    yield from _place(view)


@lru_cache(maxsize=256)
def only_ties(source: str) -> str:
    """Return the first word by which a folded source shows ties alone; empty when it tells of an experiment too."""
    told = CORRELATIONAL.search(source)
    return told.group().strip() if told and not EXPERIMENTAL.search(source) else ""


def group_of(word: str) -> tuple[str, str] | None:
    """Return (dimension, group) of a folded word that names people or animals, or None."""
    for dimension in ("sex", "age", "species"):
        if group := MEMBERS[dimension].get(word):
            return dimension, group
    return None


def _year(view: View) -> Iterator[Opinion]:
    known = _years_of_work(view)
    claim = view.statement.passage
    match = _YEAR_OF_STUDY.search(claim.folded) if known and claim.has_number else None
    if not match:
        return
    said = int(match.group(1) or match.group(2))
    # A work may be online the year before its issue, so one year is no fault.
    if min(abs(said - year) for year in known) > 1:
        year = min(known, key=lambda y: abs(said - y))
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.8,
            says=f"the claim dates the study {said}, the source is from {year}",
            cue=f"{said} ≠ {year}",
            distortions=(Distortion.YEAR_MISMATCH,),
        )


def _years_told(view: View) -> Iterator[Opinion]:
    """Find a year of the claim that stands nowhere in the source, whose sentence gives another one for the same."""
    passage = view.passage
    if passage is None or not view.statement.passage.has_number or view.coverage < _ONE_MATTER:
        return
    told = view.statement.passage.folded
    said = _YEAR.findall(told) if "19" in told or "20" in told else ()
    if not said:
        return
    given = _YEAR.findall(passage.folded)
    if not given or _TOLD_IN.search(view.statement.passage.folded):
        return
    known = {year for p in view.source.passages for year in _YEAR.findall(p.folded)}
    known |= {str(year + step) for year in _years_of_work(view) for step in (-1, 0, 1)}
    wrong = [year for year in said if year not in known]
    left = [year for year in given if year not in said]
    if len(said) != len(given) and wrong:
        # Of several years the one that stands behind the same words.
        lead = told[: told.find(wrong[0])][-_LEAD:]
        left = [year for year in left if passage.folded[: passage.folded.find(year)].endswith(lead)]
    if len(wrong) == 1 and len(left) == 1:
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.8,
            says=f"the claim has the year {wrong[0]}, the source {left[0]}",
            cue=f"{wrong[0]} ≠ {left[0]}",
            distortions=(Distortion.YEAR_MISMATCH,),
            passage=view.deciding,
            suggestion=f"replace “{wrong[0]}” by “{left[0]}”",
        )


def _years_of_work(view: View) -> set[int]:
    reference = view.source.reference
    return {year for year in (_issued(view), reference.fields.year if reference else None) if year}


def _issued(view: View) -> int | None:
    reference = view.source.reference
    work = reference.match.work if reference and reference.match else None
    return work.fields.year if work else None


def _sample(view: View) -> Iterator[Opinion]:
    claim = view.statement.passage.folded
    match = _RESTRICTED.search(claim) if "who " in claim or "that " in claim else None
    if not match:
        return
    condition = {concept(word) for word in words(match.group(1))} - {""}
    for index, passage in enumerate(view.source.passages):
        found = _UNSELECTED.search(passage.lower)
        if not found:
            continue
        # "not selected for neglect" must speak of the very thing the claim selects by.
        after = passage.lower[found.start() : found.end() + 80]
        about = {concept(word) for word in words(after)} - {""}
        if about & condition or (not about - {concept(word) for word in words(found.group())} and condition):
            yield Opinion(
                stance=Stance.QUALIFIES,
                strength=0.85,
                says=f"the claim narrows the sample to those who {_after_who(match)}, but the source says "
                f"“{_around(passage.text)}”",
                cue=f"{match.group(1).strip()} | {found.group().strip()}",
                distortions=(Distortion.SAMPLE_MISDESCRIBED,),
                passage=index,
            )
            return


def _after_who(match: re.Match[str]) -> str:
    words_after = match.group().rsplit(" who ", 1)[-1] if " who " in match.group() else match.group(1)
    return words_after.strip()


def _around(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _other_place(view: View) -> Iterator[Opinion]:
    """Find a place that the source does not name while it names another: a person has to say whether both are one."""
    passage = view.passage
    if passage is None or view.coverage < 0.4 or view.statement.text[1:].islower():
        return
    said = [name for name in _places(view.statement.text) if _unnamed(name.lower(), view)]
    if not said:
        return
    own = [name for p in view.source.passages for name in _places(p.text)]
    if own and not any(name in view.statement.text for name in own):
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.5,
            says=f"it does not name “{said[0]}”, but “{own[0]}”",
            cue=f"{said[0]} | {own[0]}",
        )


def _places(text: str) -> list[str]:
    """Return the names behind "in" that are no journal, month or continent."""
    return [
        match[1]
        for match in _NAME_IN.finditer(text)
        if match[1].lower() not in _NO_PLACE and _word_before(text, match.start()) not in _PRINTED
    ]


def _word_before(text: str, position: int) -> str:
    return text[max(0, position - 20) : position].rstrip().rpartition(" ")[2].lower()


def _unnamed(name: str, view: View) -> bool:
    """Tell whether neither the name nor a word of its root ("Viennese", "Vienna") stands in the source."""
    if name in _COUNTRIES or concept(name) not in view.alignment.missing:
        return False
    return f" {name[:5]}" not in view.source.lower


def _place(view: View) -> Iterator[Opinion]:
    yield from _other_place(view)
    tokens = view.statement.passage.tokens
    if view.coverage < 0.3 or _COUNTRY_TOKENS.isdisjoint(tokens):
        return
    # "The American Academy of …" names a body, not the place of a study.
    plain = _BODY_NAME.sub(" ", view.statement.text)
    said = {_COUNTRIES[word] for word in words(plain) if word in _COUNTRIES}
    if len(said) != 1:
        return
    found: dict[str, int] = {}
    for index, passage in enumerate(view.source.passages):
        for token in _COUNTRIES.keys() & set(passage.tokens):
            found.setdefault(_COUNTRIES[token], index)
    # "English" is mostly the language, so it names no place where the study was made.
    found.pop("england", None)
    if found and not said & set(found):
        country, index = min(found.items(), key=lambda item: (item[1], item[0]))
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.6,
            says=f"the claim speaks of {next(iter(said)).title()}, the source of {country.title()}",
            cue=f"{next(iter(said))} ≠ {country}",
            distortions=(Distortion.POPULATION_SHIFT,),
            passage=index,
        )

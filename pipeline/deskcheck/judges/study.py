"""Is the study described as it was: year, design, population, place, sample?"""

import re
from collections.abc import Iterator

from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import concept
from deskcheck.model import Distortion, Stance
from deskcheck.text import words
from deskcheck.text.people import ALL_MEMBERS, MEMBERS

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
    r"\b(?:sample|group|study|survey|cohort|trial|studied|surveyed|studying|surveying|among|participants?|students?|patients?|"
    r"adults?|people|children|teen\w*|adolescents?|women|men|users?|workers?|veterans?|respondents?)\b[^.;]{0,80}?"
    r"\b(?:who|that) (?:were|was|are|is|had|have|has|been|suffer\w*|experienc\w+|report\w*|underwent|lived|grew|"
    r"took|used?)\b"
    r"([^.;,]{3,80}?)(?=\s(?:found|finds|showed|shows|reported|report|felt|feel|said|say|suggests?|revealed|were|had)\b|[.;,]|$)"
)
_YEAR_OF_STUDY = re.compile(
    r"\b(?:(?:in|from) (?:a|an|one|the) )?((?:19|20)\d\d) (?:\w+ ){0,3}?(?:study|survey|trial|review|analysis|"
    r"meta-analysis|report|paper|"
    r"article|research|guideline)\b|\b(?:study|survey|trial|review|paper|article|report|analysis)\b"
    r" (?:published |from |in |of |\(){1,3}((?:19|20)\d\d)\b"
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
_BODY_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:[A-Z][\w’'-]*|of|for|and|the|on)){1,8}")
_AGE_KIN = {frozenset({"children", "adolescents"})}


def judge(view: View) -> Iterator[Opinion]:
    """Yield what is amiss in how the claim describes the study."""
    yield from _year(view)
    yield from _sample(view)
    yield from _place(view)
    yield from _population(view)


def group_of(word: str) -> tuple[str, str] | None:
    """Return (dimension, group) of a folded word that names people or animals, or None."""
    for dimension in ("sex", "age", "species"):
        if group := MEMBERS[dimension].get(word):
            return dimension, group
    return None


def _year(view: View) -> Iterator[Opinion]:
    reference = view.source.reference
    known = {year for year in (_issued(view), reference.fields.year if reference else None) if year}
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


def _place(view: View) -> Iterator[Opinion]:
    tokens = view.statement.passage.tokens
    if view.coverage < 0.3 or not any(token.removesuffix("'s") in _COUNTRIES for token in tokens):
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


def _population(view: View) -> Iterator[Opinion]:
    claimed = ALL_MEMBERS & set(view.statement.passage.tokens)
    if view.coverage < 0.3 or not claimed:
        return
    have = ALL_MEMBERS & (set().union(*(p.tokens for p in view.source.passages)) | set(words(view.source.title)))
    for dimension, members in MEMBERS.items():
        mine = {members[word] for word in claimed if word in members}
        theirs = {members[word] for word in have if word in members}
        if not mine or not theirs or mine & theirs or mine | theirs in _AGE_KIN:
            continue
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.6,
            says=f"the claim speaks of {' and '.join(sorted(mine))}, the source only of {' and '.join(sorted(theirs))}",
            cue=f"{dimension}: {', '.join(sorted(mine))} ≠ {', '.join(sorted(theirs))}",
            distortions=(Distortion.POPULATION_SHIFT,),
        )

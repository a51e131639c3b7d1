"""Texts of several chapters, each with a numbered list of its own."""

import datetime

from deskcheck.checks import rules, runner
from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.linkers import link
from deskcheck.model import Audit, Tool
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings
from deskcheck.text.other_lists import reach

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
CHAPTERS = """# Rest

## Sleep

Adults need seven hours of sleep [1]. Short sleep raises the risk of colds [3].

## References

1. Oak NF, Elm T. Amount of sleep for healthy adults. J Rest. 2015;38(6):843-844.
2. Ash AA, Berg B. Susceptibility to the common cold. J Rest. 2015;38(9):1353-1359.
3. Fir C. Colds and naps. J Rest. 2016;39(1):1-9.

## Food

Nuts lower cholesterol by 7% [1]. Fibre lowers it too [2].

## References

1. Yew J, Pine K. Nut consumption and blood lipids. J Food. 2010;170(9):821-827.
2. Rowan L. Effects of dietary fibre. J Food. 1999;69(1):30-42.
"""


def test_a_number_means_the_next_list_below_it() -> None:
    article, references = reference_extractor.extract(read_bytes(CHAPTERS.encode(), "a.md"))
    claims = link(article, claim_extractor.extract(article, SETTINGS), references, {}, SETTINGS)
    own = references[0].fields.title
    linked = {claim.quote: [one.number for one in claim.firm_links] for claim in claims}
    sleep = ["Adults need seven hours of sleep [1].", "Short sleep raises the risk of colds [3]."]
    food = ["Nuts lower cholesterol by 7% [1].", "Fibre lowers it too [2]."]
    assert list(linked) == [*sleep, *food]
    here, there = (sleep, food) if "sleep" in own else (food, sleep)
    assert all(linked[quote] for quote in here)
    assert not any(linked[quote] for quote in there)
    told = reach(article)
    assert [told(claim.span.start) for claim in claims] == [claim.quote in here for claim in claims]
    (dangling,) = [rule for rule in rules() if rule.name == "dangling-marker"]
    audit = Audit(
        tool=Tool("deskcheck", "0"), as_of=SETTINGS.as_of, article=article, references=references, claims=claims
    )
    assert runner.run(audit, SETTINGS, [dangling])[0] == ()


def test_one_list_is_meant_from_everywhere() -> None:
    text = CHAPTERS[: CHAPTERS.index("## Food")]
    article, _ = reference_extractor.extract(read_bytes(text.encode(), "a.md"))
    assert all(map(reach(article), range(0, len(text), 7)))

"""How probable it is that a work is the one a reference means.

Each field of the work is brought into one of a few states (found, near, clashing, not printed, not
registered); every state carries a weight of evidence, fitted by logistic regression on real references
with known works, and the sum is a log-odds. This is the record-linkage model of Fellegi and Sunter
(JASA 64, 1969) with weights learnt together, so that fields which depend on one another do not count twice.
"""

import math
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from deskcheck.authorities.matching.containers import fit_container
from deskcheck.authorities.matching.printed import Printed, number_key
from deskcheck.authorities.matching.registered import NEVER_CITED, Registered
from deskcheck.authorities.matching.titles import TitleFit, fit_title, unexplained
from deskcheck.authorities.matching.weights import BIAS, WEIGHTS

LEAD = 12
_TELLING_HEAD = 4


class Scored:
    """One work held against one reference.

    ``probability`` goes from 0 to 1, ``states`` are what it rests on. ``conflict`` names what makes the work
    another one; where journal, volume and page are the same, a turned title is a misprint instead.
    """

    __slots__ = ("conflict", "container", "identified", "probability", "registered", "states", "title")

    def __init__(self, registered: Registered, title: TitleFit, states: tuple[str, ...], container: float) -> None:
        self.registered = registered
        self.title = title
        self.states = states
        self.container = container
        self.conflict = title.conflict if "title-conflict" in states else ""
        self.identified = False
        self.probability = probability(states)


def probability(states: Sequence[str]) -> float:
    """Return the calibrated probability for a set of states."""
    odds = BIAS + sum(WEIGHTS.get(state, 0.0) for state in states)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def score(printed: Printed, registered: Registered) -> Scored:
    """Hold one work against the reference."""
    title = fit_title(printed, registered)
    container, states = _states(printed, registered, title)
    return Scored(registered, title, states, container)


def _states(printed: Printed, registered: Registered, title: TitleFit) -> tuple[float, tuple[str, ...]]:
    inside = range(title.start, title.end) if title.score >= 0.75 and title.length > 1 else range(0)
    keys = {key for place, _, key in printed.numbers if place not in inside}
    left = unexplained(printed, registered, title) if title.score < 0.97 or not title.whole else 0
    container = fit_container(printed.tokens, registered.containers, inside) if registered.containers else 0.0
    numbers = _numbers(printed, registered, keys)
    names = list(_authors(printed, registered, left))
    states = [
        _title_state(title, registered, left),
        _container_state(container, registered, left),
        *names,
        *numbers,
        *_pairs(title, container, numbers, names),
    ]
    if _head_at_home(title, left, container, {*names, *numbers}):
        states.append("head-at-home")
    if title.conflict and not {"place-whole", "place-whole-dated"} & set(states):
        states.append("title-conflict")
    if registered.kind in NEVER_CITED:
        states.append("kind-never-cited")
    if registered.kind == "article" and not printed.preprint:
        states.append("kind-preprint-unsaid")
    return container, tuple(states)


def _title_state(title: TitleFit, registered: Registered, left: int) -> str:
    if not registered.titles:
        return "title-unregistered"
    length = "long" if title.length >= 6 else "mid" if title.length >= 3 else "short"
    form = length if title.whole else f"head-{'cut' if left <= 2 else 'other'}"
    if title.score >= 0.97:
        return f"title-same-{form}"
    if title.score >= 0.88:
        return f"title-near-{length if title.whole else 'head'}"
    if title.score >= 0.75:
        return f"title-fair-{length}"
    return "title-unprinted" if left <= 2 else "title-doubt" if left <= 5 else "title-clash"


def _head_at_home(title: TitleFit, left: int, container: float, states: set[str]) -> bool:
    """Tell whether a title printed without its subtitle stands with its own author, journal and year.

    That is rare in the lists of journals, where a subtitle goes unprinted because another work is meant.
    """
    cut = not title.whole and title.score >= 0.97 and title.length >= _TELLING_HEAD and left <= 2
    return (
        cut
        and container == 1.0
        and {"first-author-leads", "year-same"} <= states
        and not {"volume-clash", "page-clash", "numbers-left-2", "numbers-left-3"} & states
    )


def _container_state(container: float, registered: Registered, left: int) -> str:
    if not registered.containers:
        return "container-unregistered"
    if container == 1.0:
        longest = max(len(name) for name in registered.containers)
        return "container-same" if longest > 1 else "container-same-one-word"
    if container >= 0.6:
        return "container-near"
    return "container-clash" if left > 3 else "container-unfound"


def _authors(printed: Printed, registered: Registered, left: int) -> Iterator[str]:
    if not registered.families:
        yield "authors-unregistered"
        return
    first, *others = registered.families
    yield f"first-author-{_first_author(printed, first, left)}"
    if others:
        met = sum(_named(printed, name) for name in others[:6])
        share = met / min(len(others), 6)
        yield "others-all" if share == 1.0 else "others-some" if met else "others-none"


def _first_author(printed: Printed, name: tuple[str, ...], left: int) -> str:
    lead = printed.tokens[:LEAD]
    if name[-1] in lead and _named(printed, name):
        return "leads"
    if _named(printed, name):
        return "found"
    whole = "".join(name)
    best = max((ratio(whole, token) for token in lead), default=0.0)
    if best >= 80 or any(len(name[-1]) > 3 and token.startswith(name[-1]) for token in lead):
        return "near"
    if len(name) > 1 and any(part in lead for part in name if len(part) > 3):
        return "near"
    return "clash" if left else "unprinted"


def _named(printed: Printed, name: tuple[str, ...]) -> bool:
    if len(name) == 1:
        return name[0] in printed.token_set
    return all(part in printed.token_set for part in name) or "".join(name) in printed.token_set


def _numbers(printed: Printed, registered: Registered, keys: set[str]) -> list[str]:
    year = _year_state(printed, registered)
    known = {str(one) for one in printed.years}
    volume = number_key(registered.volume) if registered.volume else ""
    page = (
        number_key(registered.first_page or registered.number) if (registered.first_page or registered.number) else ""
    )
    number = number_key(registered.number) if registered.number else page
    last = number_key(registered.last_page) if registered.last_page else ""
    issue = number_key(registered.issue) if registered.issue else ""
    for key in (volume, page, number, last, issue):
        if key:
            known.add(key)
    left = sum(1 for key in keys if key not in known and not (last and len(key) < len(last) and last.endswith(key)))
    states = [year]
    states.append(_found("volume", volume, keys, left))
    first = page if page in keys or number not in keys else number
    states.append("page-clash" if first in printed.ends and first != last else _found("page", first, keys, left))
    if last and last != page and (last in keys):
        states.append("last-page-found")
    if issue and issue in keys:
        states.append("issue-found")
    states.append(f"numbers-left-{min(left, 3)}")
    return states


def _found(what: str, key: str, keys: set[str], left: int) -> str:
    if not key:
        return f"{what}-unregistered"
    if key in keys:
        return f"{what}-found" if key != "1" or what == "volume" else f"{what}-one"
    return f"{what}-clash" if left else f"{what}-unprinted"


def _year_state(printed: Printed, registered: Registered) -> str:
    if not registered.years:
        return "year-unregistered"
    if not printed.years:
        return "year-unprinted"
    if registered.years & printed.years:
        return "year-same"
    gap = min(abs(one - other) for one in registered.years for other in printed.years)
    return "year-near" if gap == 1 else "year-off" if gap <= 3 else "year-clash"


def _pairs(title: TitleFit, container: float, numbers: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """States that mean more, or less, together than their sum."""
    whole_page = "page-found" in numbers or ("page-one" in numbers and "last-page-found" in numbers)
    place = ("volume-found" in numbers) + whole_page
    dated = "year-same" in numbers
    if place == 2 and container == 1.0:
        yield "place-whole-dated" if dated else "place-whole"
    elif place == 2:
        yield "place-without-container"
    titled = title.score >= 0.88
    led = "first-author-leads" in names or "first-author-found" in names
    if titled and led:
        yield "title-and-author"
    if not titled and not led:
        yield "neither-title-nor-author" if place < 2 or container < 1.0 else "only-place"
    if titled and led and container == 1.0:
        yield "title-author-container"
    if titled and place == 0 and container < 0.6:
        yield "title-without-place"

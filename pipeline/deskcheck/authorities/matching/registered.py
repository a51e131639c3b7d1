"""A work made ready for comparison with many references."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from deskcheck.authorities.matching.printed import TOKEN, without_original
from deskcheck.authorities.notices import notice_title
from deskcheck.model import CslName, Work
from deskcheck.text import fold

NEVER_CITED = frozenset({"component", "review", "peer-review", "grant", "journal-issue", "journal", "journal-volume"})
_SMALL = frozenset("a an and de der des di du e el et for in la le les of on the und y s".split())


class Registered:
    """The comparable side of one work.

    Attributes:
        titles: (tokens joined by blanks, token count, whole) for the full title, then shorter and other forms.
        families: folded family names, each with its tokens; a group counts as one name.
        containers: the content tokens of every name of the container.
        years: every year the record holds for its publication.
        first_page, last_page, number: folded; empty when not registered.
    """

    __slots__ = (
        "containers",
        "doi",
        "families",
        "first_page",
        "issue",
        "kind",
        "last_page",
        "notice",
        "number",
        "titles",
        "volume",
        "years",
    )

    def __init__(
        self,
        *,
        doi: str,
        kind: str,
        title: str,
        subtitles: Sequence[str] = (),
        other_titles: Sequence[str] = (),
        families: Iterable[str] = (),
        containers: Iterable[str] = (),
        years: Iterable[int] = (),
        volume: str = "",
        issue: str = "",
        page: str = "",
        number: str = "",
        notice: bool = False,
    ) -> None:
        self.doi = doi
        self.kind = kind
        self.titles = _title_forms(without_original(title), subtitles, other_titles)
        self.families = tuple(tokens for name in families if (tokens := tuple(TOKEN.findall(fold(name)))))
        self.containers = tuple(tokens for name in containers if (tokens := container_tokens(name)))
        self.years = frozenset(years)
        self.volume = fold(volume)
        self.issue = fold(issue)
        first, last = split_pages(page)
        self.first_page = fold(first)
        self.last_page = fold(last)
        self.number = fold(number)
        self.notice = notice or notice_title(title) is not None

    def fullness(self) -> tuple[int, int, int]:
        """How much the record says, for choosing between two records of one work."""
        fields = (self.titles, self.families, self.containers, self.years, self.volume, self.issue, self.last_page)
        return sum(map(bool, fields)), len(self.families), len(self.doi)


def registered(work: Work) -> Registered:
    """Return the work made ready."""
    item = work.fields
    return Registered(
        doi=item.doi,
        kind=item.type,
        title=item.title,
        subtitles=work.subtitles,
        other_titles=work.other_titles,
        families=[family(name) for name in item.author or item.editor],
        containers=dict.fromkeys((item.container_title, item.container_title_short, *work.container_titles)),
        years=years_of(work),
        volume=item.volume,
        issue=item.issue,
        page=item.page,
        number=item.number,
        notice=bool(work.updates),
    )


def years_of(work: Work) -> frozenset[int]:
    """Every year in which the work can be said to have come out."""
    names = ("issued", "published", "published-print", "published-online", "published-other", "posted", "approved")
    years = {int(date[:4]) for name, date in work.dates.items() if name in names}
    if work.fields.year:
        years.add(work.fields.year)
    return frozenset(years)


def family(name: CslName) -> str:
    """The name by which a reference list would give a person or a group."""
    if name.literal:
        return name.literal
    return " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family))) or name.given


def split_pages(page: str) -> tuple[str, str]:
    """Return first and last page; ``1401–7`` gives ``1401`` and ``1407``; a single page gives an empty last."""
    for dash in ("–", "—", "‐", "‑", "−"):
        page = page.replace(dash, "-")
    first, _, last = (part.strip() for part in page.split(",")[0].partition("-"))
    last = last.split("-")[0]
    if last.isdigit() and first.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


@lru_cache(maxsize=20_000)
def container_tokens(name: str) -> tuple[str, ...]:
    """The content words of a container's name, folded; small words are left out."""
    tokens = TOKEN.findall(fold(name))
    return tuple(token for token in tokens if token not in _SMALL) or tuple(tokens)


def _title_forms(title: str, subtitles: Sequence[str], others: Sequence[str]) -> tuple[tuple[str, int, bool], ...]:
    if not title and not others:
        return ()
    whole = " ".join((title, *subtitles))
    forms = [(whole, True)]
    if subtitles:
        forms.append((title, False))
    head, colon, tail = title.partition(":")
    if not colon:
        head, colon, tail = title.partition(" – ")
    if colon and len(head) > 20 and tail.strip():
        forms.append((head, False))
    forms.extend((other, True) for other in others)
    prepared = []
    for form, is_whole in forms:
        tokens = TOKEN.findall(fold(form))
        if tokens:
            prepared.append((" ".join(tokens), len(tokens), is_whole))
    return tuple(dict.fromkeys(prepared))

"""What was seen at the address of a reference."""

from enum import StrEnum

import msgspec


class PageStatus(StrEnum):
    """How the look at an address ended.

    ``suspect`` is one bad sign, ``broken`` a failure seen again and again; ``blocked`` and ``unknown`` say nothing
    against the page: the site did not let us look, or the world did not answer. ``skipped``: not asked.
    """

    OK = "ok"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    BROKEN = "broken"
    SUSPECT = "suspect"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    WAIVED = "waived"


class ArchivedCopy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the Internet Archive holds of an address: ``ok`` with the copy's address and ISO date, ``not_found``,
    ``unknown`` or ``skipped``."""

    status: PageStatus = PageStatus.SKIPPED
    address: str = ""
    date: str = ""
    reason: str = ""


class PageCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One address and what came of looking at it.

    Attributes:
        address: the address as cited.
        reason: one clause for an editor.
        final: where redirects led, if elsewhere.
        title: the title that the page gives itself.
        checked_on: ISO date of the look, which may be of an earlier run.
        registry: who was asked in place of the page, for a DOI.
        failed_on: ISO dates of the failures known so far, each three days or more after the one before.
    """

    address: str
    status: PageStatus
    reason: str = ""
    final: str = ""
    title: str = ""
    checked_on: str = ""
    registry: str = ""
    failed_on: tuple[str, ...] = ()
    archive: ArchivedCopy = ArchivedCopy()

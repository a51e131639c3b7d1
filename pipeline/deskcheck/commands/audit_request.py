"""What ``deskcheck audit`` was asked for, and the articles it comes to."""

from pathlib import Path

import msgspec

DEFAULT_OUT = Path("reports")
DEFAULT_TIME_LIMIT = 900.0
"""Seconds that one article of several may take; a whole one takes about one, a slow service minutes."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What the user asked for.

    Attributes:
        articles: files, dossier folders that hold an ``article.*``, or folders of these.
        dossier: material for all of them; None: each article's own folder, where it is a dossier.
        index, crossref, mailto: further sources of records, as for ``deskcheck match``.
        offline: open no connection, whatever else is asked.
        addresses: articles named by the address of a page.
        online: such articles may be fetched.
        check_links: look at the addresses of the references.
        archive, doi_registry: servers to ask in place of archive.org and doi.org.
        abstracts: services to ask for abstracts that no record holds, ``NAME`` or ``NAME=URL``.
        nli: folder of an inference model that may lower verdicts.
        out: folder for the reports; None: ``reports/NAME`` below the current folder.
        write: False writes no reports.
        shown: ``summary``, or the name of a reporter whose text is printed instead.
        colour: colours in the summary.
        baseline: a saved audit, or a folder of reports, whose findings are known and do not fail.
        waivers: file of waivers; None: ``waivers.toml`` beside the configuration and in the dossier.
        base: revision to read the waivers from.
        changed_since: revision; articles that it holds as they are now, with dossier and policy, are left out.
        exclude: patterns of paths below the current folder that a walk through folders leaves out.
        jobs: worker processes; None: as many as there are processors, 8 at most.
        resume: use audits that an earlier run finished; None: those of articles found in folders.
        time_limit: seconds that one of several articles may take.
    """

    articles: tuple[Path, ...]
    dossier: Path | None = None
    index: Path | None = None
    crossref: str | None = None
    mailto: str = ""
    offline: bool = False
    addresses: tuple[str, ...] = ()
    online: bool = False
    check_links: bool = False
    archive: str = ""
    doi_registry: str = ""
    abstracts: tuple[str, ...] = ()
    nli: Path | None = None
    out: Path | None = None
    write: bool = True
    shown: str = "summary"
    colour: bool = False
    baseline: Path | None = None
    waivers: Path | None = None
    base: str | None = None
    changed_since: str | None = None
    exclude: tuple[str, ...] = ()
    jobs: int | None = None
    resume: bool | None = None
    time_limit: float = DEFAULT_TIME_LIMIT

    @property
    def asks_services(self) -> bool:
        """Whether anything outside this machine is asked, so that answers depend on the day."""
        return self.crossref is not None or bool(self.abstracts) or self.check_links or bool(self.addresses)


class Item(msgspec.Struct, frozen=True):
    """One article or bibliography to audit.

    Attributes:
        path: the file, or the dossier folder.
        name: the folder of its reports, below the folder of all reports; may hold slashes.
        found: it was found in a folder, not named by the user.
        address: the address of the page that it is, in place of a file.
    """

    path: Path
    name: str
    found: bool = False
    address: str = ""

    @property
    def place(self) -> str:
        """What the user calls it."""
        return self.address or str(self.path)

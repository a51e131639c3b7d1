"""Where an article lies, which folder is its dossier, and what its reports are called."""

from collections.abc import Sequence
from pathlib import Path

from deskcheck import readers
from deskcheck.errors import InputError
from deskcheck.extractors import bibliography

DOSSIER = frozenset(
    "crossref.jsonl evidence.toml links.toml references.bib retraction_watch.csv retraction_watch.csv.gz"
    " waivers.toml".split()
)
_RECORDS = "crossref.jsonl"
_FULL_TEXTS = "sources"


def locate_article(path: Path, dossier: Path | None) -> tuple[Path, Path | None]:
    """Return the article's file and the dossier to use with it.

    A folder stands for the ``article.*`` in it; an article that lies in a dossier folder uses it
    unless another is named, and so does a bibliography that lies beside records.

    Raises:
        InputError: the folder holds no article, or the dossier is no folder.
    """
    if not str(path).isprintable() and any("\ud800" <= letter <= "\udfff" for letter in str(path)):
        raise InputError("has a name that is not UTF-8", where=ascii(str(path)), remedy="Give it another name.")
    if path.is_dir():
        found = _articles(path)
        if not found:
            raise InputError("holds no article.* file", where=str(path), remedy="Name the article's file.")
        path = found[0]
    if dossier is not None and not dossier.is_dir():
        raise InputError("is not a dossier folder", where=str(dossier), remedy="Start one with: deskcheck new FOLDER.")
    if dossier is None and path.stem == "article" and holds_material(path.parent):
        dossier = path.parent
    if dossier is None and bibliography.is_bibliography(str(path)) and (path.parent / _RECORDS).is_file():
        dossier = path.parent
    return path, dossier


def _articles(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("article.*") if path.suffix.lower() in readers.READERS)


def holds_material(folder: Path) -> bool:
    """Tell whether any of a dossier's files, or its full texts, lies in the folder."""
    return any((folder / name).is_file() for name in DOSSIER) or (folder / _FULL_TEXTS).is_dir()


def is_dossier(folder: Path) -> bool:
    """Tell whether a folder stands for one article: an ``article.*`` with a desk's material, or all alone."""
    if not any(path.is_file() for path in _articles(folder)):
        return False
    others = (path for path in folder.iterdir() if path.stem != "article" and not path.name.startswith("."))
    return holds_material(folder) or not any(path.is_dir() or is_readable(path) for path in others)


def is_readable(path: Path) -> bool:
    """Tell by its suffix whether a file may be an article or a bibliography; one without a suffix must be named."""
    return (path.suffix.lower() in readers.READERS and bool(path.suffix)) or bibliography.is_bibliography(str(path))


def names(paths: Sequence[Path], taken: Sequence[str] = ()) -> list[str]:
    """Return a folder name for each article, unlike the others' and those taken."""
    found = list(taken)
    for path in paths:
        resolved = path.resolve()
        base = resolved.name if path.is_dir() else resolved.parent.name if path.stem == "article" else path.stem
        name, count = base or "article", 2
        while name in found:
            name, count = f"{base}-{count}", count + 1
        found.append(name)
    return found[len(taken) :]

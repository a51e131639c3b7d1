"""A folder walked for what can be audited: articles, dossiers (each counts once) and bibliographies.

Sorted, so that every run has the same order. Links are not followed. Left out are hidden folders, what other
programs build or install, folders of reports, and what ``exclude`` names in the configuration or on the command line.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from deskcheck.commands.audit_request import DEFAULT_OUT, Item, Request
from deskcheck.commands.fetching import name_of
from deskcheck.commands.folders_patterns import Pattern, excluded
from deskcheck.commands.locating import is_dossier, is_readable, names
from deskcheck.errors import InputError
from deskcheck.extractors import bibliography
from deskcheck.settings import configuration
from deskcheck.settings.configuration import Policy

BUILT = frozenset(
    "__pycache__ node_modules site-packages venv build dist _build _site htmlcov target bower_components".split()
)
REPORT = "audit.json"


def items_of(request: Request, policy_for: Callable[[Path], Policy]) -> list[Item]:
    """Return what a run is to audit, in the order of its arguments, each file once.

    Raises:
        UserError: a configuration on the way makes no sense, or a folder cannot be read.
    """
    found: list[Item] = []
    named = [path for path in request.articles if not _is_walked(path)]
    called = iter(names(named))
    fetched = dict.fromkeys(request.addresses)
    seen: set[Path] = set()
    for path in request.articles:
        if not _is_walked(path):
            found.append(Item(path, next(called)))
            seen.add(path.resolve())
            continue
        walked = [one for one in sorted(walk(path, request, policy_for)) if one.resolve() not in seen]
        seen.update(one.resolve() for one in walked)
        found += [Item(one, name, found=True) for one, name in zip(walked, _titles(path, walked), strict=True)]
    found = _unlike(found)
    taken = [item.name for item in found]
    return found + [
        Item(Path(url), name, address=url) for url, name in zip(fetched, _page_names(fetched, taken), strict=True)
    ]


def _unlike(items: Sequence[Item]) -> list[Item]:
    """Return the items with a number after a name that stands before them already."""
    seen: Counter[str] = Counter()
    result = []
    for item in items:
        seen[item.name] += 1
        count = seen[item.name]
        result.append(item if count == 1 else Item(item.path, f"{item.name}-{count}", item.found))
    return result


def walk(folder: Path, request: Request, policy_for: Callable[[Path], Policy]) -> Iterator[Path]:
    """Yield the articles, dossier folders and bibliographies below ``folder``."""
    skipped = {path.resolve() for path in (DEFAULT_OUT, request.out) if path is not None}
    here = [Pattern.of(text) for text in request.exclude]
    rules = {folder: (_configured(folder, policy_for), folder)}
    for place, folders, files in os.walk(folder, onerror=_unreadable):
        current = Path(place)
        rule = rules.get(current) or rules[current.parent]
        if current != folder and _has_configuration(current):
            rule = (_configured(current, policy_for), current)
        rules[current] = rule
        taken = _taker(rule[0], here)
        if current != folder and is_dossier(current):
            folders.clear()
            yield current
            continue
        folders[:] = sorted(name for name in folders if _is_entered(current / name, skipped) and taken(current / name))
        for name in sorted(files):
            path = current / name
            if (
                is_readable(path)
                and not name.startswith(".")
                and not path.is_symlink()
                and path.is_file()
                and taken(path)
            ):
                yield path


def _unreadable(fault: OSError) -> None:
    remedy = "Check its rights, or leave it out with --exclude."
    raise InputError(f"cannot be read ({fault.strerror})", where=str(fault.filename), remedy=remedy) from None


def _is_walked(path: Path) -> bool:
    return path.is_dir() and not is_dossier(path)


def _is_entered(folder: Path, skipped: set[Path]) -> bool:
    if folder.name.startswith(".") or folder.name in BUILT or folder.is_symlink():
        return False
    return folder.resolve() not in skipped and not (folder / REPORT).is_file()


def _has_configuration(folder: Path) -> bool:
    return (folder / configuration.FILE).is_file() or (folder / configuration.SHARED_FILE).is_file()


def _configured(folder: Path, policy_for: Callable[[Path], Policy]) -> tuple[Path, list[Pattern]]:
    """Return the patterns that the configuration in force excludes, and the folder they count from."""
    policy = policy_for(folder)
    held = policy.values.get("exclude")
    base = policy.path.parent if policy.path else folder
    return base.resolve(), [Pattern.of(text) for text in (held.value if held else ())]


def _taker(configured: tuple[Path, list[Pattern]], here: Sequence[Pattern]) -> Callable[[Path], bool]:
    base, patterns = configured
    current = Path.cwd()

    def taken(path: Path) -> bool:
        whole = path.absolute()
        return not (excluded(_below(whole, base), patterns) or excluded(_below(whole, current), here))

    return taken


def _page_names(addresses: Iterable[str], taken: Sequence[str]) -> list[str]:
    """Return a folder name for each page, unlike the others' and those taken."""
    return names([Path(f"{name_of(url)}.page") for url in addresses], taken)


def _below(path: Path, base: Path) -> tuple[str, ...]:
    """Return the path from ``base`` in segments; the whole path where it lies elsewhere."""
    for one in (path, path.resolve()):
        if one.is_relative_to(base):
            return one.relative_to(base).parts
    return path.parts[1:]


def _titles(folder: Path, paths: Sequence[Path]) -> list[str]:
    """Return the names of reports: the path below the current folder, without its suffix where that is enough.

    They do not depend on how the folder was named, so that reports, baselines and finished audits are found again.
    """
    short = [_title(folder, path, whole=False) for path in paths]
    often = Counter(name.casefold() for name in short)
    return [
        name if often[name.casefold()] == 1 else _title(folder, path, whole=True)
        for name, path in zip(short, paths, strict=True)
    ]


def _title(folder: Path, path: Path, *, whole: bool) -> str:
    place, here = path.absolute(), Path.cwd()
    parts = place.relative_to(here).parts if place.is_relative_to(here) else ()
    if not parts or ".." in parts:
        parts = (folder.resolve().name or "folder", *path.relative_to(folder).parts)
    last = path.name if whole or path.is_dir() or bibliography.is_bibliography(str(path)) else path.stem
    if path.stem == "article" and not path.is_dir() and not whole and len(parts) > 1:
        return "/".join(parts[:-1])
    return "/".join((*parts[:-1], last))

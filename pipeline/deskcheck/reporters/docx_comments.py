"""A Word document with comments put in: everything else stays as it was, byte for byte within each part."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pyexpat import ExpatError, ParserCreate

from deskcheck.model import Audit, Finding, State
from deskcheck.reporters.characters import printable
from deskcheck.reporters.docx_places import Places, Stretch
from deskcheck.reporters.docx_walk import SPACES, Run, Walk
from deskcheck.reporters.office_package import (
    CONTENT_TYPES,
    DECLARATION,
    PACKAGE_RELATIONSHIPS,
    PACKAGE_TYPES,
    pack,
    unpack,
    words,
)
from deskcheck.reporters.wording import cut

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY_ROOT = re.compile(rb"<([^\s<>/?!]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)/>\s*\Z")


def commented(data: bytes, audit: Audit) -> bytes:
    """Return the document with a comment for every finding that no waiver covers.

    Raises:
        ValueError: the package cannot be understood well enough to change it.
    """
    parts = unpack(data)
    main = _main(parts)
    document = _ascii_based(parts[main])
    walk = Walk(document)
    if walk.space not in SPACES:
        raise ValueError("no Word document")
    places = Places(audit.article, walk.paragraphs)
    findings = [finding for finding in audit.findings if finding.state is not State.WAIVED]
    found = [(one, places.stretch(one.spans[0] if one.spans else None)) for one in findings]
    placed = [(one, stretch) for one, stretch in found if stretch is not None]
    if len(placed) < len(findings):
        raise ValueError("no words to comment on")
    if placed:
        name = _comments_part(parts, main, walk.space)
        first = max((int(n) for n in re.findall(rb"\bid\s*=\s*[\"'](\d{1,9})[\"']", parts[name])), default=-1) + 1
        parts[main] = _marked(document, walk.space, places.runs, [stretch for _, stretch in placed], first)
        made = "".join(
            _comment(one, stretch, first + nth, audit, walk.space) for nth, (one, stretch) in enumerate(placed)
        )
        parts[name] = _appended(_ascii_based(parts[name]), made)
        for changed in (main, name, CONTENT_TYPES):
            _prove(parts[changed])
    return pack(parts)


def _main(parts: dict[str, bytes]) -> str:
    """Return the name of the document part."""
    for kind, target, _ in _relations(parts.get("_rels/.rels", b"")):
        if kind.endswith("/officeDocument"):
            name = target.lstrip("/")
            if name in parts:
                return name
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise ValueError("no Word document")


def _relations(data: bytes) -> list[tuple[str, str, str]]:
    """Return (type, target, id) of the relationships of a part."""
    found: list[tuple[str, str, str]] = []
    if data:
        parser = ParserCreate(None, " ")

        def started(name: str, given: dict[str, str]) -> None:
            if name.rpartition(" ")[2] == "Relationship":
                found.append((given.get("Type", ""), given.get("Target", ""), given.get("Id", "")))

        parser.StartElementHandler = started
        try:
            parser.Parse(data, True)
        except ExpatError as fault:
            raise ValueError("not well-formed") from fault
    return found


def _comments_part(parts: dict[str, bytes], main: str, space: str) -> str:
    """Return the name of the part with the comments; make it, with its relationship and type, where there is none."""
    folder, file = posixpath.split(main)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    relations = _relations(parts.get(rels, b""))
    for kind, target, _ in relations:
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if kind.endswith("/relationships/comments") and name in parts:
            return name
    taken = {name.casefold() for name in parts}
    file = next(
        f for nth in range(len(taken) + 2) if posixpath.join(folder, f := f"comments{nth or ''}.xml") not in taken
    )
    name = posixpath.join(folder, file)
    base = _STRICT if "purl.oclc.org" in space else _TRANSITIONAL
    ids = {identifier for _, _, identifier in relations}
    own = next(i for nth in range(len(ids) + 1) if (i := f"rIdDeskcheck{nth}") not in ids)
    relation = f'<Relationship xmlns="{PACKAGE_RELATIONSHIPS}" Id="{own}" Type="{base}/comments" Target="{file}"/>'
    empty = f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"></Relationships>'.encode()
    parts[rels] = _appended(_ascii_based(parts.get(rels, empty)), relation)
    _prove(parts[rels])
    override = f'<Override xmlns="{PACKAGE_TYPES}" PartName="/{name}" ContentType="{_KIND}"/>'
    parts[CONTENT_TYPES] = _appended(_ascii_based(parts[CONTENT_TYPES]), override)
    parts[name] = f'{DECLARATION}<w:comments xmlns:w="{space}"></w:comments>'.encode()
    return name


def _comment(finding: Finding, stretch: Stretch, number: int, audit: Audit, space: str) -> str:
    lines = [(f"{finding.severity.value.upper()}: ", printable(finding.message))]
    if finding.quote and not stretch.exact:
        lines.append(("On: ", f"“{cut(printable(finding.quote), 300)}”"))
    if finding.suggestion:
        lines.append(("Next: ", printable(finding.suggestion)))
    lines.append(("Rule: ", f"{printable(finding.rule)} ({printable(finding.code)})"))
    text = "".join(
        f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{words(name)}</w:t></w:r>'
        f'<w:r><w:t xml:space="preserve">{words(said)}</w:t></w:r></w:p>'
        for name, said in lines
    )
    head = f'w:id="{number}" w:author="deskcheck" w:date="{audit.as_of}T00:00:00Z" w:initials="dc"'
    return f'<w:comment xmlns:w="{space}" {head}>{text}</w:comment>'


def _marked(document: bytes, space: str, runs: Sequence[Run], stretches: Sequence[Stretch], first: int) -> bytes:
    """Return the document with the marks of comments; a run is rewritten only where one begins or ends inside it."""
    # Ends come before beginnings at one place, so that neighbours do not cross.
    marks: dict[int, list[tuple[int, int, bytes]]] = defaultdict(list)
    for nth, stretch in enumerate(stretches, first):
        begin, end = runs[stretch.first], runs[stretch.last]
        marks[stretch.first].append((0 if begin.whole else stretch.offset, 1, _start_mark(nth, space)))
        marks[stretch.last].append((len(end.words) if end.whole else stretch.until, 0, _end_mark(nth, space)))
    pieces: list[bytes] = []
    at = 0
    for place in sorted(marks, key=lambda one: runs[one].start):
        run = runs[place]
        pieces += [document[at : run.start], _split(document, run, marks[place])]
        at = run.end
    return b"".join([*pieces, document[at:]])


def _start_mark(number: int, space: str) -> bytes:
    return f'<w:commentRangeStart xmlns:w="{space}" w:id="{number}"/>'.encode()


def _end_mark(number: int, space: str) -> bytes:
    reference = f'<w:r xmlns:w="{space}"><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeEnd xmlns:w="{space}" w:id="{number}"/>{reference}'.encode()


def _split(document: bytes, run: Run, marks: list[tuple[int, int, bytes]]) -> bytes:
    """Return a run cut at the offsets of its marks, each piece with the run's own formatting."""
    length = len(run.words)
    marks = sorted(marks, key=lambda mark: mark[:2])
    before = b"".join(mark for offset, kind, mark in marks if offset == 0 and kind == 1)
    after = b"".join(mark for offset, kind, mark in marks if offset >= length and kind == 0)
    inner = [(offset, mark) for offset, kind, mark in marks if 0 < offset < length]
    if not inner:
        return before + document[run.start : run.end] + after
    close = f"</{run.prefix}:r>".encode() if run.prefix else b"</r>"
    look = b"".join(document[one.start : one.end] for one in run.parts if one.tag == "rPr")
    opened = document[run.start : run.opened] + look
    cuts = sorted({0, length, *(offset for offset, _ in inner)})
    out = [before]
    for low, high in pairwise(cuts):
        out += [mark for offset, mark in inner if offset == low and low]
        out += [opened, _between(document, run, low, high, last=high == length), close]
    return b"".join([*out, after])


def _between(document: bytes, run: Run, low: int, high: int, *, last: bool) -> bytes:
    """Return the run's parts from ``low`` to ``high``; parts without words go with what comes after them."""
    out: list[bytes] = []
    at = 0
    for part in run.parts:
        end = at + len(part.words)
        if part.tag == "rPr":
            continue
        if not part.words:
            if low <= at < high or (last and at == high):
                out.append(document[part.start : part.end])
        elif part.tag != "t":
            if low <= at < high:
                out.append(document[part.start : part.end])
        elif said := part.words[max(low - at, 0) : max(high - at, 0)]:
            out.append(
                f'<{part.name} xml:space="preserve">{_kept(said)}</{part.name}>'.encode("ascii", "xmlcharrefreplace")
            )
        at = end
    return b"".join(out)


def _kept(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _ascii_based(data: bytes) -> bytes:
    """Return XML in an encoding whose ASCII is one byte a character."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return data
    text = data.decode("utf-16")
    return re.sub(r"\A<\?xml[^>]*\?>", DECLARATION.strip(), text).encode()


def _appended(data: bytes, element: str) -> bytes:
    """Return XML with an element put before the end of its root."""
    inserted = element.encode("ascii", "xmlcharrefreplace")
    closed = data.rfind(b"</")
    empty = _EMPTY_ROOT.search(data)
    if empty is not None and closed < 0:
        return data[: empty.start()] + b"<%b%b>%b</%b>" % (empty[1], empty[2], inserted, empty[1])
    return data[:closed] + inserted + data[closed:]


def _prove(data: bytes) -> None:
    try:
        ParserCreate(None, " ").Parse(data, True)
    except ExpatError as fault:
        raise ValueError("not well-formed after the change") from fault

"""Headings that announce a reference list, in any wording, and the number of entries they state."""

import re
from collections.abc import Sequence

import msgspec

from deskcheck.extractors.references.lines import Line

# Words that name a list of sources, by how surely they do: "Notes" may head anything.
_SURE = r"""
    references? | reference\s+list | sources? | bibliograph(?:y|ies) | works\s+(?:cited|consulted)
    | (?:literature|references?|sources)\s+cited | cited\s+(?:literature|references|works|sources) | citations?
    | citations?\s+and\s+references | literature | list\s+of\s+(?:references|sources)
    | (?:selected|key|article|our|main|primary|scientific|additional)\s+
      (?:references|sources|bibliography|citations|literature)
    | references?\s*(?:and|&|/)\s*(?:notes?|links|further\s+reading|resources|citations|sources|bibliography)
    | (?:notes|sources|citations|resources|bibliography)\s*(?:and|&|/)\s*(?:references|sources|citations)
    | (?:sources|references)\s+(?:used|consulted)(?:\s+in\s+this\s+\w+)? | where\s+we\s+got\s+our\s+information
    | quellen | quellen(?:verzeichnis|angaben|nachweise?) | einzelnachweise
    | literatur(?:verzeichnis|hinweise|angaben|quellen|liste)? | referenzen | bibliogra(?:ph|f)ie
    | r[ée]f[ée]rences(?:\s+bibliographiques)? | sources\s+et\s+r[ée]f[ée]rences
    | referencias(?:\s+bibliogr[áa]ficas)? | bibliograf[íi]a | fuentes | riferimenti(?:\s+bibliografici)?
    | fonti | refer[êe]ncias(?:\s+bibliogr[áa]ficas)? | fontes | literatuur(?:lijst)? | bronnen | referenties
    | k[äa]llor | referenser | referanser | kilder | litteratur(?:f[öo]rteckning|liste)? | l[äa]hteet
    | kirjallisuus | literatura | bibliografie? | kaynak(?:ça|lar) | źródła | список\s+литературы | литература
    | источники | библиография | 参考文献 | 参考资料 | 引用文献 | 文献 | 참고\s?문헌 | المراجع | המקורות | מקורות
"""
_WEAK = (
    r"(?:original\s+|journal\s+)(?:publications?|articles?|papers?|stud(?:y|ies)|references?|sources?)|originalpublikation"
    r"|publication\s+details|notes?|end\s?notes|footnotes|further\s+reading|suggested\s+reading|recommended\s+reading|resources"
    r"|anmerkungen|notas?|fu[ßs]+noten"
)
_LINE = re.compile(
    rf"""
    (?:\#{{1,6}}\s++|[*_]{{1,3}}|=++\s*+|<h\d>\s*+)?                                  # Markdown, wiki or HTML dress
    (?:(?:view|see|show|hide|expand|all|the|full)\s++(?:all\s++|the\s++)?)?
    (?:(?:section\s+|appendix\s+)?(?:[A-Z\d]{{1,2}}|[IVX]{{1,5}})(?:\.\d+)*[.):]\s+)?   # 7. References
    (?:(?P<count>\d{{1,4}})\s+)?                                                    # 13 Sources
    (?:(?P<sure>{_SURE})|(?P<weak>{_WEAK}))
    (?:\s*+[(\[]\s*+(?P<stated>\d{{1,4}})\s*+(?:references|sources|citations)?\s*+[)\]])?  # References (24)
    (?:\s*+[:.–—\-]\s*+(?P<after>\d{{1,4}})?)?                                      # Sources: 12
    \s*+(?:[*_]{{1,3}}|=+|</h\d>|\#+)?\s*+[:.+▼▾↓]?
    """,
    re.I | re.X,
)
_INLINE = re.compile(
    rf"(?:[*_]{{1,3}})?(?:(?P<count>\d{{1,4}})\s+)?(?:{_SURE})(?:[*_]{{1,3}})?(?:\s*+[:.]\s*+(?:[*_]{{1,3}}\s*+)?|\s++(?=\\?[\[(]?1\\?[\].)]\s))(?=\S)",
    re.I | re.X,
)
_LONGEST = 90
_STATED = re.compile(r"\b(\d{1,4})\s+(?:references|sources|citations)\b", re.I)


class Heading(msgspec.Struct, frozen=True):
    """A line (by its index) that announces a list.

    Attributes:
        row: index into the lines.
        start, end: the heading's words; the list begins at ``end``.
        sure: False for words such as "Notes" that head other things too.
        stated: the number of entries that it states, or None.
        inline: whether the first entry stands on the heading's own line.
    """

    row: int
    start: int
    end: int
    sure: bool
    stated: int | None = None
    inline: bool = False


def headings(text: str, lines: Sequence[Line]) -> list[Heading]:
    """Return every line of ``text`` that reads as the heading of a reference list, in order."""
    return [heading for row, line in enumerate(lines) if (heading := _heading(text, row, line))]


def _heading(text: str, row: int, line: Line) -> Heading | None:
    if line.end - line.start <= _LONGEST and (match := _LINE.fullmatch(text, line.start, line.end)):
        count = match["count"] or match["stated"] or match["after"]
        return Heading(row, line.start, line.end, match["sure"] is not None, int(count) if count else None)
    match = _INLINE.match(text, line.start, min(line.end, line.start + _LONGEST))
    if match and match.end() < line.end and (line.blank_before or row == 0):
        return Heading(row, line.start, match.end(), True, int(match["count"]) if match["count"] else None, inline=True)
    return None


def stated_near(text: str, start: int, end: int) -> int | None:
    """Return the number of references that the words of ``text[start:end]`` state, or None."""
    match = _STATED.search(text, start, min(end, start + 400))
    return int(match[1]) if match else None

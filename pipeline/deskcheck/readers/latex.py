"""LaTeX source → Article: what the typeset page would say, each line on its line of the file.

A reader of markup, not of TeX: macros of the author's own and packages' special commands keep their
arguments and lose their names. Linear in the length of the source; nothing is included or run.
"""

import re

from deskcheck.model import Article, Dates, Person, Remark, RemarkKind
from deskcheck.readers import decode
from deskcheck.readers import latex_grammar as grammar
from deskcheck.readers.dates import date_in
from deskcheck.readers.latex_walk import Walk
from deskcheck.readers.layout import Stated, compose


def read(data: bytes, path: str) -> Article:
    """Read a LaTeX file.

    Raises:
        InputError: the bytes are no UTF-8 text.
    """
    source = decode(data, path)
    start = grammar.BODY.search(source)
    stop = grammar.END.search(source, start.end() if start else 0)
    reader = Walk(source)
    outer = {found.group(1): found.end() for found in grammar.OUTER.finditer(source)}
    if start and "title" in outer and outer["title"] < start.start():
        reader.heading(outer["title"])
    reader.walk(start.end() if start else 0, stop.start() if stop else len(source))
    remarks = [
        Remark(RemarkKind.UNREAD, f"The file {found.group(2)} is named by \\{found.group(1)} and was not read.")
        for found in list(grammar.INCLUDED.finditer(source))[:20]
    ]
    date = date_in(reader.plain(outer["date"])) if "date" in outer else None
    stated = Stated("", _people(reader, outer), Dates(published=date))
    return compose(reader.finished(), data, path, "latex", stated=stated, remarks=remarks)


def _people(reader: "Walk", outer: dict[str, int]) -> list[Person]:
    if "author" not in outer:
        return []
    names = re.split(r"(?:(?<!\s)\s++)?(?:,|;|\band\b)\s*|(?<!\s)[^\S\n]*+\n\s*", reader.plain(outer["author"]))
    return [Person(name, "author") for name in names if re.fullmatch(r"[^\W\d_][\w.'’ -]{2,80}", name) and " " in name]

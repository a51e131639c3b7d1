"""Keys that stand for references in a text: "[Oak2019]", LaTeX's "[oak2019, elm2020, p. 4]", Pandoc's "[@oak2019]"."""

from collections.abc import Iterator

from deskcheck.text import marker_grammar as grammar


def keys(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the keys in ``text[start:end]`` stand, each by itself; one alone in its brackets with them."""
    for match in grammar.KEYED.finditer(text, start, end):
        if grammar.WITHIN.fullmatch(match["key"]):
            continue
        if match["more"]:
            yield match.span("key")
            for more in grammar.KEY.finditer(text, match.start("more"), match.end("more")):
                yield more.span()
        else:
            yield match.span()
    bracketed = [match.span() for match in grammar.PANDOC_BRACKET.finditer(text, start, end)] if "@" in text else []
    place = 0
    for match in grammar.PANDOC.finditer(text, start, end):
        while place < len(bracketed) and bracketed[place][1] <= match.start():
            place += 1
        inside = place < len(bracketed) and bracketed[place][0] < match.start()
        if inside or grammar.DATED_KEY.search(match["key"]):
            yield match.span()

"""Malformed files of every format that the program reads: a grammar of each format, then changed bytes.

A file is put together at random from the format's own pieces, then some of its bytes are changed, cut, repeated or
moved. The seed of a file is its number, so any can be made again; ``trials`` reads them.
"""

import json
import random
from collections.abc import Callable

import small_documents as small

_SIGNS = [b"<", b"&", b"\x00", b"]]>", b"\xff\xfe", b"&#x110000;", b"{" * 99, b"\xed\xa0\x80", b"\n" * 40, b"\\", b'"']
_WORDS = """Sleep helps memory in most adults [1]. | Naps help too (Roe, 2019). | In 64 of 100 patients pain fell by
    12.5%. | 1. Roe K, Poe L. Sleep and rest. J Rest. 2019;12(3):1-9. doi:10.5555/rest.7 | https://example.org/a?b=c#d |
    References | By Jo Doe | Updated 3 May 2021 | “Quoted words,” she said. | \u202ereversed\u202c | n.d. | [1-99999] |
    \U0001f4a9 emoji | Zoë Ångström | 2 < 3 & 4 > 1 | (((((((( | ¹²³ | A.B.C.D. et al., in press | = + - @ |""".split(
    "|"
)


def word(chance: random.Random) -> str:
    """Return some words, or a number, or signs."""
    if chance.random() < 0.1:
        return "".join(chr(chance.choice((*range(32, 127), 0xA0, 0x2019, 0x301, 0x200B))) for _ in range(9))
    return " ".join(chance.choice(_WORDS).split())


def _tree(chance: random.Random, tags: list[str], attributes: list[str], depth: int = 0) -> str:
    parts = []
    for _ in range(chance.randrange(1, 5)):
        if depth > 5 or chance.random() < 0.35:
            parts.append(word(chance).replace("&", "&amp;").replace("<", "&lt;"))
            continue
        tag = chance.choice(tags)
        chosen = chance.sample(attributes, min(len(attributes), chance.randrange(3)))
        given = "".join(f' {one}="{chance.choice(("1", "a b", "", "#x"))}"' for one in chosen)
        parts.append(f"<{tag}{given}>{_tree(chance, tags, attributes, depth + 1)}</{tag}>")
    return "".join(parts)


def _lines(chance: random.Random, forms: list[str]) -> str:
    lines = []
    for _ in range(chance.randrange(2, 24)):
        lines.append(chance.choice(forms).replace("%w", word(chance)).replace("%n", str(chance.randrange(30))))
    return chance.choice(["\n", "\n\n", "\r\n"]).join(lines)


_HTML = "p div span h1 h2 ol ul li table tr td blockquote sup a script style nav footer b br pre svg template".split()
_JATS = """front article-meta title-group article-title contrib-group contrib name surname body sec title p list
    list-item table-wrap xref sup back ref-list ref mixed-citation element-citation article-title source year
    volume fpage pub-id person-group string-name ext-link disp-formula fn""".split()
_WORD = """w:p w:r w:t w:pPr w:pStyle w:tbl w:tr w:tc w:hyperlink w:footnoteReference w:ins w:del w:sdt w:br
    w:fldSimple""".split()
_ODT = """text:p text:h text:span text:list text:list-item text:note text:note-body text:a table:table text:s
    text:tab""".split()
_ATTRIBUTES = ["class", "id", "style", "href", "rid", "ref-type", "xml:lang", "hidden"]
_WORD_ATTRIBUTES = ["w:val", "w:id", "w:type", "r:id", "w:instr"]


def _plain(chance: random.Random) -> bytes:
    return _lines(
        chance, ["%w", "- %w", "%n. %w", "[%n] %w", "", "    %w", "%w\t%w", "By %w", "References", "%w %w %w"]
    ).encode()


def _markdown(chance: random.Random) -> bytes:
    forms = [
        "# %w",
        "%w",
        "- %w",
        "  - %w",
        "%n. %w",
        "> %w",
        "| %w | %n |",
        "|---|---|",
        "```",
        "[%w](%w)",
        "[%n]: http://e.org/%n",
        "[^%n]: %w",
        "![%w](%n)",
        "**%w*",
        "<div %w>",
        "---",
        "title: %w",
        "***",
        "`%w",
        "<!-- %w",
        "",
        "%w[^%n]",
    ]
    return _lines(chance, forms).encode()


def _html(chance: random.Random) -> bytes:
    body = _tree(chance, _HTML, _ATTRIBUTES)
    return f"<!DOCTYPE html><html><head><title>{word(chance)}</title></head><body>{body}".encode()


def _jats(chance: random.Random) -> bytes:
    body, back = _tree(chance, _JATS, _ATTRIBUTES), _tree(chance, _JATS, _ATTRIBUTES)
    back = f"<back><ref-list>{back}</ref-list></back>"
    return f"<?xml version='1.0'?><article><body><sec>{body}</sec></body>{back}</article>".encode()


def _latex(chance: random.Random) -> bytes:
    forms = [
        "\\section{%w}",
        "%w\\cite{a%n,b}",
        "\\begin{itemize}",
        "\\item %w",
        "\\end{itemize}",
        "$%w$",
        "\\textbf{%w",
        "}",
        "{",
        "\\footnote{%w}",
        "\\begin{thebibliography}{9}",
        "\\bibitem{a%n} %w",
        "\\end{thebibliography}",
        "% %w",
        "\\def\\a{%w}",
        "\\begin{tabular}{ll} %w & %n \\\\ \\end{tabular}",
        "\\verb|%w|",
        "\\'e \\\"{o} \\ss",
        "\\begin{%w}",
        "%w",
    ]
    return ("\\documentclass{article}\\begin{document}\n" + _lines(chance, forms) + "\n\\end{document}").encode()


def _rst(chance: random.Random) -> bytes:
    forms = [
        "%w",
        "====",
        "----",
        "* %w",
        "%n. %w",
        ".. [%n] %w",
        ".. _a: http://e.org",
        ".. note:: %w",
        "   %w",
        "``%w``",
        "`%w`_",
        "|%w|",
        "+--+--+",
        "| %w |",
        "[#]_ %w",
        ":field: %w",
        "::",
        "== ==",
        ".. figure:: %w",
        "",
        "%w [%n]_",
    ]
    return _lines(chance, forms).encode()


def _bibtex(chance: random.Random) -> bytes:
    forms = [
        "@article{k%n,",
        "  title = {%w},",
        '  author = "%w and %w",',
        "  year = %n,",
        "  doi = {10.5555/%n}",
        "}",
        "@string{s = {%w}}",
        "  journal = s # { %w},",
        "@comment{%w}",
        "@book{,",
        "  url = {\\url{%w}},",
        "% %w",
        "{",
        "@misc{k%n, note={%w}}",
        "@preamble{%w}",
    ]
    return _lines(chance, forms).encode()


def _ris(chance: random.Random) -> bytes:
    forms = [
        "TY  - JOUR",
        "AU  - %w",
        "TI  - %w",
        "PY  - %n///",
        "DO  - 10.5555/%n",
        "SP  - %n",
        "ER  - ",
        "T2  - %w",
        "UR  - %w",
        "%0 Book",
        "%A %w",
        "XX  -",
        "%w",
    ]
    return _lines(chance, forms).encode()


def _nbib(chance: random.Random) -> bytes:
    forms = [
        "PMID- %n",
        "TI  - %w",
        "      %w",
        "FAU - %w",
        "LID - 10.5555/%n [doi]",
        "DP  - %n May",
        "AID - %w [pii]",
        "PT  - %w",
        "",
        "JT  - %w",
    ]
    return _lines(chance, forms).encode()


def _value(chance: random.Random, depth: int = 0) -> object:
    kind = chance.randrange(9 if depth < 4 else 6)
    if kind >= 7:
        names = [
            "DOI",
            "title",
            "author",
            "family",
            "given",
            "issued",
            "date-parts",
            "type",
            "container-title",
            "page",
            "id",
            "update-to",
            "ISSN",
        ]
        return {chance.choice(names): _value(chance, depth + 1) for _ in range(chance.randrange(5))}
    if kind == 6:
        return [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return [
        None,
        True,
        chance.randrange(-9, 3000),
        10.0 ** chance.randrange(-3, 300),
        word(chance),
        "10.5555/" + word(chance),
    ][kind]


def _item(chance: random.Random) -> dict:
    held = {
        "DOI": f"10.5555/a{chance.randrange(9)}",
        "id": "x",
        "type": "article-journal",
        "title": [word(chance)],
        "issued": {"date-parts": [[2019, 5]]},
        "author": [{"family": "Roe", "given": "K."}],
        "container-title": "J Rest",
        "volume": "12",
        "page": "1-9",
    }
    for name in chance.sample(sorted(held), chance.randrange(len(held))):
        held[name] = _value(chance)
    return held


def _csl(chance: random.Random) -> bytes:
    return json.dumps([_item(chance) for _ in range(chance.randrange(4))]).encode()


def _records(chance: random.Random) -> bytes:
    return "\n".join(json.dumps(_item(chance)) for _ in range(chance.randrange(1, 5))).encode()


def _csv(chance: random.Random) -> bytes:
    head = "Record ID,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"
    return (
        head
        + _lines(
            chance,
            [
                "%n,2/6/2021 0:00,10.5555/n,10.5555/a%n,Retraction",
                '%n,"%w",%w,%w,%w',
                "%w",
                '"',
                ",,,,,,,,",
                '%n,"%w\n%w",a',
            ],
        )
    ).encode()


def _toml(chance: random.Random) -> bytes:
    forms = [
        "[[source]]",
        "reference = %n",
        'title = "%w"',
        "[[source.note]]",
        'says = "%w"',
        "checked_on = 2026-11-23",
        'sample = "%w"',
        "sample = %n",
        "# %w",
        "reference = [1, 2",
        "[source]",
        'says = """%w',
        "checked_on = 2026-13-45",
        "a.b.c = {d = %n}",
        "'%w' = 1",
    ]
    # A dossier's reader refuses every word it does not know: without a whole entry nothing would ever be read.
    whole = f'[[source]]\nreference = {chance.randrange(99)}\nsample = 12\n[[source.note]]\nsays = "It is so."\n'
    rest = _lines(chance, forms) if chance.random() < 0.7 else ""
    return (whole * (chance.random() < 0.7) + rest).encode()


_SAVED: list[bytes] = []


def _saved(chance: random.Random) -> bytes:
    if not _SAVED:
        from builders import rich_audit  # noqa: PLC0415
        from deskcheck.reporters import render  # noqa: PLC0415

        _SAVED.append(render("json", rich_audit()).encode())
    held = json.loads(_SAVED[0])
    here = held
    for _ in range(chance.randrange(1, 6)):
        if isinstance(here, dict) and here:
            name = chance.choice(sorted(here))
            if chance.random() < 0.4 or not isinstance(here[name], dict | list):
                here[name] = _value(chance)
                break
            here = here[name]
        elif isinstance(here, list) and here:
            here = here[chance.randrange(len(here))]
    return json.dumps(held).encode()


def _docx(chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return small.word(small.paragraph("Sleep", "T") + small.paragraph("Sleep helps memory [1]."))
    body = f"<w:body>{_tree(chance, _WORD, _WORD_ATTRIBUTES)}</w:body>"
    styles = _tree(chance, ["w:style", "w:name", "w:basedOn", "w:rPr", "w:vanish"], _WORD_ATTRIBUTES)
    notes = _tree(chance, ["w:footnote", "w:p", "w:r", "w:t"], _WORD_ATTRIBUTES)
    parts = {"document": body, "styles": styles, "footnotes": notes}
    return small.package(
        {
            "[Content_Types].xml": "<Types/>",
            **{
                f"word/{name}.xml": _perhaps_changed(small._word_part(name, part), chance)
                for name, part in parts.items()
            },
        }
    )


def _odt(chance: random.Random) -> bytes:
    return small.opendocument(_tree(chance, _ODT, ["text:style-name", "text:outline-level", "xlink:href"]))


def _epub(chance: random.Random) -> bytes:
    return small.epub({"a.xhtml": _tree(chance, _HTML, _ATTRIBUTES[:5]), "b.xhtml": word(chance)})


def _pdf(chance: random.Random) -> bytes:
    def line() -> tuple[int, int, int, str]:
        words = word(chance).encode("latin-1", "replace").decode("latin-1")
        return chance.randrange(600), chance.randrange(800), chance.choice((1, 8, 10, 18)), words

    return small.pdf([[line() for _ in range(chance.randrange(1, 9))] for _ in range(chance.randrange(1, 4))])


GRAMMARS: dict[str, Callable[[random.Random], bytes]] = {
    "a.txt": _plain,
    "a.md": _markdown,
    "a.html": _html,
    "a.docx": _docx,
    "a.odt": _odt,
    "a.epub": _epub,
    "a.pdf": _pdf,
    "a.jats": _jats,
    "a.tex": _latex,
    "a.rst": _rst,
    "r.bib": _bibtex,
    "r.ris": _ris,
    "r.nbib": _nbib,
    "r.json": _csl,
    "r.xml": _jats,
    "retractions.csv": _csv,
    "crossref.jsonl": _records,
    "evidence.toml": _toml,
    "audit.json": _saved,
}
"""A file name for each format; those in ``a`` are articles, those in ``r`` bibliographies."""


def _perhaps_changed(part: str, chance: random.Random) -> bytes:
    return _changed(part.encode(), chance) if chance.random() < 0.3 else part.encode()


def _changed(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
        at = chance.randrange(len(held) + 1)
        kind = chance.randrange(6)
        if kind == 0 and held:
            held[at % len(held)] = chance.randrange(256)
        elif kind == 1 and held:
            held[at % len(held)] ^= 1 << chance.randrange(8)
        elif kind == 2:
            del held[at : at + chance.randrange(1, 80)]
        elif kind == 3:
            held[at:at] = held[at : at + chance.randrange(1, 60)] * chance.randrange(1, 20)
        elif kind == 4:
            held[at:at] = chance.choice(_SIGNS)
        else:
            piece = held[at : at + chance.randrange(1, 200)]
            del held[at : at + len(piece)]
            to = chance.randrange(len(held) + 1)
            held[to:to] = piece
    return bytes(held)


def made(name: str, seed: int) -> bytes:
    """Return the malformed file of a seed."""
    chance = random.Random(f"{name} {seed}")
    data = GRAMMARS[name](chance)
    # A package that is changed anywhere is mostly refused as damaged; the parts have changes of their own.
    whole = name.endswith((".docx", ".odt", ".epub")) and chance.random() < 0.6
    return data if whole else _changed(data, chance)

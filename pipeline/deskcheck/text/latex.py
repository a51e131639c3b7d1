"""LaTeX's spelling of accents and special characters, as bibliographies use it, and back."""

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "textendash": "–",
    "textemdash": "—",
    "textquoteright": "’",
    "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "ldots": "…",
    "dots": "…",
    "copyright": "©",
    "S": "§",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "kappa": "κ",
    "mu": "μ",
}
_ACCENTED = re.compile(
    r"\\(?P<sign>[`'^~\"=.])\s?(?:\{\\?(?P<braced>\w)\}|\\?(?P<plain>[^\W\d_]))"
    r"|\\(?P<letter>[uvHcdbkr])(?:\{\\?(?P<inside>\w)\}|\s\\?(?P<after>[^\W\d_]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]{1,20})(?:\{\}|\s(?=\S)|\b)")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_DRESS = re.compile(r"\\(?:emph|textit|textbf|textsc|textrm|textsf|texttt|mkbibquote|url|href|ensuremath|text)(?=\{)")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: "\\" + character for character in "&%$#_{}"},
}
_SPECIALS = re.compile(r"[\\~^&%$#_{}]")
# Stand-ins for braces that were escaped, while the grouping ones are taken away.
_OPEN, _CLOSE = "\ue000", "\ue001"


def decoded(latex: str) -> str:
    """Return ``latex`` as plain text: accents composed, commands spelt out, grouping braces taken away."""
    if "\\" in latex:
        latex = _ACCENTED.sub(_accented, latex)
        latex = _DRESS.sub("", latex)
        latex = _ESCAPED.sub(lambda m: {"{": _OPEN, "}": _CLOSE}.get(m[1], "\ue002" + m[1]), latex)
        latex = _COMMAND.sub(lambda m: _LETTERS.get(m[1], m[0]).replace("\\", "\ue003").replace("~", "\ue004"), latex)
    latex = re.sub(r"(?<!\ue002)\$([^$]{0,300})(?<!\ue002)\$", r"\1", latex)
    latex = latex.replace("~", " ").replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    latex = latex.replace("{", "").replace("}", "").replace("\ue002", "")
    latex = latex.replace(_OPEN, "{").replace(_CLOSE, "}").replace("\ue003", "\\").replace("\ue004", "~")
    return " ".join(latex.split())


def encoded(text: str) -> str:
    """Return ``text`` with the characters escaped that LaTeX reads as commands; letters stay Unicode."""
    escaped = _SPECIALS.sub(lambda match: _SPECIAL[match.group()], text)
    return escaped.replace("—", r"\textemdash{}").replace("–", r"\textendash{}")


def _accented(match: re.Match[str]) -> str:
    sign = match["sign"] or match["letter"]
    base = match["braced"] or match["plain"] or match["inside"] or match["after"]
    return unicodedata.normalize("NFC", base + _ACCENTS[sign])

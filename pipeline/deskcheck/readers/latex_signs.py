"""LaTeX commands that stand for characters, and ligatures of its input."""

import re
import unicodedata

# Accent command → combining character (The LaTeX Companion, table of text accents).
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "H": "\u030b", "u": "\u0306", "k": "\u0328", "r": "\u030a", "b": "\u0331",
    "d": "\u0323", "t": "\u0361",
}  # fmt: skip
_SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "…",
    "textdegree": "°", "degree": "°", "pm": "±", "times": "×", "cdot": "·", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "~", "ll": "≪", "gg": "≫", "infty": "∞", "to": "→",
    "rightarrow": "→",
    "leftarrow": "←", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "textbackslash": "\\", "textasciitilde": "~", "textbar": "|", "euro": "€", "texteuro": "€", "pounds": "£",
    "copyright": "©", "textregistered": "®", "texttrademark": "™", "S": "§", "P": "¶", "dag": "†", "percent": "%",
    "LaTeX": "LaTeX", "TeX": "TeX", "quad": " ", "qquad": " ", "textmu": "μ", "micro": "µ", "newline": "\n",
    "linebreak": "\n", "textless": "<", "textgreater": ">", "lbrace": "{", "rbrace": "}", "slash": "/", "and": "\n",
}  # fmt: skip
_BASE = re.compile(r"\s*(?:\{\s*(?:\\([ij])\b|([^\W\d_]))\s*\}|\\([ij])(?![A-Za-z])\s?|([^\W\d_]))")
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_POWER = re.compile(r"\^([0-9n])|\^\{?([-+]?\d{1,4})\}?")
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))


def sign(command: str) -> str:
    """Return the characters that a command stands for, or nothing."""
    return _SIGNS.get(command, "")


def accented(source: str, accent: str, position: int) -> tuple[str, int]:
    """Return the accented letter at a position, and where it ends."""
    base = _BASE.match(source, position)
    if base is None:
        return "", position
    letter = next(part for part in base.groups() if part)
    return unicodedata.normalize("NFC", letter + _ACCENTS.get(accent, "")), base.end()


def tidy(words: str) -> str:
    """Return words with the input's ligatures and simple powers as they are set."""
    for written, shown in _LIGATURES:
        words = words.replace(written, shown)
    words = _POWER.sub(lambda found: (found.group(1) or found.group(2)).translate(_RAISED), words)
    return re.sub(r"[ \t]{2,}", " ", words)

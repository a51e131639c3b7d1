"""What stands among names and is no part of them: "et al.", "(Eds.)", "edited by", the name of an account."""

import re

_ET_AL = re.compile(
    r"(?:(?<![\s,;&])[\s,;&]++)?(?:\band\b\s*+)?(?:\bet\.?\s*al\b|\band others\b|\bu\.\s?a\."
    r"|\bm\.\s?fl\.|\be\.\s?a\.|\by cols\.|\be colaboradores\b"
    r"|\bund andere\b|\bet coll\b|…|\.\.\.)[\s.,;]*",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[(\[]@\w{1,60}[)\]]")
"""The name of an account, ``[@NIMHgov]``, after a name."""
_SHORT_NAME = re.compile(r"\A\[?[A-Z][A-Za-z&/-]{1,11}\]\s+(?=[A-Z])")
"""The name that the text cites, ``[USDA]``, before the whole one."""
_ROLE = re.compile(
    r"(?:(?<![\s,])[\s,]++)?[(\[]\s*+(?:eds?|editors?|edited by|hrsg|hg|coord|dir|comps?|trans|writer|director|producer"
    r"|host|presenter|narrator)[\s.,&]*+[)\]]\.?|"
    r"^\s*+(?:in(?:\s*+:)?\s++)?(?:edited|herausgegeben|hrsg|hg\.|eds?\.|eds|editors?)(?!\w)\.?\s*+(?:by|von|v\.)?\s*+|"
    r"^\s*+(?:in|by|dans)\b(?:\s*+:)?\s+|"
    r"(?<![\s,])[\s,]++(?:eds?|editors?|hrsg|hg)\b[.,]*+\s*$|"
    r"(?<![\s,])[\s,]++[(\[]\s*+(?:[ée]ds?|red|dir|hrsg|hg|coords?)\b[.,]*+[)\]]?\s*$",
    re.IGNORECASE,
)
_OTHERS = ("other", "u.", "andere", "…", "...", "m.", "e.", "cols", "colab")
_ROLES_FIRST = ("in", "ed", "herausgegeben", "hrsg", "hg", "by", "dans")
_ROLES_LAST = ("ed", "eds", "editor", "editors", "hrsg", "hg")


def without(text: str) -> str:
    """Return a list of names without what tells their roles; a semicolon stands where others were left out."""
    return _without_roles(_without_others(_HANDLE.sub(" ", _SHORT_NAME.sub("", text))))


def _without_others(text: str) -> str:
    """Put a semicolon for "et al." and its like; the search for it is slow, and made only where a word of it stands."""
    low = text.casefold()
    cued = ("et" in low and ("al" in low or "coll" in low)) or any(cue in low for cue in _OTHERS)
    return _ET_AL.sub(" ; ", text) if cued else text


def _without_roles(text: str) -> str:
    """Drop "(Eds.)" and its like; the search for it is slow, and made only where a bracket or a word of it stands."""
    low = text.casefold().strip().rstrip(".,")
    cued = "(" in text or "[" in text or low.startswith(_ROLES_FIRST) or low.endswith(_ROLES_LAST)
    return _ROLE.sub(" ", text) if cued else text

"""Initials that lost the blank before them: ``LeeHK, SongJH``, as some publishers' pages give their author lists."""

import re

_SUSPECT = re.compile(r"[a-zß-ÿ](?:-?[A-Z]){1,4}\s?[,;]")
_HEAD = re.compile(r"(?:[^(\d]|\d(?!\d)){1,2000}")
_GLUED = re.compile(
    r"(?<!\w)([A-ZÀ-Þ][\w'’‐-]{0,40}?[a-zß-ÿ])([A-Z](?:-?[A-Z]){0,3})"
    r"(?:(?=2nd|3rd|Jr)|(?=\s?(?:[,;&.]|\Z|(?:et al|and)\b)))"
)
# "SenPK (1968)": one name alone before the year; "WebMD" and its like are none.
_ALONE = re.compile(
    r"\s*((?:(?:von|van|de|der|den|la) ){0,2}[A-ZÀ-Þ][\w'’‐-]{1,40}?[a-zß-ÿ])"
    r"(?!MD\b|TV\b|SH\b|VE\b|ED\b|AI\b|FM\b|PR\b)([A-Z](?:-?[A-Z]){0,2})(?=\s?\((?:1[89]|20)\d\d|\s*\Z)"
)
_LEAST = 2


def unglued(text: str) -> str:
    """Return ``text`` with a blank before the initials that stick to the names at its start.

    One such word alone may be a name by itself ("WebMD"), so two are asked for, or one right before the year. Other
    texts come back as they are.
    """
    if alone := _ALONE.match(text):
        return f"{text[: alone.end(1)]} {text[alone.start(2) :]}"
    if not _SUSPECT.search(text, 0, 2000):
        return text
    head = _HEAD.match(text)
    if not head or len(_GLUED.findall(head.group())) < _LEAST:
        return text
    return _GLUED.sub(r"\1 \2", head.group()) + text[head.end() :]

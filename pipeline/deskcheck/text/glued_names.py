"""Initials that lost the blank before them: ``LeeHK, SongJH``, as some publishers' pages give their author lists."""

import re

_SUSPECT = re.compile(r"[a-zß-ÿ](?:-?[A-Z]){1,4}\s?[,;]")
_HEAD = re.compile(r"(?:[^(\d]|\d(?!\d)){1,2000}")
_GLUED = re.compile(
    r"(?<!\w)([A-ZÀ-Þ][\w'’‐-]{0,40}?[a-zß-ÿ])([A-Z](?:-?[A-Z]){0,3})"
    r"(?:(?=2nd|3rd|Jr)|(?=\s?(?:[,;&.]|\Z|(?:et al|and)\b)))"
)
_LEAST = 2


def unglued(text: str) -> str:
    """Return ``text`` with a blank before the initials that stick to the names at its start.

    One such word alone may be a name by itself ("WebMD"), so two are asked for. Other texts come back as they are.
    """
    if not _SUSPECT.search(text, 0, 2000):
        return text
    head = _HEAD.match(text)
    if not head or len(_GLUED.findall(head.group())) < _LEAST:
        return text
    return _GLUED.sub(r"\1 \2", head.group()) + text[head.end() :]

"""Cut a reference into the tokens that the tagger labels.

A token is a word, a run of digits (or a range of them) or a whole address; what stands between two
tokens, blanks and punctuation, is a gap. Gaps carry no label of their own: the tagger sees them from
both sides, and a field's span takes in the gaps inside it. That halves the number of tokens against
one token per mark, and with it the time a reference takes.
"""

import re
from typing import NamedTuple

from deskcheck.text import hosts

LONGEST = 4000
"""Characters of a reference that are read; longer ones are cut. The longest of 17,000 printed references has 1,900."""

# What follows the angle brackets of a SICI in a DOI.
_SICI_END = r"(?:<[^<>\s]{1,60}>\d\.\d\.[A-Za-z]{2};\d(?:-[\da-zA-Z])?)?"
_NUMBER = r"\d+(?:\s?[-–—‐]\s?\d+)?"
_WORD = r"[^\W\d_]+(?:['’‐-][^\W\d_]+)*"
_TOKEN = re.compile(
    rf"(?:https?|ftp)\s?:\s?//\s?[^\s<>\"»]+{_SICI_END}"
    r"|www\.[^\s<>\"»]+"
    rf"|{hosts.ADDRESS}"
    rf"|\b10\.\d{{4,9}}/[^\s<>\"»]+{_SICI_END}"
    r"|[^\W_][\w.+-]{0,63}@[\w-]{1,63}\.[\w.-]{1,63}"
    rf"|{_NUMBER}|{_WORD}",
)
# The same for text without addresses, in two thirds of the time.
_PLAIN_TOKEN = re.compile(rf"{_NUMBER}|{_WORD}")
_IN_ADDRESSES = ("/", "@", "www.")


class Tokens(NamedTuple):
    """The tokens of one text: ``text[starts[i]:ends[i]] == forms[i]``; ``gaps[i]`` stands before token ``i``.

    ``gaps`` has one entry more than ``forms``: the last one is what follows the last token.
    """

    text: str
    forms: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]


def split(text: str) -> Tokens:
    """Cut the first ``LONGEST`` characters of a text into tokens; linear in their number."""
    text = text[:LONGEST]
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[str] = []
    position = 0
    addressed = any(mark in text for mark in _IN_ADDRESSES)
    for match in (_TOKEN if addressed else _PLAIN_TOKEN).finditer(text):
        start, end = match.span()
        form = match.group()
        if len(form) > 4 and form[-1] in ".,;:)]}'’”>":  # an address does not end in a mark of the sentence
            form = _address(form)
            end = start + len(form)
        gaps.append(text[position:start])
        forms.append(form)
        starts.append(start)
        ends.append(end)
        position = end
    gaps.append(text[position:])
    return Tokens(text, forms, starts, ends, gaps)


def _address(form: str) -> str:
    """Drop the marks that follow an address, keeping a bracket that it opened itself."""
    while form and form[-1] in ".,;:)]}'’”>":
        if form[-1] == ")" and form.count("(") >= form.count(")"):
            break
        form = form[:-1]
    return form

"""Ways in which HTML attributes and inline styles keep words from a reader's eyes."""

import re
from collections.abc import Mapping

# What browsers do not draw at all; such words are no part of the text.
_GONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
# What is drawn so that nobody sees it; such words stay in the text and are reported.
_UNSEEN = (
    (
        re.compile(
            r"font-size\s*:\s*(?:0*[0-2](?:\.\d+)?\s*(?:px|pt)|0(?:\.[0-1]\d*)?\s*+(?:em|rem|%)?\s*+(?:;|$))", re.I
        ),
        "tiny",
    ),
    (re.compile(r"opacity\s*:\s*0(?:\.0\d*)?\s*(?:;|$)", re.I), "transparent"),
    (re.compile(r"(?:text-indent|left|top|margin-left)\s*:\s*-\s*\d{3,}", re.I), "off the page"),
)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:white\b|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)", re.I)
_BACKGROUND = re.compile(r"background", re.I)


def how_hidden(attributes: Mapping[str, str]) -> tuple[str, bool]:
    """Return how an element hides its words (empty when it does not) and whether they are not drawn at all."""
    style = attributes.get("style", "")[:2_000]
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _GONE.search(style):
        return "not displayed", True
    if style:
        for pattern, how in _UNSEEN:
            if pattern.search(style):
                return how, False
        if _WHITE.search(style) and not _BACKGROUND.search(style):
            return "white", False
    return "", False

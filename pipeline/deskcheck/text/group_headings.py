"""Headings within a list of references that name the kind of the sources below them: "Primary sources", "Books"."""

import re

_LONGEST = 60
_OF = (
    r"(?:primary|secondary|tertiary|archival|print(?:ed)?|published|unpublished|online|web|internet|electronic|scholarly"
    r"|academic|news|media|government(?:al)?|official|legal|scientific|medical|other|additional|selected|journal|newspaper"
    r"|magazine|peer[- ]reviewed)"
)
_WORKS = (
    r"(?:sources?|literature|books?|articles?|journals?|web ?(?:sites?|pages?)|reports?|documents?|newspapers?"
    r"|magazines?|interviews?|films?|videos?|podcasts?|theses|dissertations?|legislation|laws|cases|statutes"
    r"|regulations|data ?(?:sets?)?|guidelines|studies|reviews|monographs|chapters|archives?|manuscripts?"
    r"|publications?|papers|press releases?|social media|blogs?|online|web|print|primärquellen|sekundärliteratur"
    r"|internetquellen|bücher|aufsätze|webseiten|monographien|gesetze|livres|ouvrages|rapports"
    r"|sites (?:web|internet)|libros|artículos|informes|páginas web)"
)
_GROUP = re.compile(rf"\W*+(?:{_OF} )*{_WORKS}(?:(?:,| and| und| et| y| &| /) (?:{_OF} )*{_WORKS}){{0,3}}\W*+", re.I)


def is_group(words: str) -> bool:
    """Tell whether a line names the kind of the sources below it, and nothing else."""
    return len(words) <= _LONGEST and _GROUP.fullmatch(words) is not None

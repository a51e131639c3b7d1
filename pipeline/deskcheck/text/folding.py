"""Ways to make two writings of the same words equal."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)?")
_PLAIN = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'"}
# No character below U+0300 combines.
_MAY_COMBINE = re.compile("[^\x00-\u02ff]")

_ENDINGS = ("ations", "ation", "ments", "ment", "ness", "ingly", "edly", "ings", "ing", "ed", "ally", "ly", "al")

STOPWORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below
    between both but by can cannot could did do does doing down during each either else etc even ever few for
    from further had has have having he her here hers him his how however i if in into is it its itself just
    least less let like many may me might more most much must my neither no nor not now of off often on once
    one only onto or other others ought our out over own per perhaps quite rather same several shall she should
    since so some such than that the their them then there these they this those though through thus to too
    toward two under until up upon us very was we well were what when where whether which while who whom whose
    why will with within without would yet you your""".split()
)


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents: "Känel" and "Kanel" become equal."""
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    for letter, plain in _PLAIN.items():
        folded = folded.replace(letter, plain)
    return _MAY_COMBINE.sub(_without_mark, unicodedata.normalize("NFKD", folded))


def _without_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else match[0]


def squash(text: str) -> str:
    """Return the folded letters and digits of ``text`` alone."""
    return "".join(character for character in fold(text) if character.isalnum())


def words(text: str) -> list[str]:
    """Return the folded words and numbers of ``text`` in order."""
    return [match.group().removesuffix("'s") for match in _WORD.finditer(fold(text))]


def stem(word: str) -> str:
    """Return a crude English stem, so that "students" meets "student" and "detached" "detachment".

    Harman's S-stemmer (JASIS 42, 1991) extended by the commonest derivational endings; made for
    comparing two texts, not for showing.
    """
    if len(word) > 3 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word

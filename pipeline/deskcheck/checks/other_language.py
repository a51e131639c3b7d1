"""References in a language that the desk does not accept."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, MatchStatus, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import fold

# Names that bibliographies write in place of a code of ISO 639-1, and its three-letter forms.
_CODES = {
    "english": "en", "eng": "en", "american": "en", "british": "en", "german": "de", "ngerman": "de", "deutsch": "de",
    "ger": "de", "deu": "de", "french": "fr", "francais": "fr", "fre": "fr", "fra": "fr", "spanish": "es",
    "espanol": "es", "spa": "es", "italian": "it", "ita": "it", "portuguese": "pt", "por": "pt", "dutch": "nl",
    "dut": "nl", "nld": "nl", "russian": "ru", "rus": "ru", "chinese": "zh", "chi": "zh", "zho": "zh",
    "japanese": "ja", "jpn": "ja", "polish": "pl", "pol": "pl",
}  # fmt: skip


def check(reference: Reference, _: Audit, settings: Settings) -> Iterator[Problem]:
    """Yield one problem when the stated or registered language is not among the accepted ones."""
    match = reference.match
    work = match.work if match and match.status is MatchStatus.MATCHED else None
    stated = (work.fields.language if work else "") or reference.fields.language
    code = code_of(stated)
    if not settings.languages or not code or code in settings.languages:
        return
    yield Problem(
        message=f"Reference {reference.number} is in the language “{stated[:40]}”; the desk accepts "
        f"{', '.join(settings.languages)}.",
        suggestion="Cite a source that the readers can follow, or say that it is a translation.",
        confidence=0.9,
    )


def code_of(stated: str) -> str:
    """Return the ISO 639 code of a language as records and bibliographies state it; "" for what is none."""
    word = fold(stated).strip().replace("_", "-").partition("-")[0].strip()
    code = _CODES.get(word, word)
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else ""


RULE = Rule(code="POL105", name="other-language", severity=Severity.NOTE, about=About.REFERENCE, check=check)

"""Publishers printed where the journal's name belongs."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash

_PUBLISHERS = (
    "Elsevier", "Elsevier BV", "Elsevier Ltd", "Elsevier Science", "Springer", "Springer Nature",
    "Springer Verlag", "Springer Science and Business Media LLC", "Wiley", "John Wiley & Sons", "Wiley-Blackwell",
    "Blackwell", "Blackwell Publishing", "Taylor & Francis", "Taylor and Francis", "Informa UK Limited",
    "Routledge", "SAGE", "SAGE Publications", "Sage Publications Inc", "Oxford University Press",
    "Cambridge University Press", "Oxford University Press (OUP)", "Lippincott Williams & Wilkins",
    "Wolters Kluwer", "Ovid Technologies (Wolters Kluwer Health)", "Nature Publishing Group",
    "Public Library of Science", "Frontiers Media", "Frontiers Media SA", "MDPI", "MDPI AG", "Hindawi",
    "Hindawi Limited", "Karger", "S. Karger AG", "Thieme", "Georg Thieme Verlag", "De Gruyter", "Emerald",
    "Emerald Group Publishing", "IEEE", "American Psychological Association", "American Medical Association",
    "American Psychiatric Association Publishing", "Dove Medical Press", "BMJ Publishing Group", "Academic Press",
    "Guilford Press", "Mary Ann Liebert", "Massachusetts Medical Society", "Cell Press", "Hogrefe",
    "American Academy of Pediatrics", "American Diabetes Association", "Annual Reviews", "Portland Press",
    "IOS Press",
)  # fmt: skip
_KNOWN = {squash(name): name for name in _PUBLISHERS}


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the container of an article is a publisher."""
    fields = reference.fields
    name = _KNOWN.get(squash(fields.container_title))
    is_article = fields.type in ("article-journal", "article-magazine", "article", "") or fields.volume
    if name is not None and is_article and (fields.volume or fields.page or fields.number or fields.issue):
        yield Problem(
            message=f"Reference {reference.number} names the publisher {name} where the journal belongs.",
            suggestion="Print the journal's own name.",
            confidence=0.9,
        )


RULE = Rule(code="REF114", name="publisher-as-journal", severity=Severity.WARNING, about=About.REFERENCE, check=check)

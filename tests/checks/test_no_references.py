"""Articles in which no list was found."""

import pytest

from builders import AS_OF, an_article, an_audit
from deskcheck.checks.no_references import RULE
from deskcheck.model import Hyperlink, Span
from deskcheck.settings import Settings


@pytest.mark.parametrize(
    ("urls", "said"),
    [
        ((), "in the article."),
        (("mailto:desk@rest.example", "#top"), "in the article."),
        (("https://rest.example/", "https://rest.example/"), "links to 1 address, none of which reads as a source."),
        (("https://rest.example/", "http://nap.example/"), "links to 2 addresses, none of which reads as a source."),
    ],
)
def test_addresses_in_the_text_are_told(urls, said):
    links = tuple(Hyperlink(Span(0, 4), url) for url in urls)
    audit = an_audit(article=an_article("Naps help drivers.", hyperlinks=links), references=(), claims=())
    (problem,) = RULE.check(audit, audit, Settings(as_of=AS_OF))
    assert problem.message.endswith(said)

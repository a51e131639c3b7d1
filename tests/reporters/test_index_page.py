"""The page over many audits: worst first, shared sources, a trend, and nothing hostile in it."""

import datetime
import re
from html.parser import HTMLParser

import msgspec
import pytest

from builders import an_article, an_audit, rich_audit
from deskcheck.model import Notice, NoticeType
from deskcheck.reporters import render
from deskcheck.reporters.index_page import render as index_page
from payloads import PAYLOADS, Filler

replace = msgspec.structs.replace
DAY = datetime.date(2026, 5, 1)


def renamed(audit, path, **fields):
    return replace(audit, article=replace(audit.article, path=path, title=path), **fields)


def calm(path):
    """Return an audit without findings and with judged claims only."""
    audit = rich_audit()
    supported = tuple(claim for claim in audit.claims if claim.verdict and claim.verdict.label.value == "supported")
    return renamed(audit, path, findings=(), claims=supported, references=audit.references[:1])


class Elements(HTMLParser):
    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.found, self.words = [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def names(page):
    rows = page.split('id="articles"')[1].split('id="sources"')[0]
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)<', rows)


def test_the_worst_stands_first_whatever_the_order():
    worst, best = renamed(rich_audit(), "worst.md"), calm("best.md")
    assert names(index_page(best, worst)) == names(index_page(worst, best)) == ["worst.md", "best.md"]


def test_each_article_leads_to_its_report_and_to_nothing_else():
    audits = [renamed(rich_audit(), f"{number}.md") for number in range(6)]
    pages = ["a%20b/audit.html", "javascript:alert(1)", "//host/x", "/etc/passwd", "../up.html", "https://host/"]
    links = [attrs["href"] for tag, attrs in Elements(index_page(*audits, pages=pages)).found if tag == "a"]
    away = {link for link in links if not link.startswith(("#", "https://doi.org/"))}
    assert away == {"a%20b/audit.html", "a%20b/audit.html#references"}
    assert not any(link.startswith(("/", "..", "javascript")) for link in links)


def test_a_source_of_two_articles_is_named_once_and_a_retracted_one_first():
    first, second = renamed(rich_audit(), "one.md"), renamed(rich_audit(), "two.md")
    page = index_page(first, second)
    assert page.count("one.md, reference 1:") == 1
    notice = Notice(type=NoticeType.RETRACTION, date="2026-02-03", sources=("publisher",))
    marked = (replace(first.references[0], notices=(notice,)), *first.references[1:])
    sources = index_page(replace(first, references=marked), calm("two.md")).split('id="sources"')[1]
    grave = [place.start() for place in re.finditer('class="t-error"', sources)]
    others = [place.start() for place in re.finditer('class="t-warning"|none known', sources)]
    assert "retraction of 2026-02-03" in sources
    assert max(grave) < min(others, default=len(sources))


def test_a_source_of_one_article_without_a_notice_is_left_out():
    alone = replace(calm("one.md"), references=())
    assert "No source stands in two of the articles" in index_page(alone, calm("two.md"))


def test_several_audits_of_an_article_make_its_trend_and_one_row():
    now = renamed(rich_audit(), "one.md")
    page = index_page(now, replace(now, as_of=DAY, findings=()))
    assert names(page) == ["one.md"]
    trend = page.split('id="trend"')[1]
    assert trend.index("2026-05-01</th>") < trend.index(f"{now.as_of}</th>")
    assert "polyline" in trend
    assert 'id="trend"' not in index_page(now)


def test_no_audits_make_a_page_too():
    assert "No articles were audited" in index_page()
    assert "1 without an answer" in index_page(an_audit(an_article("")))


def test_the_same_audits_give_the_same_page_and_it_is_a_kind_of_report():
    audits = renamed(rich_audit(), "one.md"), calm("two.md")
    assert index_page(*audits) == index_page(*audits) == render("index", *audits)


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 40))
def test_hostile_text_builds_nothing(start):
    def shape(audit):
        found = Elements(index_page(audit, replace(audit, as_of=DAY)))
        return [(tag, sorted(attrs)) for tag, attrs in found.found], found

    for payload in PAYLOADS[start : start + 40]:
        audit = Filler((payload,)).fill(rich_audit())
        _, found = shape(audit)
        tags = {tag for tag, _ in found.found}
        assert not tags & {"script", "img", "iframe", "object", "form", "base", "embed"}, payload
        for _, attrs in found.found:
            assert not any(name.startswith("on") for name in attrs), payload
            assert not attrs.get("href", "").lower().strip().startswith(("javascript", "data", "vbscript")), payload


def test_nothing_is_fetched():
    page = index_page(rich_audit())
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:link|img|script|iframe)\b|@import|url\(", page)

# ruff: noqa: E501 - tables of cases
"""Addresses looked at: what is called broken, what is only suspected, and what is left alone."""

import datetime
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.authorities.pages import AT_ONCE, PAUSES, reading
from deskcheck.authorities.pages.addresses import address_of, doi_of
from deskcheck.authorities.pages.judging import judge_page, judge_redirect
from deskcheck.model import (
    Article,
    Audit,
    CslItem,
    Hyperlink,
    Match,
    MatchStatus,
    PageStatus,
    ReferenceStatus,
    Span,
    Tool,
)
from invented_works import HARLOW, reference, work
from recorded_door import recorded_pages

S = PageStatus
TODAY = datetime.date(2026, 11, 23)
ARTICLE = Article(path="a.md", format="markdown", title="", text="")
URL = "https://clinic.example/sleep"
TITLE = "Sleep duration and recall in adults"
LONG = "How we process recipes from readers, which knives are sharp enough for bread, how long dough rests. " * 4
WELL = {"url": URL, "title": f"{TITLE} | Northfield Clinic", "text": "Adults who sleep seven hours recall more."}


def cited(url=URL, title=TITLE, number=1, **more):
    return reference(f"{title}. Northfield Clinic. {url}", number, fields=CslItem(url=url, title=title), **more)


def looked(page, folder, today=TODAY, **options):
    pages = recorded_pages([{"url": URL, **page}], folder, today, **options)
    return pages.look([cited()], ARTICLE)[1]


def day(number):
    return TODAY + datetime.timedelta(days=number)


@pytest.mark.parametrize("status", [404, 410])
def test_one_failure_is_a_suspicion(tmp_path, status):
    check = looked({"status": status}, tmp_path)
    assert (check.status, check.failed_on) == (S.SUSPECT, ("2026-11-23",))


def test_three_failures_well_apart_are_a_fact(tmp_path):
    found = [looked({"status": 404}, tmp_path, day(offset)).status for offset in (0, 1, 2, 3, 4, 5, 6)]
    assert found == [S.SUSPECT] * 6 + [S.BROKEN]


def test_an_answer_between_starts_the_count_anew(tmp_path):
    looked({"status": 404}, tmp_path, day(0))
    looked({"status": 404}, tmp_path, day(3))
    assert looked({**WELL}, tmp_path, day(5)).status is S.OK
    # What was well is believed for some days; the cache's clock is the machine's, so another reference asks anew.
    pages = recorded_pages([{"url": URL, "status": 404}], tmp_path, day(9))
    other = cited(number=2)
    assert pages.look([msgspec.structs.replace(other, id="other")], ARTICLE)[2].status is S.SUSPECT


@pytest.mark.parametrize("status", [400, 401, 403, 418, 429, 451, 500, 501, 502, 503, 999])
def test_what_blocks_or_struggles_is_never_broken(tmp_path, status):
    for offset in (0, 5, 10, 15):
        check = looked({"status": status}, tmp_path, day(offset))
        assert check.status in (S.BLOCKED, S.UNKNOWN)
        assert not check.failed_on


def test_a_name_that_is_gone_for_long_is_broken_and_an_outage_is_not(tmp_path):
    gone = {"url": URL, "fault": "the name clinic.example is unknown", "kind": "name"}
    for offset, status in ((0, S.UNKNOWN), (4, S.UNKNOWN), (8, S.BROKEN)):
        pages = recorded_pages([gone], tmp_path, day(offset))
        pages.door.circuit.heard()
        assert pages.look([cited()], ARTICLE)[1].status is status
    # Where nobody answers at all, an unknown name says nothing.
    for offset in (0, 4, 8):
        alone = recorded_pages([gone], tmp_path / "other", day(offset))
        assert alone.look([cited()], ARTICLE)[1].status is S.UNKNOWN


@pytest.mark.parametrize(
    ("archived", "status"), [("", S.BROKEN), ("20200102030405", S.SUSPECT), ("unknown", S.SUSPECT)]
)
def test_a_run_that_insists_calls_broken_only_what_was_never_archived(tmp_path, archived, status):
    slept = []
    pages = recorded_pages([{"url": URL, "status": 404, "archived": archived}], tmp_path, TODAY, insist=True)
    pages._sleep = slept.append
    assert pages.look([cited()], ARTICLE)[1].status is status
    assert tuple(slept) == PAUSES
    assert sum(url == URL and wish.method == "GET" for url, _, wish in pages.door.asked) == 3


def test_a_run_that_insists_does_not_wait_for_pages_that_are_well(tmp_path):
    pages = recorded_pages([WELL], tmp_path, TODAY, insist=True)
    pages._sleep = lambda _: pytest.fail("waited for nothing")
    assert pages.look([cited()], ARTICLE)[1].status is S.OK


@pytest.mark.parametrize(
    "title",
    ["Page not found", "404", "Error 404 - Northfield", "404 Not Found", "Sorry, this page no longer exists", "Not Found",
     "Seite nicht gefunden", "Page introuvable", "The page you requested could not be found", "Article has been removed"],
)  # fmt: skip
def test_an_error_page_that_says_200_is_suspect(tmp_path, title):
    assert looked({"title": title}, tmp_path).status is S.SUSPECT


@pytest.mark.parametrize(
    "title", ["Just a moment...", "Access Denied", "Attention Required! | Cloudflare", "Are you a robot?", "Security check",
              "Sign in", "Log in to your account", "Please enable cookies", "403 Forbidden", "Client Challenge"]
)  # fmt: skip
def test_a_wall_is_blocked(tmp_path, title):
    assert looked({"title": title, "text": LONG}, tmp_path).status is S.BLOCKED


@pytest.mark.parametrize("title", ["503 Service Unavailable", "Scheduled maintenance", "Internal Server Error"])
def test_trouble_that_says_200_is_unknown(tmp_path, title):
    assert looked({"title": title, "text": LONG}, tmp_path).status is S.UNKNOWN


def test_a_work_about_missing_pages_is_not_taken_for_one(tmp_path):
    title = "Page not found: link rot in newspapers"
    pages = recorded_pages([{"url": URL, "title": title}], tmp_path, TODAY)
    assert pages.look([cited(title=title)], ARTICLE)[1].status is S.OK


@pytest.mark.parametrize(
    ("final", "status"),
    [
        ("https://clinic.example/", S.SUSPECT),
        ("https://www.clinic.example/index.html", S.SUSPECT),
        ("https://clinic.example/en/", S.SUSPECT),
        ("https://other.example/", S.SUSPECT),
        ("https://www.hugedomains.com/domain_profile.cfm", S.SUSPECT),
        ("https://clinic.example/error/404.html", S.SUSPECT),
        ("https://clinic.example/login?next=/sleep", S.BLOCKED),
        ("https://clinic.example/advice/sleep", None),
        ("https://www.clinic.example/sleep", None),
    ],
)
def test_where_redirects_lead_tells(final, status):
    judged = judge_redirect(URL, final)
    assert (judged.status if judged else None) is status


def test_a_front_page_that_was_cited_may_be_redirected_to_one():
    assert judge_redirect("http://clinic.example", "https://www.clinic.example/en/") is None


def test_a_domain_for_sale_is_suspect(tmp_path):
    page = {"title": "clinic.example", "text": "This domain is for sale! Buy this domain today."}
    assert looked(page, tmp_path).status is S.SUSPECT


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [
        (TITLE, "", S.OK),
        ("Northfield Clinic: sleep duration & recall in adults", "", S.OK),
        ("Bread recipes from our readers in winter", LONG, S.MISMATCH),
        ("Bread recipes from our readers in winter", "Few words.", S.OK),
        ("Welcome", LONG, S.OK),
        ("Advice for patients and carers", f"Sleep duration and recall in adults. {LONG}", S.OK),
    ],
)
def test_a_page_is_another_one_only_when_nothing_speaks_for_it(tmp_path, title, text, status):
    assert looked({"title": title, "text": text}, tmp_path).status is status


def test_a_page_in_another_language_is_not_accused():
    body = f"<html lang='de'><title>Brotrezepte unserer Leser im Winter</title><p>{LONG}".encode()
    assert judge_page(reading.read(body, "text/html"), TITLE, TITLE).status is S.OK
    english = body.replace(b"'de'", b"'en-GB'")
    assert judge_page(reading.read(english, "text/html"), TITLE, TITLE).status is S.MISMATCH


def test_a_file_is_not_fetched(tmp_path):
    pages = recorded_pages([{"url": URL, "type": "application/pdf"}], tmp_path, TODAY)
    check = pages.look([cited()], ARTICLE)[1]
    assert check.status is S.OK
    assert "application/pdf" in check.reason
    assert [wish.method for url, _, wish in pages.door.asked if url == URL] == ["HEAD"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://intranet.example:8080/x",
        "ftp://clinic.example/x",
        "http://user:word@clinic.example/",
    ],
)
def test_what_we_do_not_open_is_blocked_and_nobody_is_told_of_it(tmp_path, url):
    pages = recorded_pages([{"url": "http://127.0.0.1/x", "fault": "127.0.0.1 is not a public address", "kind": "forbidden"}], tmp_path, TODAY)  # fmt: skip
    found = pages.look([cited(url=url)], ARTICLE)
    assert [check.status for check in found.values()] in ([S.BLOCKED], [])
    assert all(check.reason.startswith("not opened") for check in found.values())
    assert not any("archive" in asked for asked, _, _ in pages.door.asked)


def test_what_is_well_is_kept_and_a_failure_is_not(tmp_path):
    first = recorded_pages([WELL], tmp_path, TODAY)
    assert first.look([cited()], ARTICLE)[1].status is S.OK
    again = recorded_pages([{"url": URL, "status": 503}], tmp_path, day(2))
    check = again.look([cited()], ARTICLE)[1]
    assert (check.status, check.checked_on) == (S.OK, "2026-11-23")
    assert not [url for url, _, _ in again.door.asked if url == URL]
    other = tmp_path / "other"
    assert looked({"status": 503}, other).status is S.UNKNOWN
    assert looked({**WELL}, other).status is S.OK


def test_offline_uses_what_is_kept_and_skips_the_rest(tmp_path):
    recorded_pages([WELL], tmp_path, TODAY).look([cited()], ARTICLE)
    pages = recorded_pages([WELL], tmp_path, TODAY)
    pages.door.offline = True
    found = pages.look([cited()], ARTICLE)
    assert found[1].status is S.OK


DOI = "10.5555/rest.7"


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.5555/REST.7", DOI),
        ("http://dx.doi.org/10.5555/rest.7", DOI),
        ("https://journal.example/doi/full/10.5555/rest.7", DOI),
        ("https://journal.example/article/7", ""),
    ],
)
def test_an_address_of_a_doi_is_known(url, doi):
    assert doi_of(url, cited(url=url)) == doi


@pytest.mark.parametrize(("registered", "status"), [(True, S.OK), (False, S.NOT_FOUND)])
def test_a_doi_is_asked_at_its_registry_and_never_at_the_publisher(tmp_path, registered, status):
    pages = recorded_pages([{"doi": DOI, "registered": registered}], tmp_path, TODAY)
    check = pages.look([cited(url=f"https://journal.example/doi/{DOI}")], ARTICLE)[1]
    assert (check.status, check.registry) == (status, "doi.org")
    assert all("registry.example" in url for url, _, _ in pages.door.asked)


def test_a_doi_that_crossref_has_answered_for_is_not_asked_again(tmp_path):
    match = Match(status=MatchStatus.MATCHED, doi=DOI, work=msgspec.structs.replace(work(), authority="crossref"))
    pages = recorded_pages([], tmp_path, TODAY)
    printed = reference(HARLOW, 1, fields=CslItem(doi=DOI), match=match)
    assert pages.look([printed], ARTICLE)[1].status is S.OK
    assert pages.door.asked == []


def test_a_link_behind_the_words_of_a_reference_is_its_address():
    article = msgspec.structs.replace(
        ARTICLE,
        hyperlinks=(Hyperlink(Span(3, 9, 1, 4), "https://hidden.example/x"), Hyperlink(Span(90, 95, 2, 1), URL)),
    )
    printed = reference(HARLOW, 1, span=Span(0, 40, 1, 1))
    assert address_of(printed, article) == "https://hidden.example/x"
    assert address_of(reference(HARLOW, 1), article) == ""
    assert address_of(reference(HARLOW, 1, fields=CslItem(url="www.clinic.example/x")), ARTICLE) == "http://www.clinic.example/x"  # fmt: skip


def audit_of(*references):
    return Audit(tool=Tool("deskcheck", "0"), as_of=TODAY, article=ARTICLE, references=references)


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ({"status": 403}, ReferenceStatus.BLOCKED),
        ({"status": 404, "failed_on": ["2026-11-10", "2026-11-16"]}, ReferenceStatus.BROKEN),
        ({"status": 404}, ReferenceStatus.NOT_APPLICABLE),
        ({"status": 503}, ReferenceStatus.NOT_APPLICABLE),
        (WELL, ReferenceStatus.NOT_APPLICABLE),
    ],
)
def test_a_page_that_no_registry_lists_takes_the_certain_status_of_its_address(tmp_path, page, status):
    pages = recorded_pages([{"url": URL, **page}], tmp_path, TODAY)
    checked = pages.check(audit_of(cited(status=ReferenceStatus.NOT_APPLICABLE)))
    assert checked.references[0].status is status
    assert Audit.from_json(checked.to_json()) == checked


def test_what_was_not_seen_is_told(tmp_path):
    pages = recorded_pages([{"url": URL, "status": 403, "archived": "unknown"}], tmp_path, TODAY)
    checked = pages.check(audit_of(cited()))
    assert [(one.what, one.subject) for one in checked.unchecked] == [("address", "1"), ("archived copy", "1")]
    assert checked.sources[0].name == "pages"


def test_nothing_is_asked_of_references_without_an_address(tmp_path):
    pages = recorded_pages([], tmp_path, TODAY)
    assert pages.check(audit_of(reference(HARLOW))) == audit_of(reference(HARLOW))


def test_many_sites_are_looked_at_side_by_side(tmp_path):
    many = [{**WELL, "url": f"https://site{number}.example/sleep"} for number in range(3 * AT_ONCE)]
    pages = recorded_pages(many, tmp_path, TODAY)
    found = pages.look([cited(url=page["url"], number=number) for number, page in enumerate(many)], ARTICLE)
    assert {check.status for check in found.values()} == {S.OK}
    assert len(found) == 3 * AT_ONCE


@pytest.mark.parametrize(
    ("body", "kind", "titles"),
    [
        (b"<title>A &amp; B</title>", "text/html", ("A & B",)),
        (b'<meta name="citation_title" content="Paper"><title>Site</title>', "text/html", ("Paper", "Site")),
        (b"<meta content='Shared' property='og:title'><title>Site</title>", "text/html", ("Shared", "Site")),
        ("<title>Größe</title>".encode("iso-8859-1"), "text/html; charset=iso-8859-1", ("Größe",)),
        (b'<meta charset="windows-1252"><title>\x93Quote\x94</title>', "text/html", ("“Quote”",)),
        ("<title>Größe</title>".encode("utf-16"), "text/html", ("Größe",)),
        ("<title>Größe</title>".encode(), "text/html; charset=rot13", ("Größe",)),
        (b'<script type="application/ld+json">{"headline": "A \\"b\\""}</script>', "text/html", ('A "b"',)),
        (b"<h1>One <em>two</em></h1><script>var t='<title>no</title>'", "text/html", ("no", "One two")),
        (b"", "text/html", ()),
    ],
)
def test_titles_are_read_in_any_encoding(body, kind, titles):
    assert reading.read(body, kind).titles == titles


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_are_a_page(body, kind):
    page = reading.read(body, kind)
    assert judge_page(page, TITLE, TITLE).status in S
    assert all(title and "\n" not in title for title in page.titles)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_redirect_is_judged(before, after):
    judged = judge_redirect(f"https://a.example/{before}", f"https://b.example/{after}")
    assert judged is None or judged.reason


@given(st.recursive(st.none() | st.text(max_size=8) | st.integers(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["url", "archived_snapshots", "closest", "timestamp", "status", "available"]), inner, max_size=4)))  # fmt: skip
def test_any_answer_of_the_archive_is_read_or_refused(answer):
    from deskcheck.authorities.archive import _read  # noqa: PLC0415 - the parser of outside bytes on its own

    copy = _read(json.dumps(answer).encode(), URL)
    assert copy is None or copy.status in (S.OK, S.NOT_FOUND)

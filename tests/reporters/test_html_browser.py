"""The HTML report in a real Chromium: accessible, usable by keyboard and on paper, and asking nothing of anybody."""

import datetime
import re

import msgspec
import pypdfium2
import pytest

from browser import chromium, violations
from builders import rich_audit
from deskcheck.reporters import render
from payloads import PAYLOADS, Filler

pytestmark = pytest.mark.browser

EARLIER = datetime.date(2026, 5, 1)
SIZES = ((320, 900), (768, 1024), (1280, 900))


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def files(tmp_path_factory, bundled_audit):
    """Return the addresses of the reports by name."""
    folder = tmp_path_factory.mktemp("reports")
    reports = {
        "rich": render("html", rich_audit()),
        "bundled": render("html", bundled_audit),
        "index": render("index", rich_audit(), bundled_audit, msgspec.structs.replace(bundled_audit, as_of=EARLIER)),
        "hostile": render("html", Filler(PAYLOADS).fill(rich_audit())),
    }
    reports["scriptless"] = re.sub(r"<script>.*?</script>", "", reports["rich"], flags=re.S)
    for name, report in reports.items():
        (folder / f"{name}.html").write_text(report, "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in reports}


@pytest.fixture
def opened(browser, files):
    """Return a function that opens a report; a request, a dialog or an error on the page fails the test."""
    contexts, trouble = [], []

    def open_(name, size=SIZES[-1], scheme="light", scripts=True):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: trouble.append(request.url) if request.url != files[name] else None)
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda entry: trouble.append(entry.text))
        page.goto(files[name])
        return page

    yield open_
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", ["rich", "scriptless", "index"])
def test_axe_finds_nothing(opened, name, size, scheme):
    page = opened(name, size, scheme)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], "nothing makes the page scroll sideways"


@pytest.mark.parametrize(("size", "scheme"), [(SIZES[0], "dark"), (SIZES[2], "light")])
def test_axe_finds_nothing_on_the_bundled_report(opened, size, scheme):
    page = opened("bundled", size, scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_axe_would_find_something(opened):
    page = opened("rich")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    assert {line.split(":")[0] for line in violations(page)} >= {"color-contrast", "label"}


def test_the_answer_stands_on_the_first_screen(opened):
    for size in SIZES:
        page = opened("bundled", size)
        box = page.locator(".answer").bounding_box()
        assert box["y"] + box["height"] < size[1]
    first = page.locator(".todo li").first.bounding_box()
    assert first["y"] + first["height"] < SIZES[-1][1], "and so does the first thing to do"


def test_a_tour_filter_to_errors_follow_a_claim_come_back_and_print(opened):
    page = opened("rich")
    rows = page.locator("#finding-list li")
    everything = rows.filter(visible=True).count()
    page.locator("select").first.select_option("error")
    shown = rows.filter(visible=True)
    assert 0 < shown.count() < everything
    assert page.locator("#finding-list .grade").filter(visible=True).all_inner_texts() == ["error"]
    link = shown.first.get_by_role("link", name=re.compile("claim C1"))
    link.click()
    assert page.url.endswith(link.get_attribute("href"))
    claim = page.locator(link.get_attribute("href"))
    assert "64 of 100" in claim.inner_text()
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < SIZES[-1][1]
    page.go_back()
    assert shown.count() > 0
    assert page.locator("select").first.input_value() == "error"
    page.locator("select").first.select_option("")
    assert rows.filter(visible=True).count() == everything
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    words = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in printed).split())
    assert "Hold: 1 error" in words
    assert "46 of 100 adults reported less dryness" in words, "closed parts are open on paper"
    assert "Search the" not in words


def test_search_narrows_and_tells_how_many(opened):
    page = opened("rich")
    bar = page.locator("[data-noun=claims]")
    bar.get_by_role("searchbox").fill("glaucoma")
    assert re.match(r"1 of \d+ claims", bar.locator("output").inner_text())
    assert page.locator("#claim-rows > tr").filter(visible=True).count() == 1


def test_a_deep_link_shows_what_was_hidden(opened):
    page = opened("rich")
    page.locator("select").first.select_option("error")
    folded = page.locator("#finding-list li[hidden]").first
    page.evaluate("id => { location.hash = id }", folded.get_attribute("id"))
    page.wait_for_function("() => document.querySelector(':target').checkVisibility()")
    note = page.locator("#article-text .notes li[id]:has(details:not([open]))").first
    page.evaluate("id => { location.hash = id }", note.get_attribute("id"))
    page.wait_for_function("() => document.querySelector(':target details').open")


def test_the_keyboard_reaches_the_content_first(opened):
    page = opened("rich")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_without_scripts_everything_is_there(opened):
    page = opened("rich", scripts=False)
    assert page.locator(".filters, .tools").filter(visible=True).count() == 0
    assert page.locator("#finding-list li").filter(visible=True).count() > 2
    assert page.locator("#claim-rows > tr").filter(visible=True).count() == len(rich_audit().claims)
    assert page.locator("#reference-table > tbody").filter(visible=True).count() == len(rich_audit().references)
    page.locator("#article-text details summary").first.click()
    words = page.locator("body").text_content()
    for part in ("46 of 100 adults", "retraction of 2012-03-04", "Which source does this rest on?"):
        assert part in words


def test_hostile_text_runs_nothing_and_builds_nothing(opened):
    page = opened("hostile")
    assert page.evaluate("document.scripts.length") == 1
    foreign = "iframe, img, object, embed, base, link, form, audio, video, math, template, textarea, foreignObject"
    assert page.locator(foreign).count() == 0
    handlers = (
        "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|^style$/i.test(a.name)))"
    )
    assert page.evaluate(f"{handlers}.length") == 0
    assert page.evaluate("document.styleSheets.length") == 1
    assert violations(page) == []

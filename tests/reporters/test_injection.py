"""No text from outside becomes markup, an address that runs, or a control character: every payload in every field."""

import re
import unicodedata
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import msgspec
import pytest
from markdown_it import MarkdownIt

from builders import rich_audit
from deskcheck.reporters import render, render_terminal
from deskcheck.reporters.characters import visible
from payloads import PAYLOADS, Filler

assert len(PAYLOADS) >= 150

OWN_CONTROL = re.compile(r"\x1b\[[0-9;]*m")


def filled(text):
    return Filler((text,)).fill(rich_audit())


class Page(HTMLParser):
    """Every element with its attributes, the words between them, and the text of script and style."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.own, self.other = [], [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice: {attrs}"

    def handle_data(self, data):
        (self.own if self.cdata_elem else self.words).append(data)

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


@cache
def harmless_page():
    return Page(render("html", rich_audit()))


@cache
def known_attributes():
    return {(tag, name) for tag, attributes in harmless_page().elements for name in attributes} | {
        (tag, "") for tag, _ in harmless_page().elements
    }


def check_page(source):
    page, harmless = Page(source), harmless_page()
    # The reports of other records may show other parts of the template, but only elements that it has.
    for tag, attributes in page.elements:
        assert (tag, "") in known_attributes(), tag
        for name, value in attributes.items():
            assert (tag, name) in known_attributes(), f"<{tag} {name}={value!r}>"
            assert not name.startswith("on") and name != "style"
            if name in ("href", "src", "action", "data", "xlink:href"):
                assert re.match(r"(?i)#[\w-]+\Z|https?://[^\s\"'<>`]+\Z", value), value
    assert page.own == harmless.own, "only our own style and script"
    assert page.other == harmless.other, "only our own doctype, no comment"
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", one) for one in ids)
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    targets = {attributes["href"][1:] for _, attributes in page.elements if attributes.get("href", "").startswith("#")}
    assert targets <= set(ids)
    assert not unseen(source.replace("\t", ""))
    return page


def unseen(text):
    return [one for one in text if one != "\n" and unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_shows_the_words_letter_by_letter_and_nothing_foreign(payload):
    page = check_page(render("html", filled(payload)))
    squeezed = " ".join("".join(page.words).split())
    assert " ".join(visible(payload).split()) in squeezed


@cache
def parser():
    return MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


@cache
def blocks(texts):
    return [token.type for token in parser().parse(render("markdown", Filler(texts).fill(rich_audit())))]


INLINE = {"text", "text_special", "softbreak", "strong_open", "strong_close", "link_open", "link_close"}


def check_markdown(source, harmless):
    tokens = parser().parse(source)
    assert [token.type for token in tokens] == blocks(harmless)
    words = []
    for token in tokens:
        for inner in token.children or ():
            assert inner.type in INLINE
            if inner.type == "link_open":
                assert inner.attrGet("href").startswith("https://doi.org/10.")
            words.append(inner.content)
        words.append(" ")
    assert not unseen(source)
    return "".join(words)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_shows_the_words_letter_by_letter_and_nothing_foreign(payload):
    shown = check_markdown(render("markdown", filled(payload)), ("plain",))
    assert visible(" ".join(payload.split())) in shown


# What GitHub turns into links although CommonMark does not, and whom it tells of a mention.
@pytest.mark.parametrize("bait", ["https://evil.example/x", "www.evil.example", "@maintainer hello", "x@evil.example"])
def test_markdown_breaks_bare_addresses_and_mentions(bait):
    source = render("markdown", filled(bait))
    assert not re.search(r"(?<!\]\()https?://(?!doi)|www\.|(?<!\\)@", source)


def check_terminal(text):
    assert not unseen(OWN_CONTROL.sub("", text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_terminal_gets_no_control_character(payload):
    check_terminal(render_terminal(filled(payload), colour=True))
    plain = render_terminal(filled(payload), colour=False)
    assert "\x1b" not in plain
    check_terminal(plain)


DISTINCT = tuple(f"plain {place}" for place in range(len(PAYLOADS)))


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 8))
def test_payloads_side_by_side_do_not_join_into_markup(first):
    audit = Filler(PAYLOADS, first).fill(rich_audit())
    check_page(render("html", audit))
    check_markdown(render("markdown", audit), DISTINCT)
    check_terminal(render_terminal(audit, colour=True))


@pytest.mark.parametrize("payload", PAYLOADS[::6])
def test_words_outside_the_vocabulary_do_no_harm(payload):
    audit = Filler((payload,), everything=True).fill(rich_audit())
    check_page(render("html", audit))
    render("markdown", audit)
    check_terminal(render_terminal(audit, colour=True))


def test_the_page_of_a_long_article_is_as_strict():
    audit = rich_audit()
    long = msgspec.structs.replace(audit, claims=audit.claims * 60, references=audit.references * 20)
    for first in (0, len(PAYLOADS) // 2):
        check_page(render("html", Filler(PAYLOADS, first).fill(long)))

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.model import BlockKind
from deskcheck.readers import read_bytes

PAGE = """<!doctype html><html><head><title>Sleep — Site</title>
<script type="application/ld+json">{"@type":"Article","datePublished":"2021-03-14T10:00:00Z",
"dateModified":"2022-01-02","reviewedBy":{"name":"Ola Berg"}}</script><style>p{}</style></head><body>
<nav><ul><li><a href="/">Front</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to improve your experience.</p></div>
<article><h1>Sleep and memory</h1><p class="byline">By Jo Doe</p>
<p>Sleep helps memory in <b>most</b> adults.<sup>1,2</sup> A <a href="https://doi.org/10.1000/xyz">2019 study</a>
found it.</p>
<ul><li><strong>Naps.</strong> Short naps help.</li></ul>
<div class="ad-slot"><p>Buy our pillow</p></div>
<table><tr><td>45%</td></tr></table>
<p hidden>secret</p>
<h2>References</h2><ol class="references"><li>Doe J. Title. J Test. 2019;1(2):3-4.</li>
<li>Roe K. Other. J Test. 2018;1:1-2.</li></ol>
</article><footer>© 2022 Site</footer></body></html>
"""


def read(page):
    return read_bytes(page.encode(), "a.html")


def test_the_article_is_told_from_what_surrounds_it():
    article = read(PAGE)
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.NAVIGATION, "Front"),
        (BlockKind.FOOTER, "We use cookies to improve your experience."),
        (BlockKind.TITLE, "Sleep and memory"),
        (BlockKind.BYLINE, "By Jo Doe"),
        (BlockKind.PARAGRAPH, "Sleep helps memory in most adults.¹,² A 2019 study found it."),
        (BlockKind.LIST_ITEM, "Naps. Short naps help."),
        (BlockKind.PROMOTION, "Buy our pillow"),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Doe J. Title. J Test. 2019;1(2):3-4."),
        (BlockKind.LIST_ITEM, "Roe K. Other. J Test. 2018;1:1-2."),
        (BlockKind.FOOTER, "© 2022 Site"),
    ]


def test_hidden_words_and_scripts_are_no_text():
    text = read(PAGE).text
    assert "secret" not in text
    assert "datePublished" not in text


def test_the_page_states_dates_and_links_are_kept():
    article = read(PAGE)
    assert article.dates.published == datetime.date(2021, 3, 14)
    assert article.dates.updated == datetime.date(2022, 1, 2)
    assert [(link.span.of(article.text), link.url) for link in article.hyperlinks] == [
        ("2019 study", "https://doi.org/10.1000/xyz")
    ]


def test_an_ordered_list_shows_its_numbers():
    assert "1. Doe J." in read(PAGE).text
    assert "2. Roe K." in read(PAGE).text


def test_broken_linked_data_is_passed_over():
    page = '<script type="application/ld+json">{"@graph": [1, {"author": 7}], </script><p>Words stand here.</p>'
    assert read(page).text.strip() == "Words stand here."


tags = st.sampled_from(
    "<p> </p> <div> </div> <ul> <li> </li> <sup> </sup> <a href='http://x'> </a> <pre> <h2> </h2> <br>".split(" ")
)


@given(st.lists(st.one_of(tags, st.text(alphabet="ab 1<>&;\n", max_size=8)), max_size=40))
def test_any_markup_gives_ordered_blocks_inside_the_text(parts):
    try:
        article = read("".join(parts))
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        end = block.span.end


def test_depth_does_not_matter():
    assert read("<div>" * 20_000 + "deep words").text.strip() == "deep words"


UNSEEN = "secret words that no reader of this page can see"


@pytest.mark.parametrize(
    ("attributes", "how", "kept"),
    [
        ('style="color:#FFF"', "white", True),
        ('style="color: white; background: #000"', "", True),
        ('style="font-size: 1px"', "tiny", True),
        ('style="font-size:0"', "tiny", True),
        ('style="font-size:0.9em"', "", True),
        ('style="position:absolute;left:-9999px"', "off the page", True),
        ('style="opacity: 0"', "transparent", True),
        ('style="opacity:0.9"', "", True),
        ('style="display:none"', "not displayed", False),
        ('style="background-color:#fff;color:#000"', "", True),
        ("hidden", "not displayed", False),
    ],
)
@pytest.mark.parametrize("tag", ["p", "span"])
def test_hidden_prose_is_reported(attributes, how, kept, tag):
    article = read(f"<p>Open words.</p>\n<div><{tag} {attributes}>{UNSEEN}</{tag}> and <b>more</b></div>")
    assert (UNSEEN in article.text) == kept
    assert "more" in article.text
    assert [remark.place for remark in article.remarks] == (["line 2"] if how else [])
    assert all(how in remark.message and UNSEEN in remark.message for remark in article.remarks)


def test_what_menus_hide_and_white_words_on_a_dark_box_are_no_hidden_text():
    article = read(
        f"<nav><p hidden>{UNSEEN}</p></nav><div hidden>Close</div>"
        f'<div style="background:#123"><p style="color:#fff">{UNSEEN}</p></div>'
    )
    assert article.remarks == ()
    assert article.blocks[0].place == "line 1"


def test_brackets_around_a_raised_number_keep_it_plain():
    article = read("<p>Naps help.<sup><a href='#1'><span>[</span>1<span>]</span></a></sup> Tea helps.<sup>2</sup></p>")
    assert article.text == "Naps help.[1] Tea helps.²\n"


@pytest.mark.parametrize(
    "shut",
    [
        '<button aria-expanded="false" aria-controls="more">2 Sources</button><div id="more" hidden>{}</div>',
        '<button aria-expanded="false">2 Sources</button><div class="article-sources" style="display:none">{}</div>',
        '<button data-bs-target="#m" aria-expanded="false">2 Sources</button><div id="m" aria-hidden="true">{}</div>',
        '<button aria-expanded="false">2 Sources<svg><title>v</title></svg></button><div hidden>{}</div>',
        "<details><summary>2 Sources</summary>{}</details>",
    ],
)
def test_what_a_button_opens_is_part_of_the_page(shut):
    entries = "<ol><li>Harlow T. Naps. 2019.</li><li>Berg O. Tea. 2020.</li></ol>"
    article = read(f"<h1>Naps</h1><p>Naps help.</p>{shut.format(entries)}")
    assert article.text == "Naps\n\nNaps help.\n\n2 Sources\n\n1. Harlow T. Naps. 2019.\n2. Berg O. Tea. 2020.\n"
    assert article.remarks == ()


def test_other_buttons_and_what_nothing_opens_stay_out():
    article = read(f"<p>Naps <button>Copy</button> help.</p><button>Share</button><div id='more' hidden>{UNSEEN}</div>")
    assert article.text == "Naps help.\n"
    assert len(article.remarks) == 1
    read_on = f"<button aria-expanded='false'>More</button><p>Naps help.</p><div hidden>{UNSEEN}</div>"
    assert UNSEEN not in read(read_on).text


def test_a_blog_s_head_and_its_comments_are_no_body():
    article = read(
        "<h1>Eating late</h1><p>Posted on <time>May 1, 2024</time> by <a href='/jd'>J. Dole</a> in <a>Diet</a></p>"
        "<p>Eating late adds weight.</p><div id='comments'><h3>2 Comments</h3><p>I lost 20 pounds in 3 weeks.</p></div>"
    )
    assert [(person.name, person.role) for person in article.people] == [("J. Dole", "author")]
    assert article.dates.published == datetime.date(2024, 5, 1)
    body = [block.span.of(article.text) for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
    assert body == ["Eating late adds weight."]

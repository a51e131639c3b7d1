import datetime

import pytest

from deskcheck.errors import InputError
from deskcheck.model import BlockKind
from deskcheck.readers import read_bytes

FRONT = """<front><journal-meta><journal-title>J Rest</journal-title></journal-meta><article-meta>
<title-group><article-title>Sleep &amp; <italic>memory</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>Jo</given-names></name></contrib>
<contrib contrib-type="editor"><name><surname>Berg</surname><given-names>Ola</given-names></name></contrib>
</contrib-group>
<pub-date pub-type="ppub"><month>5</month><year>2021</year></pub-date>
<pub-date pub-type="epub"><day>14</day><month>3</month><year>2021</year></pub-date>
<abstract><p>Sleep helps.</p></abstract></article-meta></front>"""
BODY = """<body><sec><title>Results</title>
<p>Sleep helps memory <xref ref-type="bibr" rid="b1">[1]</xref> in
   most adults.<sup><xref ref-type="bibr" rid="b2">2</xref>,<xref>3</xref></sup> Factors:
<list list-type="order"><list-item><p>Age</p></list-item><list-item><p>Light</p></list-item></list>
These matter, see <ext-link xlink:href="https://example.org/a" xmlns:xlink="http://www.w3.org/1999/xlink">here</ext-link>.</p>
<fig><label>Figure 1</label><caption><title>Shares.</title><p>By age.</p></caption></fig>
<table-wrap><label>Table 1</label><caption><p>Numbers.</p></caption><table><tr><td>45%</td></tr></table></table-wrap>
<sec><title>Limits</title><p>Small.</p><disp-quote><p>Rest is not idleness.</p></disp-quote></sec></sec></body>"""
BACK = """<back><ref-list>
<ref id="b1"><label>1.</label><mixed-citation><name><surname>Roe</surname><given-names>K</given-names></name>
 (<year>2019</year>) Sleep. J Rest 1: 2-3.</mixed-citation></ref>
<ref id="b2"><element-citation><person-group><name><surname>Doe</surname><given-names>J</given-names></name>
<name><surname>Poe</surname><given-names>L</given-names></name><etal/></person-group>
<article-title>Naps</article-title><source>J Rest</source><year>2020</year><volume>2</volume><issue>4</issue>
<fpage>5</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.1000/naps</pub-id></element-citation></ref>
</ref-list></back>"""
DOCTYPE = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">'


def read(inner, doctype=DOCTYPE):
    return read_bytes(f'<?xml version="1.0"?>{doctype}<article>{inner}</article>'.encode(), "a.xml")


def test_the_whole_article_is_read_in_order():
    article = read(FRONT + BODY + BACK)
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.TITLE, "Sleep & memory"),
        (BlockKind.HEADING, "Abstract"),
        (BlockKind.PARAGRAPH, "Sleep helps."),
        (BlockKind.HEADING, "Results"),
        (BlockKind.PARAGRAPH, "Sleep helps memory [1] in most adults.²,³ Factors:"),
        (BlockKind.LIST_ITEM, "Age"),
        (BlockKind.LIST_ITEM, "Light"),
        (BlockKind.PARAGRAPH, "These matter, see here."),
        (BlockKind.CAPTION, "Figure 1. Shares. By age."),
        (BlockKind.CAPTION, "Table 1. Numbers."),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.HEADING, "Limits"),
        (BlockKind.PARAGRAPH, "Small."),
        (BlockKind.QUOTE, "Rest is not idleness."),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Roe K (2019) Sleep. J Rest 1: 2-3."),
        (BlockKind.LIST_ITEM, "Doe J, Poe L et al. Naps. J Rest. 2020;2(4):5-9. doi:10.1000/naps"),
    ]
    assert "1. Roe K" in article.text
    assert "2. Doe J" in article.text


def test_people_dates_and_links_come_from_the_markup():
    article = read(FRONT + BODY)
    assert [(person.name, person.role) for person in article.people] == [("Jo Doe", "author"), ("Ola Berg", "editor")]
    assert article.dates.published == datetime.date(2021, 3, 14)
    assert [(link.span.of(article.text), link.url) for link in article.hyperlinks] == [
        ("here", "https://example.org/a")
    ]
    assert article.blocks[0].place == "line 2"


def test_entities_of_the_named_dtd_are_known_and_it_is_not_read():
    article = read("<body><p>The &alpha; level is 5&nbsp;%.</p></body>")
    assert article.text == "The α level is 5\u00a0%.\n"


@pytest.mark.parametrize(
    ("doctype", "words"),
    [
        ('<!DOCTYPE article [<!ENTITY a "b">]>', "declarations of its own"),
        ('<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "declarations of its own"),
        ('<!DOCTYPE article SYSTEM "a.dtd" [<!ENTITY % p SYSTEM "x"> %p;]>', "declarations of its own"),
    ],
)
def test_declarations_of_its_own_are_refused(doctype, words):
    with pytest.raises(InputError, match=words):
        read("<body><p>Words.</p></body>", doctype)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<?xml version='1.0'?><rss><channel/></rss>", "no JATS article"),
        (b"<?xml version='1.0'?><article><body><p>cut", "not well-formed"),
        (b"<?xml version='1.0' encoding='utf-7'?><article/>", "encoding"),
        (b"Plain words", "not well-formed"),
        (b"<a>" * 300, "deeper than 256"),
        (b"<article xmlns:i='http://www.w3.org/2001/XInclude'><i:include href='x'/></article>", "includes another"),
    ],
)
def test_other_xml_is_refused_in_one_line(data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, "a.xml")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_library_of_endnote_is_told_how_to_be_read():
    library = (
        b"<?xml version='1.0'?><xml><records><record><titles><title>Naps</title></titles></record></records></xml>"
    )
    with pytest.raises(InputError, match="EndNote library as RIS"):
        read_bytes(library, "library.xml")

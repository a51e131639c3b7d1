"""Reference lists in any style: named ones, files, and files that are made to harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskcheck.errors import InputError, MissingExtraError, SettingsError
from deskcheck.model import CslDate, CslItem, CslName
from deskcheck.reporters import csl_files, csl_styles
from deskcheck.reporters.characters import printable

ITEM = CslItem(
    type="article-journal",
    title="Sleep duration and <i>recall</i> in adults",
    author=(CslName(family="Harlow", given="Tess"), CslName(family="Winton", given="Bo")),
    container_title="Journal of Sleep Studies",
    volume="12",
    issue="3",
    page="101-110",
    issued=CslDate(date_parts=((2019,),)),
    doi="10.5555/sleep.1",
)
UNDATED = CslItem(
    type="webpage",
    title="Naps",
    author=(CslName(literal="Rest Office"),),
    issued=CslDate(literal="n.d."),
    url="https://example.org/naps",
)
NAMESPACE = "http://purl.org/net/xbiblio/csl"


def a_style(layout='<text variable="title"/>', macros="", head=""):
    return (
        f'{head}<style xmlns="{NAMESPACE}" version="1.0" class="in-text"><info><title>t</title></info>{macros}'
        f'<citation><layout><text variable="title"/></layout></citation>'
        f"<bibliography><layout>{layout}</layout></bibliography></style>"
    )


@pytest.fixture
def style(tmp_path):
    def write(content):
        path = tmp_path / "house.csl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_a_style_is_known_by_its_name():
    assert csl_styles.write([ITEM, UNDATED], "apa") == (
        "Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), "
        "101–110. https://doi.org/10.5555/sleep.1\n"
        "Rest Office. (n.d.). Naps. Retrieved https://example.org/naps\n"
    )


@pytest.mark.parametrize("name", ["vancouver", "AMA", "ieee", "nature", "mla", "chicago", "harvard", "bmj"])
def test_common_styles_give_one_line_a_reference_with_its_number_apart(name):
    first, second = csl_styles.lines([ITEM, UNDATED], name)
    assert "Harlow" in first
    assert "Naps" in second
    assert "<" not in first
    plain = csl_styles.lines([ITEM, UNDATED], name, numbered=False)[1]
    assert plain == second.removeprefix("[2] ").removeprefix("2. ").removeprefix("2 ")
    assert not plain[0].isdigit()


def test_days_are_set_apart_and_a_volume_has_its_year():
    day = CslDate(date_parts=((2020, 1, 2),))
    page = CslItem(type="webpage", title="Naps", issued=day, accessed=day, url="https://example.org")
    journal = CslItem(type="article-journal", title="Naps", container_title="Rest", volume="3", issued=day)
    first, second = csl_styles.lines([page, journal], "vancouver")
    assert "[cited 2020 Jan 2]" in first
    assert "2020;3" in second


@pytest.mark.parametrize(
    ("given", "set_as"),
    [("JE", "J. E."), ("RA.", "R. A."), ("J-P", "J.-P."), ("T", "T."), ("Tess", "T."), ("Tess E.", "T. E.")],
)
def test_initials_without_full_stops_are_all_kept(given, set_as):
    one = CslItem(type="article-journal", title="Naps", author=(CslName(family="Harlow", given=given),))
    assert f"Harlow, {set_as}" in csl_styles.write([one], "apa")


def test_an_article_number_stands_in_the_place_of_the_pages():
    one = CslItem(type="article-journal", title="Naps", container_title="J Rest", volume="29", number="100587")
    assert "29, 100587" in csl_styles.write([one], "apa")


def test_a_dependent_style_stands_for_its_parent():
    assert csl_styles.write([ITEM], "nature-genetics") == csl_styles.write([ITEM], "nature")


@pytest.mark.parametrize(("name", "meant"), [("appa", "apa"), ("vancuver", "vancouver"), ("../../etc", "See|Name|Did")])
def test_an_unknown_style_names_near_ones(name, meant):
    if "/" in name:
        with pytest.raises(InputError, match="cannot be read"):
            csl_styles.write([ITEM], name)
    else:
        with pytest.raises(SettingsError, match=rf"there is no citation style '{name}'.*Did you mean.*{meant}"):
            csl_styles.write([ITEM], name)


def test_without_the_extra_its_name_is_told(monkeypatch):
    monkeypatch.setattr(csl_files, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"needs the extra 'styles'"):
        csl_styles.write([ITEM], "apa")


def test_a_file_is_a_style(style):
    assert csl_styles.write([ITEM], style(a_style())) == "Sleep duration and recall in adults\n"
    parent = (
        f'<style xmlns="{NAMESPACE}" version="1.0"><info>'
        '<link rel="independent-parent" href="https://example.org/styles/{}"/></info></style>'
    )
    assert csl_styles.write([ITEM], style(parent.format("apa"))) == csl_styles.write([ITEM], "apa")
    with pytest.raises(InputError, match="rests on the style 'none-such'"):
        csl_styles.write([ITEM], style(parent.format("none-such")))


DOUBLING = (
    "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(60))
    + '<macro name="m60"><text variable="title"/></macro>'
)
HOSTILE = {
    "entities": a_style(head='<!DOCTYPE style [<!ENTITY a "aaaa">]>'),
    "external": a_style(head='<!DOCTYPE style SYSTEM "file:///etc/hostname">'),
    "utf-16": a_style(head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
    "utf-7": a_style(head='<?xml version="1.0" encoding="utf-7"?>'),
    "large": a_style(head="<!--" + "x" * 1_000_000 + "-->"),
    "circle": a_style('<text macro="a"/>', '<macro name="a"><text macro="a"/></macro>'),
    "doubling": a_style('<text macro="m0"/>', DOUBLING),
    "deep": a_style("<group>" * 5_000 + "</group>" * 5_000),
    "no xml": "apa",
    "no style": "<html/>",
    "no list": f'<style xmlns="{NAMESPACE}" version="1.0"><citation><layout/></citation></style>',
    "nonsense": a_style('<names variable="title"><name form="x"/></names><date variable="author"/>'),
    "locale": a_style().replace('class="in-text"', 'default-locale="../../../etc"'),
    "empty": b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line(kind, style):
    try:
        told = csl_styles.write([ITEM], style(HOSTILE[kind]))
    except InputError as fault:
        assert "\n" not in str(fault)
    else:
        assert kind in ("nonsense", "locale"), told


def test_a_list_is_bounded(monkeypatch):
    monkeypatch.setattr(csl_styles, "MOST", 1)
    with pytest.raises(InputError, match="at most 1"):
        csl_styles.write([ITEM, ITEM], "apa")


NAMES = st.builds(CslName, family=st.text(max_size=8), given=st.text(max_size=5), literal=st.text(max_size=8))
PARTS = st.lists(st.integers(-3000, 90_000), max_size=3).map(tuple)
ITEMS = st.builds(
    CslItem,
    type=st.sampled_from(["article-journal", "book", "chapter", "webpage", "", "no-such-type"]),
    title=st.text(max_size=20),
    author=st.lists(NAMES, max_size=3).map(tuple),
    issued=st.none()
    | st.builds(CslDate, date_parts=st.lists(PARTS, max_size=2).map(tuple), literal=st.text(max_size=5)),
    volume=st.text(max_size=5),
    page=st.text(max_size=8),
    edition=st.text(max_size=5),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(ITEMS, max_size=3), st.sampled_from(["apa", "vancouver", "ieee"]))
def test_any_item_becomes_one_plain_line_or_one_clear_fault(items, name):
    try:
        told = csl_styles.write(items, name)
    except InputError:
        return
    assert told.count("\n") == len(items)
    assert told.replace("\n", "") == printable(told.replace("\n", ""), keep=True)

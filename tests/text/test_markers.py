from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text.marker_numbers import spelt_out
from deskcheck.text.markers import MarkerKind, markers


def shown(text, **options):
    return [(text[marker.start : marker.end], marker.numbers) for marker in markers(text, **options) if marker.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sleep helps recall [1].", [("[1]", (1,))]),
        ("Two at once [2,3] and a range [4–7].", [("[2,3]", (2, 3)), ("[4–7]", (4, 5, 6, 7))]),
        ("A chain [1], [3]–[5] of brackets.", [("[1], [3]–[5]", (1, 3, 4, 5))]),
        ("Doubled brackets [[2]–[4]] too.", [("[2]–[4]", (2, 3, 4))]),
        ("With a page [12: p. 40] named.", [("[12: p. 40]", (12,))]),
        ("Spelt [refs 2 and 9] out.", [("[refs 2 and 9]", (2, 9))]),
        ("Round brackets (3, 4) as well.", [("(3, 4)", (3, 4))]),
        ("Superscripts.¹² And more.³⁻⁵", [("¹²", (12,)), ("³⁻⁵", (3, 4, 5))]),
        ("HTML<sup>3,4</sup> and caret^5^.", [("<sup>3,4</sup>", (3, 4)), ("^5^", (5,))]),
        ("Flattened superscripts.3,4 The next.", [("3,4", (3, 4))]),
        ("A footnote[^7] here.", [("[^7]", (7,))]),
        (r"Escaped \[8\] brackets.", [(r"\[8\]", (8,))]),
    ],
)
def test_numbers_are_read_in_every_dress(text, expected):
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 we saw 12 people (n = 12).",
        "The interval [0, 1] is closed.",
        "It rose (95% CI [1, 2]) in all.",
        "Read x[1] and a[2] from the array.",
        "An area of 5 m² and 10³ cells.",
        "We did (1) a diary, (2) a test and (3) a call.",
        "The share was 64.5 percent in (2016).",
        "Type (2) diabetes and figure (3).",
        "`code[1]` and $x[2]$ and ```\n[3]\n```",
        "Version 2.1 of the tool, no.5 of 7.",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert shown(text, highest=40) == []


def test_a_bracket_behind_a_figure_is_a_mark_where_nothing_else_points_to_its_number():
    text = "Rare before 24 hours and common after 48 (1). Faster in cats (2). Not in dogs (3)."
    assert shown(text, highest=3) == [("(1)", (1,)), ("(2)", (2,)), ("(3)", (3,))]
    assert shown(text) == [("(2)", (2,)), ("(3)", (3,))]
    assert ("(1)", (1,)) not in shown(text.replace("cats (2)", "cats"), highest=3)
    twice = text.replace("dogs (3)", "dogs (1)")
    assert [numbers for _, numbers in shown(twice, highest=3)] == [(2,), (1,)]
    assert ("(1)", (1,)) not in shown(text.replace("48 (1).", "48 (1) in all."), highest=3)


def test_numbers_beyond_the_list_are_no_markers():
    assert shown("Known [3], unknown [41].", highest=13) == [("[3]", (3,))]
    assert shown("No list [3].", highest=0) == []


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(7, [(1,), (4, 5)]), (3, [(1,)]), (45, [(1,), (45,)]), (None, [(1,), (45,)])],
    ids=["past the list", "past the list in parts", "in the list", "list not known"],
)
def test_raised_digits_that_lost_their_comma_are_parted_where_the_list_is_short(highest, expected):
    text = "Light helps most people.1 Lamps help 53% of them.45 It was cold in 1954."
    assert [marker.numbers for marker in markers(text, highest=highest)] == expected


def test_a_raised_number_may_follow_a_year_or_a_letter():
    text = "Use rose.1 It fell to 54% in 2024.1 The rest took vitamin D.2,3 In 2023,4 it ended. Version 2024.5 of it.6"
    assert [numbers for _, numbers in shown(text, highest=9)] == [(1,), (1,), (2, 3), (4,), (6,)]
    assert [numbers for _, numbers in shown(text)] == [(1,), (6,)]
    assert shown("It fell to 54% in 2024.1 The rest", highest=9) == []


@pytest.mark.parametrize(
    "authors",
    ["Drake et coll.", "Pérez y cols.", "Silva e colaboradores", "Berg und Kollegen", "Hansen m.fl.", "García y López"],
)
def test_others_are_named_in_several_languages(authors):
    (inside,) = markers(f"So ist es ({authors}, 2013).")
    assert (inside.authors, inside.years) == (authors, ("2013",))
    (told,) = markers(f"{authors} (2013)")
    assert (told.authors, told.years) == (authors, ("2013",))


def test_roman_numbers_in_brackets_are_marks_of_a_known_list():
    text = "Costs grew.[i] They fell.[ii] They grew again.[iv], [v] The array x[i] has no end, nor has [x]."
    assert [numbers for _, numbers in shown(text, highest=6)] == [(1,), (2,), (4,), (5,)]
    assert shown(text) == []
    assert shown("As [v] shows, and [x] too.", highest=20) == []


def test_a_rare_style_beside_a_prevailing_one_is_dropped():
    text = "One [1]. Two [2]. Three [3]. Four [4]. Five [5]. Six [6]. Cell (7) was empty."
    assert [numbers for _, numbers in shown(text)] == [(1,), (2,), (3,), (4,), (5,), (6,)]


def test_digits_that_cling_to_words_need_a_list_and_flattened_superscripts():
    text = "It improves recall3 in most.4 The rest"
    assert shown(text, highest=13) == [("3", (3,)), ("4", (4,))]
    assert shown(text) == [("4", (4,))]
    assert shown("The gene aft1 and the cell [2].", highest=13) == [("[2]", (2,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Smith et al., 2016; Jones 2014a)", [("Smith et al.", ("2016",)), ("Jones", ("2014a",))]),
        ("Smith and Jones (2016) found it.", [("Smith and Jones", ("2016",))]),
        ("As Smith (2014a, b) wrote.", [("Smith", ("2014a", "2014b"))]),
        ("Smith’s (2016) view.", [("Smith", ("2016",))]),
        ("van den Berg et al. (2007)", [("van den Berg et al.", ("2007",))]),
        ("(see Smith, Brown, & Jones, 2016, p. 12)", [("Smith, Brown, & Jones", ("2016",))]),
        ("(World Health Organization, n.d.)", [("World Health Organization", ("n.d.",))]),
        ("(Centers for Disease Control [CDC], 2018)", [("Centers for Disease Control", ("2018",))]),
    ],
)
def test_authors_and_years_are_read(text, expected):
    found = [marker for marker in markers(text) if marker.kind is MarkerKind.AUTHOR_YEAR]
    assert [(marker.authors, marker.years) for marker in found] == expected


@pytest.mark.parametrize("text", ["In May (2016) it rained.", "(March 2016)", "since (2016)", "the year (1999) began"])
def test_dates_are_no_authors(text):
    assert markers(text) == []


def test_narrative_markers_are_told_from_those_in_brackets():
    inside, outside = markers("Recall rose (Smith, 2016), as Jones (2014) shows.")
    assert (inside.narrative, outside.narrative) == (False, True)


def test_links_keep_their_address():
    text = 'A [study](https://example.org/a_(b)) and <a class="x" href="#r3">[3]</a>, no ![image](x.png).'
    found = markers(text)
    assert [(marker.kind, marker.url, marker.numbers) for marker in found] == [
        (MarkerKind.LINK, "https://example.org/a_(b)", ()),
        (MarkerKind.LINK, "#r3", (3,)),
    ]


def test_keys_are_kept():
    (found,) = markers("As shown by [Smi16] before.")
    assert (found.kind, found.key) == (MarkerKind.KEY, "Smi16")


def test_only_the_asked_stretch_is_read():
    text = "One [1]. Two [2]. Three [3]."
    assert shown(text, start=9, end=17) == [("[2]", (2,))]


def test_absurd_ranges_name_nothing():
    assert spelt_out("7–3") == ()
    assert spelt_out("1-900") == ()
    assert spelt_out("1-2-3") == ()


@given(st.sets(st.integers(1, 300), min_size=1, max_size=12))
def test_every_number_in_a_list_comes_back(numbers):
    printed = ", ".join(map(str, sorted(numbers)))
    assert set(spelt_out(printed)) == numbers


@given(st.text(alphabet="[]()12345,;–- aA.et&\n¹²^$`", max_size=120))
def test_markers_are_in_order_and_never_overlap(text):
    found = markers(text)
    for marker in found:
        assert 0 <= marker.start < marker.end <= len(text)
    for before, after in pairwise(found):
        assert before.end <= after.start or before.start == after.start


@pytest.mark.parametrize("gap", ["", " ", "\n", "\r\n", " \n", "  "])
def test_brackets_side_by_side_are_read_whatever_parts_them(gap):
    (found, *_) = markers(f"Sleep helps memory [1]{gap}[10].", highest=12)
    assert found.numbers == (1, 10)


def test_a_blank_line_parts_the_last_marker_from_the_list_below():
    first, *_ = markers("Sleep helps memory.[5]\n\n[1] Roe K. Sleep.", highest=5)
    assert first.numbers == (5,)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Naps help [see @oak2019, p. 40; -@elm-naps].", ["oak2019", "elm-naps"]),
        ("@oak2019 found it, as did [@elm:naps].", ["oak2019", "elm:naps"]),
        ("Write to press@north2019.example or @northdesk.", []),
        ("See [@north](https://north.example) and a@b [1].", []),
    ],
)
def test_keys_of_pandoc_are_markers(text, keys):
    assert [found.key for found in markers(text) if found.kind is MarkerKind.KEY] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Naps help [oak2019, 3].", ["oak2019"]),
        ("Naps help [oak2019, elm2020, p. 4].", ["oak2019", "elm2020"]),
        ("Naps help [oak2019].", ["oak2019"]),
        ("Naps help [Oak 2019, 3].", []),
    ],
)
def test_keys_as_latex_sets_them_are_markers(text, keys):
    assert [found.key for found in markers(text) if found.kind is MarkerKind.KEY] == keys

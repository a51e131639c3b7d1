"""Reference lists in every setting are found and split into the entries they hold."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references import extract
from deskcheck.extractors.references.find import find
from deskcheck.model import Article, Block, BlockKind, Span
from deskcheck.readers import read_bytes

ENTRIES = [
    "Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.",
    "Okafor N, Lindqvist P. Memory and rest in older adults. Ann Cogn. 2020;4(1):22-31. doi:10.1000/ac.4.22",
    "Sleep Disorders: Types, Causes & Treatment. (2018, August 20). Northfield Clinic. Retrieved from https://example.org/s",
    "van den Hoek, R. (2011). The resting mind (2nd ed.). Oxford: Meadow Press.",
    "5 Steps to Better Rest. (n.d.). National Rest Association. https://example.org/5-steps-",
    "Tanaka Y. Naps. In: Green A, editor. Handbook of rest. London: Riverside; 2014. p. 33-47.",
]
BODY = (
    "Sleep and memory\n\nSleeping seven hours improves recall in most adults, a 2016 study found (Smith, 2016).\n\n"
    "You should talk to your doctor if you sleep badly. Our guide may help you.\n\n"
)
FOOTER = (
    "\n\nThis article is for informational purposes only and is no substitute for medical advice.\n\n"
    "Jane Doe, RN\n\nJane Doe is a nurse with 12 years of experience. She received her degree in 2009.\n\nRead more\n\n"
    "Start your journey today."
)
POLICY = "We have strict sourcing guidelines. We rely on peer-reviewed studies and university research.\n\n"


def article(text, blocks=()):
    return Article(path="a.txt", format="plaintext", title="", text=text, blocks=blocks)


def words(text):
    return "".join(text.split())


def entries(text, blocks=()):
    return [words(text[entry.start : entry.end]) for entry in find(article(text, blocks)).entries]


def numbered(form="{}. "):
    return [form.format(number) + entry for number, entry in enumerate(ENTRIES, 1)]


EXPECTED = [words(entry) for entry in ENTRIES]


@pytest.mark.parametrize(
    "heading",
    [
        "References", "REFERENCES:", "## Sources", "**Works Cited**", "13 Sources", "Bibliography", "Literature cited",
        "7. References", "References (6)", "Further reading", "Notes",
        "References and notes", "Quellen", "Literaturverzeichnis",
        "Bibliographie", "Referencias", "Article Sources", "View all sources",
        "Citations", "== References ==", "参考文献",
    ],
)  # fmt: skip
def test_every_heading_is_known(heading):
    assert entries(f"{BODY}{heading}\n\n" + "\n".join(numbered())) == EXPECTED


@pytest.mark.parametrize("form", ["{}. ", "[{}] ", "({}) ", "{}) ", "{}\t", "[^{}]: ", "• {}. ", "{}\\. ", "^{}^ "])
def test_every_number_is_known(form):
    found = find(article(f"{BODY}References\n\n" + "\n".join(numbered(form)) + FOOTER))
    assert [entry.label.number for entry in found.entries] == [1, 2, 3, 4, 5, 6]


def test_superscript_numbers_are_read():
    text = f"{BODY}References\n\n" + "\n".join(f"{mark}{entry}" for mark, entry in zip("¹²³⁴⁵⁶", ENTRIES, strict=True))
    found = find(article(text)).entries
    assert [entry.label.number for entry in found] == [1, 2, 3, 4, 5, 6]
    assert entries(text) == EXPECTED


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "– ", "▪ "])
def test_bullets_are_read(bullet):
    assert entries(f"{BODY}Sources\n\n" + "\n".join(bullet + entry for entry in ENTRIES) + FOOTER) == EXPECTED


def test_keys_are_labels():
    text = f"{BODY}References\n\n" + "\n".join(f"[Key{15 + place}] {entry}" for place, entry in enumerate(ENTRIES))
    found = find(article(text)).entries
    assert [text[entry.label.start : entry.label.end].strip() for entry in found][:2] == ["[Key15]", "[Key16]"]
    assert entries(text) == EXPECTED


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n \t\n"])
@pytest.mark.parametrize("footer", ["", FOOTER])
def test_unnumbered_entries_need_only_lines(gap, footer):
    assert entries(f"{BODY}6 Sources\n\n{POLICY}" + gap.join(ENTRIES) + footer) == EXPECTED


def test_policy_and_footer_are_no_references():
    found = find(article(f"{BODY}6 Sources\n\n{POLICY}" + "\n".join(numbered()) + FOOTER))
    assert len(found.entries) == 6
    assert found.stated == 6


def wrapped(lines, hang=""):
    return "\n".join(textwrap.fill(line, 72, subsequent_indent=hang, break_on_hyphens=False) for line in lines)


@pytest.mark.parametrize(
    "body",
    [
        wrapped(numbered()),
        wrapped(numbered("[{}] "), "    "),
        wrapped(ENTRIES, "    "),
        "\n\n".join(wrapped([entry]) for entry in ENTRIES),
        " ".join(numbered()),
        " ".join(numbered("[{}] ")),
        wrapped([" ".join(numbered())]),
    ],
    ids=[
        "wrapped",
        "wrapped brackets",
        "hanging",
        "wrapped paragraphs",
        "one line",
        "one line brackets",
        "run on, wrapped",
    ],
)
def test_every_setting_is_split(body):
    assert entries(f"{BODY}References\n\n{body}{FOOTER}") == EXPECTED


def test_the_list_may_begin_on_the_heading_s_line():
    assert entries(f"{BODY}References: " + " ".join(numbered())) == EXPECTED


def test_a_list_without_a_heading_is_found():
    assert entries(BODY + "\n".join(numbered()) + FOOTER) == EXPECTED
    assert entries(BODY + "\n\n".join(ENTRIES) + FOOTER) == EXPECTED


def test_a_file_that_is_only_a_list_is_read():
    assert entries("\n".join(ENTRIES)) == EXPECTED


def test_prose_has_no_list():
    assert entries(BODY + FOOTER) == []
    assert entries("") == []


def test_a_contents_line_named_references_is_passed_over():
    text = f"Contents\n\nReferences\n\n{BODY}References\n\n" + "\n".join(numbered())
    assert entries(text) == EXPECTED


def test_stray_lines_between_entries_are_left_out():
    lines = numbered()
    lines.insert(2, "Advertisement")
    lines.insert(5, "Read more")
    assert entries(f"{BODY}References\n\n" + "\n".join(lines)) == EXPECTED


def test_gaps_and_duplicates_in_the_numbers_are_kept():
    text = f"{BODY}References\n\n1. {ENTRIES[0]}\n2. {ENTRIES[1]}\n2. {ENTRIES[3]}\n5. {ENTRIES[5]}"
    assert [entry.label.number for entry in find(article(text)).entries] == [1, 2, 2, 5]


def test_a_year_at_a_line_s_beginning_is_no_number():
    wrapped_entry = "1. Smith J. A long title about rest and sleep in the city of\n2004. Journal of Rest."
    text = f"{BODY}References\n\n{wrapped_entry}\n2. {ENTRIES[0]}"
    assert [entry.label.number for entry in find(article(text)).entries] == [1, 2]


def test_an_empty_entry_keeps_its_place():
    text = f"{BODY}References\n\n1. {ENTRIES[0]}\n2. \n3. {ENTRIES[1]}"
    found = find(article(text)).entries
    assert [(entry.label.number, entry.end - entry.start > 0) for entry in found] == [(1, True), (2, False), (3, True)]


def test_list_items_of_the_reader_are_entries():
    text = BODY + "Sources\n" + "\n".join(ENTRIES)
    blocks = []
    for entry in ENTRIES:
        start = text.index(entry)
        blocks.append(Block(BlockKind.LIST_ITEM, Span(start, start + len(entry))))
    assert entries(text, tuple(blocks)) == EXPECTED


def test_another_script_is_split_by_its_numbers():
    first, second = (
        "Иванов И. И. Сон и память. Москва: Наука, 2010.",
        "Петров П. П. Отдых. Журнал сна. 2012. Т. 3. С. 5–9.",
    )
    assert len(entries(f"Статья\n\nТекст статьи.\n\nЛитература\n\n1. {first}\n2. {second}")) == 2


@pytest.mark.parametrize(
    "tail",
    [
        "\x00\x01\x02",
        "\u202e\u200f",
        "[" * 5000,
        "1. " * 3000,
        "(" * 5000,
        "a" * 100_000,
        "References\n" * 2000,
        "\n" * 5000,
    ],
)
def test_hostile_text_is_survived(tail):
    found = entries(f"{BODY}References\n\n" + "\n".join(numbered()) + f"\n\n{tail}")
    assert EXPECTED[0] in found


@given(st.text(max_size=400), st.sampled_from(["References\n", "13 Sources\n\n", ""]))
def test_entries_lie_in_the_text_in_order_and_apart(text, heading):
    whole = heading + text
    position = 0
    for entry in find(article(whole)).entries:
        begin = entry.label.start if entry.label else entry.start
        assert position <= begin <= entry.start <= entry.end <= len(whole)
        position = entry.end


@given(st.permutations(ENTRIES), st.sampled_from(["{}. ", "[{}] ", "{}) "]))
def test_the_order_of_entries_does_not_matter(order, form):
    listed = "\n".join(form.format(number) + entry for number, entry in enumerate(order, 1))
    assert entries(f"{BODY}References\n\n{listed}") == [words(entry) for entry in order]


LATE = [
    "Plachot C, Chaboub LS, Adissu HA, Wang L. Factors to keep polarity in cell cultures. BMC Biol. 2009;7:77.",
    "Bosch E, et al. Genetic structure of the north-west revealed by many new markers. Am J Hum Genet. 2000;8:360-366.",
    "Jacquez JA, Perry T. Parameter estimation: local identifiability of given sets. Am J Physiol. 1990;258:E727-E736.",
    "Richardus JH, Withington SG, Anderson AM. Treatment of long-standing impairment. Lepr Rev. 2003;74:311-318.",
    "Langner C, Rupar G, Leibl S, Hutterer G. Protein expression in the tract. Virchows Arch. 2006;448:325-30.",
]
EARLY = [
    "Molloy JC (2011) The open knowledge house: open data means better and quicker science. PLoS Biol 9: e1001195",
    "Morris M, Kretzschmar M (1997) Concurrent partnerships and the spread of a virus. AIDS 11: 641–648.",
    "World Health Organization (2006) Prevention and control of resistant strains. Wkly Epidemiol Rec 81: 430–432.",
    "Anderson RM, May RM (1992) Infectious Diseases of Humans Dynamics and Control. Oxford University Press, Oxford.",
    "World Health Organization (2011) Guidelines for the management of disease. Geneva: World Health Organization.",
]


@pytest.mark.parametrize("width", range(40, 100, 3))
@pytest.mark.parametrize("references", [LATE, EARLY], ids=["year at the end", "year at the beginning"])
def test_wrapped_lists_are_split_by_their_own_habit(references, width):
    text = f"{BODY}References\n\n" + "\n".join(
        textwrap.fill(entry, width, break_on_hyphens=False) for entry in references
    )
    assert [words(text[entry.start : entry.end]) for entry in find(article(text)).entries] == list(
        map(words, references)
    )


def test_readers_comments_below_a_list_belong_to_no_entry():
    listed = "\n".join(f"<li>{entry}</li>" for entry in ENTRIES)
    page = (
        f"<article><h1>Sleep</h1><p>Sleep helps.</p><details><summary>References</summary><ul>{listed}</ul></details>"
        '<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li></ul></div></article><div id="comments">'
        "<h2>3 thoughts on “Sleep”</h2><ol><li>Jane Doe says: 1. Great read. See Smith J. BMJ 2011;4:5.</li></ol></div>"
    )
    found = read_bytes(page.encode(), "a.html")
    assert [words(found.text[one.start : one.end]) for one in find(found).entries] == [
        words(entry).replace("&amp;", "&") for entry in ENTRIES
    ]


@pytest.mark.parametrize(
    "heading", ["Original publication:", "Journal reference", "Original study", "Originalpublikation:"]
)
def test_the_one_source_of_a_press_release_is_found(heading):
    found = entries(f"{BODY}{heading}\n{ENTRIES[0]}\n\nContact:\nPress office, press@north.example\n")
    assert found == [words(ENTRIES[0])]


def test_an_entry_goes_on_after_the_running_head_of_a_page():
    text = (
        "Rest\n\nNaps help [1,2].\n\nReferences\n\n"
        "1. Lind P, Moreau C. Naps and performance in the early\nmorning hours: a randomised cross-\n\n"
        "212        Journal of Night Medicine\n\nover trial in two hospitals. Ann Cogn 2016; 7: 22–31.\n"
        "2. Harlow TJ. Sleep duration in shift work-\ners. J Rest Stud 2019; 12(3): 101–110.\n"
    )
    _, references = extract(read_bytes(text.encode(), "a.txt"))
    assert [one.fields.title for one in references] == [
        "Naps and performance in the early morning hours: a randomised cross-over trial in two hospitals",
        "Sleep duration in shift workers",
    ]
    assert [one.fields.year for one in references] == [2016, 2019]


def test_a_post_at_the_end_of_a_list_is_no_footer_of_the_page():
    post = "TikTok. @restwithkay. (2023, May 2). Drink this before you nap [Video]. https://www.tiktok.com/@restwithkay/video/72"
    text = f"Naps\n\nNaps help most adults, a video claims.\n\nSources\n\n{ENTRIES[0]}\n\n{ENTRIES[1]}\n\n{post}\n"
    _, references = extract(read_bytes(text.encode(), "a.txt"))
    assert [one.printed for one in references] == [ENTRIES[0], ENTRIES[1], post]

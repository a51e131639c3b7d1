"""Lists as health portals, fact-checking desks and encyclopaedias print them."""

import pytest

from deskcheck import readers
from deskcheck.extractors.references import extract
from deskcheck.text.stretches import stray_stretches

BODY = (
    "What keeps you awake\n\nAbout 30% of adults sleep badly at times. Women are more likely to do so than men.\n\n"
    "Coffee taken six hours before bed cuts sleep by an hour.\n\n"
)
PORTAL = [
    'Society of Rest Physicians: "Insomnia."',
    'CDC: "Sleep and Shift Work."',
    'Journal of Rest Studies: "Coffee taken 0, 3, or 6 hours before bed."',
    'Northfield Clinic: "Insomnia treatment: talk before pills."',
    "Tessa Harlow, PhD, clinical psychologist, Northfield, CA.",
    'National Rest Association: "What Causes Insomnia?"',
]
DESK = [
    "Instagram post, Nov. 2, 2023",
    "Medical Conjectures, \"Retraction notice to 'Masks and the lungs: a conjecture,'\" accessed Nov. 10, 2023",
    "Email interview with Ola Berg, spokesperson for Northfield Health Care, Nov. 9, 2023",
    'The Rest Press, "Northfield did not publish a study on masks," April 21, 2021',
    "Office of Rest and Safety, Science Brief: Community Use of Masks, updated Dec. 6, 2021",
    'JORS, "Community Use of Face Masks," Oct. 5, 2020, https://jors.example/journals/fullarticle/2776536',
    "TikTok, video by @northfield, Nov. 3, 2023",
]


def listed(text):
    return extract(readers.read_bytes(text.encode(), "a.txt"))[1]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("heading", "entries"), [("SOURCES:", PORTAL), ("Our Sources", DESK)], ids=["health portal", "fact check"]
)
def test_every_entry_is_found(heading, entries, gap):
    found = listed(f"{BODY}{heading}\n\n{gap.join(entries)}\n\n© 2024 Northfield. All rights reserved.\n")
    assert [one.printed for one in found] == entries


def test_prose_that_quotes_people_is_no_list():
    said = 'Berg said, "We sleep less than we think." Harlow, a nurse, added: "It shows at work."\n\n'
    assert listed(f"{BODY}{said * 3}") == ()


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("Instagram post, Nov. 2, 2023", "post"),
        ("TikTok, video by @northfield, Nov. 3, 2023", "post"),
        ("Email interview with Ola Berg, spokesperson for Northfield Health Care, Nov. 9, 2023", "interview"),
        ("Statement from Ola Berg, Northfield Health Care, Nov. 9, 2023", "personal_communication"),
        ("Berg O. Personal communication, 9 November 2023.", "personal_communication"),
        ("Tessa Harlow, PhD, clinical psychologist, Northfield, CA.", "personal_communication"),
        ("Berg O. Interviews with night nurses: a method. J Rest Stud. 2019;12(3):110-21.", "article-journal"),
        ("Berg, O. (2019). Communication with patients. Oxford: Meadow Press.", "book"),
    ],
)
def test_what_was_said_and_what_was_published_are_told_apart(entry, kind):
    (found, _) = listed(f"{BODY}References\n\n1. {entry}\n2. Okafor N. Naps. Ann Cogn. 2020;4(1):22-31.\n")
    assert found.fields.type == kind


def test_an_expert_is_a_person_with_an_office():
    (found, _) = listed(f"{BODY}Sources\n\n1. Tessa M. Harlow, MD, PhD, director of rest, Northfield.\n2. {DESK[3]}\n")
    assert [(name.family, name.given) for name in found.fields.author] == [("Harlow", "Tessa M.")]
    assert (found.fields.note, found.fields.title) == ("director of rest, Northfield", "")
    assert [(span.label, found.printed[span.start : span.end]) for span in found.field_spans] == [
        ("author", "Tessa M. Harlow"),
        ("note", "director of rest, Northfield"),
    ]


@pytest.mark.parametrize("name", ["MedlinePlus", "UpToDate", "The Rest Press", "The New Owl Times"])
def test_names_of_houses_are_no_people(name):
    (found, _) = listed(f'{BODY}Sources\n\n1. {name}. "Sleep and shift work." 2019.\n2. {DESK[3]}\n')
    assert all(author.literal for author in found.fields.author)


@pytest.mark.parametrize("name", ["MacLeod", "McDonald", "DeVries", "VanBuren", "LaRue"])
def test_family_names_with_two_capitals_are_people(name):
    (found, _) = listed(
        f"{BODY}Sources\n\n1. {name}, T. (2019). Sleep and work. J Rest Stud, 12(3), 1–9.\n2. {DESK[3]}\n"
    )
    assert [author.family for author in found.fields.author] == [name]


@pytest.mark.parametrize("back", ["^ ", "^ a b c ", "^ Jump up to: a b ", "↑ ", "Jump up to:a b "])
@pytest.mark.parametrize("numbered", [True, False])
def test_links_back_to_the_text_are_no_part_of_an_entry(back, numbered):
    entries = [
        'Harlow T, Winton B (March 2019). "Naps and reaction time". Journal of Rest Studies. 12 (3): 110–121.',
        'Okafor N (2020). "Memory and rest". Annals of Cognition. 4 (1): 22–31. doi:10.1000/ac.4.22.',
        '"A visible nap". Rest Encyclopedia. Retrieved 3 May 2021.',
    ]
    lines = [f"{f'{number}. ' * numbered}{back}{entry}" for number, entry in enumerate(entries, 1)]
    found = listed(f"{BODY}References[edit]\n\n" + "\n".join(lines) + "\n")
    assert [one.printed for one in found] == entries
    assert [author.family for author in found[0].fields.author] == ["Harlow", "Winton"]
    assert len({one.label.strip("123. ") for one in found}) == 1


def test_an_address_without_a_scheme_runs_on_to_its_end():
    entry = "Oatmeal. (2019). food.example.gov/app.html#/food-details/3687/nutrients"
    (found, _) = listed(f"{BODY}Sources\n\n1. {entry}\n2. {DESK[3]}\n")
    assert found.fields.url == "food.example.gov/app.html#/food-details/3687/nutrients"


GUIDE = [
    "American Rest Association. Seasonal sleep (SS).",
    "Harlow T. Seasonal sleep: an overview. Ann Cogn. 2015;15:178564. doi:10.1155/2015/178564",
    "National Institute of Rest. Seasonal Sleep.",
    "Okafor N, Berg O. Bright light and sleep. J Rest Stud. 2017;32:E13-E25.",
    "MedlinePlus. Seasonal sleep.",
]


def test_organisations_without_a_date_stay_at_the_ends_of_a_list():
    policy = "Rest Desk uses only high-quality sources. Read our editorial process."
    text = f"{BODY}5 Sources\n{policy}\n" + "\n".join(GUIDE)
    assert [one.printed for one in listed(f"{text}\nBy Dana Field\nDana Field, MS is the head of the desk.\n")] == GUIDE


def test_wide_lines_that_end_as_entries_do_are_not_joined():
    entries = [
        "Northfield-Institut: Schlaf, Ratgeber. Online: https://www.northfield.example/DE/Inhalt/Ratgeber/Schlaf_und_Arbeit.html"
        " (Abgerufen am 03.05.2023)",
        "Harlow TS, Winton B, Berg O Jr. et al.: Progress Toward Better Sleep - Worldwide, 2000-2019. In: Wkly Rest Rep"
        " Northfield 2020, 69: 1700-1705",
        "Bundeszentrale für guten Schlaf: Schlaf. www.guter-schlaf.example, abgerufen am 03.05.2023",
        "Deutsche Gesellschaft für Schlaf (Hrsg.): Handbuch. 7. Auflage. Stuttgart: Meadow 2018",
    ]
    found = listed(f"{BODY}Quellen:\n\n" + "\n".join(f"    {entry}" for entry in entries) + "\n")
    assert [one.printed for one in found] == entries


@pytest.mark.parametrize("heading", ["", "Sources\n\n"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_number_may_stand_on_a_line_above_its_entry(heading, gap):
    entries = [entry for entry in GUIDE if entry[-1].isdigit() or "J Rest" in entry] + [
        "van der Berg J, Harlow T. Three weeks of naps. Clin J Rest. 2009;19(5):399-404."
    ]
    lines = "\n\n".join(f"{number}{gap}{entry}" for number, entry in enumerate(entries, 1))
    found = listed(f"{BODY}{heading}{lines}\n")
    assert [(one.number, one.printed) for one in found] == list(enumerate(entries, 1))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            'U.S. Bureau of Rest, "Night Work in the District," Table 31, https://www.rest.example/2020/home.htm.',
            ("webpage", "", "", ""),
        ),
        (
            "Tess Harlow and Bo Winton, The Night Ward: Outcomes for Nurses (Oxford: Meadow Press, 2011), 4.",
            ("book", "", "", "4"),
        ),
    ],
)
def test_places_within_a_work_are_no_volumes(entry, expected):
    (found, _) = listed(f"{BODY}Notes\n\n1. {entry}\n2. Okafor N. Naps. Ann Cogn. 2020;4(1):22-31.\n")
    fields = found.fields
    assert (fields.type, fields.container_title, fields.volume, fields.page) == expected


def test_sources_in_one_paragraph_are_parted_at_semicolons():
    parts = [
        "Ola Berg, B.M., B.Sc., University of Northfield, England",
        "Tess Harlow, M.D., professor, University of Eastbridge",
        "Annals of Rest, May 2017, online",
    ]
    found = listed(f"{BODY}SOURCES: {'; '.join(parts)}\n")
    assert [one.printed for one in found] == parts
    assert [one.fields.type for one in found][:2] == ["personal_communication"] * 2


def test_sources_in_one_paragraph_are_parted_at_bullets():
    entries = [
        "Filip T, et al. Rest effects of sleep: dose-response; a review. Circulation 2021;143:1542-1567",
        "WHO. Guideline: rest for adults and children. Geneva 2012",
        "Neter JE, et al. Influence of naps on blood pressure. Hypertension 2003;42:878-884",
    ]
    found = listed(f"{BODY}Sources: {' • '.join(entries)}\n")
    assert [one.printed for one in found] == entries


@pytest.mark.parametrize(("one", "two", "three"), [("[i]", "[ii]", "[iii]"), ("i.", "ii.", "iii.")])
def test_endnotes_may_carry_roman_numbers(one, two, three):
    found = listed(
        f"{BODY}Endnotes\n\n{one} Harlow T. Naps. J Rest. 2019;3:1-9.\n{two} Okafor N. Rest. J Rest. 2020;4:22-31.\n"
        f"{three} Winton B. Sleep. J Rest. 2021;5:2-3.\n"
    )
    assert [(reference.number, reference.label) for reference in found] == [(1, one), (2, two), (3, three)]
    assert found[1].printed == "Okafor N. Rest. J Rest. 2020;4:22-31."


def test_a_short_name_in_brackets_opens_an_entry_and_is_no_part_of_the_name():
    found = listed(
        f"{BODY}Literature Cited\n\nSapers GM, Stoner AK. 1977. Acidity of tomatoes. HortScience 12(3):204-208.\n"
        "[USDA] U.S. Department of Agriculture. 2015. Complete guide to home canning. Washington, D.C.: USDA.\n"
        "Willmore P, Ingham B. 2015. Home processing of acid foods. Food Prot Trends 35(3):150-160.\n"
    )
    assert [one.printed[:6] for one in found] == ["Sapers", "[USDA]", "Willmo"]
    assert [name.literal for name in found[1].fields.author] == ["U.S. Department of Agriculture"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("### Primary sources", "### Secondary sources"),
        ("Books", "Reports and websites"),
        ("**Primary sources:**", "**Journal articles**"),
        ("Primärquellen", "Sekundärliteratur"),
    ],
)
def test_headings_within_a_list_part_no_list_and_belong_to_no_entry(one, two):
    first = "Harlow, Tess. *Naps: A History*. Oslo: Meadow Press, 2019."
    second = 'Okafor, Nora. "Memory and Rest." *Annals of Cognition* 4, no. 1 (2020): 22–31.'
    article = readers.read_bytes(f"{BODY}## Bibliography\n\n{one}\n\n{first}\n\n{two}\n\n{second}\n".encode(), "a.md")
    article, found = extract(article)
    assert [reference.fields.title for reference in found] == ["Naps: A History", "Memory and Rest"]
    assert stray_stretches(article, found) == []


def test_what_is_numbered_with_references_is_one_of_them_without_a_heading_too():
    entries = [
        "Data on file, AcmeSleep, Inc., 2026.",
        "Liu Y, Wheaton AG, Chapman DP. Prevalence of naps among adults. J Rest. 2016;65:137-141.",
        "Hafner M, Stepanek M, Taylor J. Why naps matter. J Rest. 2017;66:1-9.",
        "NCT05290064. Registered at trials.example.",
    ]
    found = listed(BODY + "\n".join(f"[{number}] {entry}" for number, entry in enumerate(entries, 1)) + "\n")
    assert [one.printed for one in found] == entries


def test_authors_that_semicolons_part_stay_one_entry():
    entry = "Harlow TS; Winton B; Okafor N. Naps and reaction time. Journal of Rest Studies 2019; 12(3): 110-121."
    assert [one.printed for one in listed(f"{BODY}Source: {entry}\n")] == [entry]


def test_ways_back_to_the_text_are_no_part_of_a_number():
    found = listed(
        f"{BODY}References\n\n1. ^ Harlow T. Naps. J Rest. 2019;12(3):110-21.\n"
        "2. ^ a b Okafor N. Rest. J Rest. 2020;4:22-31.\n"
    )
    assert [(one.label, one.printed[:6]) for one in found] == [("1.", "Harlow"), ("2.", "Okafor")]


def test_numbers_and_keys_may_stand_in_one_list():
    entries = ["[1] Harlow T. Naps. J Rest. 2019;12(3):110-21.", "[2] Okafor N. Rest. J Rest. 2020;4:22-31."]
    keyed = "[Tanaka2021] Tanaka Y. Walks. J Rest. 2021;7:1-9."
    found = listed(f"{BODY}References\n\n" + "\n".join([*entries, keyed]) + "\n")
    assert [(one.number, one.label) for one in found] == [(1, "[1]"), (2, "[2]"), (3, "[Tanaka2021]")]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import parse
from deskcheck.extractors.references.parse.repairs import mended
from deskcheck.extractors.references.parse.spans import FIRST, LONG, Labels, runs
from deskcheck.extractors.references.parse.tokens import split


def read(text: str, labels: str) -> dict[str, list[str]]:
    """Mend labels given as one word a token and return the words of every field."""
    tokens = split(text)
    given_labels = labels.split()
    assert len(given_labels) == len(tokens.forms), tokens.forms
    found: dict[str, list[str]] = {}
    for label, first, last in runs(mended(tokens, given_labels)):
        found.setdefault(label, []).append(" ".join(tokens.forms[first : last + 1]))
    return found


def test_runs_are_found_anew_after_a_change() -> None:
    labels = Labels(["B-title", "title", "date", "o"])
    before = runs(labels)
    assert before == [("title", 0, 1), ("date", 2, 2)]
    assert runs(labels) is before
    labels[2] = "title"
    assert runs(labels) == [("title", 0, 2)]
    labels[0:2] = ["o", "o"]
    assert runs(labels) == runs(list(labels)) == [("title", 2, 2)]


def test_a_year_inside_a_title_stays_there() -> None:
    found = read("Teens and Media 2022. (2023). Site", "B-title title title date date B-container")
    assert found["title"] == ["Teens and Media 2022"]
    assert found["date"] == ["2023"]


def test_the_only_year_is_the_date_even_before_a_title() -> None:
    found = read(
        "Smith J, et al. 2014 High activity. Brain 3:4",
        "B-author author author author B-title title title B-container volume pages",
    )
    assert found["date"] == ["2014"]
    assert found["title"] == ["High activity"]


def test_a_second_title_after_in_is_the_book() -> None:
    found = read("Lee K. Sleep. In: Night life. Oxford", "B-author author B-title o B-title title B-place")
    assert (found["title"], found["container"]) == (["Sleep"], ["Night life"])


def test_a_title_before_an_open_year_is_the_site() -> None:
    found = read("Drug Base [Internet]. Rome: Org; 2006-. Aspirin.", "B-title title o B-place B-publisher date B-title")
    assert (found["container"], found["title"]) == (["Drug Base"], ["Aspirin"])


def test_a_page_without_a_title_takes_what_stands_first() -> None:
    found = read("Kidney Fund. (2020). www.example.org", "B-container container date url")
    assert found["title"] == ["Kidney Fund"]


def test_a_person_alone_is_never_made_a_title() -> None:
    found = read("Smith, J. (2020). www.example.org", "B-author author date url")
    assert found["author"] == ["Smith J"]


def test_a_person_named_in_a_title_is_no_author() -> None:
    labels = "B-author author B-title title title B-author author author B-publisher publisher date"
    found = read("Frisch U, The Legacy of A. N. Kolm, Old Press 1995", labels)
    assert found["title"] == ["The Legacy of A N Kolm"]


def test_a_study_group_is_an_author() -> None:
    labels = "B-author author B-title title title B-author author B-title title"
    found = read("Moss AJ; Early Heart Trial II Investigators. Effect of", labels)
    assert found["author"] == ["Moss AJ Early Heart Trial II Investigators"]


def test_an_edition_is_taken_off_the_title() -> None:
    found = read("Scales of mood at night, 2nd edition. Old Press", "B-title" + " title" * 7 + " B-publisher publisher")
    assert found["edition"] == ["2 nd edition"]
    assert found["title"] == ["Scales of mood at night"]


def test_two_numbers_in_one_field_are_parted() -> None:
    assert read("Nature 65, (11)", "B-container volume volume")["issue"] == ["11"]
    assert read("Physics 59, 1 (2010)", "B-container volume volume date")["pages"] == ["1"]


def test_place_and_publisher_are_parted() -> None:
    found = read("Sleep. Old Town: Night Press; 2011", "B-title B-publisher publisher publisher publisher date")
    assert (found["place"], found["publisher"]) == (["Old Town"], ["Night Press"])


def test_an_access_day_without_a_word_of_access_is_the_date() -> None:
    assert read("Cruz M., 2010. Sleep.", "B-author author accessed B-title")["date"] == ["2010"]
    assert "date" not in read("Sleep. Accessed 2010.", "B-title o accessed")


def test_an_organisation_passed_over_before_a_page_is_its_author() -> None:
    found = read("Night Society. Sleep well. www.example.org", "o o B-title title url")
    assert (found["author"], found["title"]) == (["Night Society"], ["Sleep well"])


def test_people_without_a_word_of_editing_are_authors() -> None:
    found = read("Lee K. Sleep. Brain 3", "B-editor editor B-title B-container volume")
    assert found["author"] == ["Lee K"]
    assert "author" not in read("Lee K (Ed.). Sleep. Brain 3", "B-editor editor o B-title B-container volume")


def test_a_number_after_volume_and_colon_is_a_page() -> None:
    assert read("Brain 2023;6:15", "B-container date volume issue")["pages"] == ["15"]


def test_a_month_in_the_place_of_an_issue_is_no_number() -> None:
    found = read("Brain 2023;6(March)", "B-container date volume issue")
    assert "issue" not in found
    assert found["volume"] == ["6"]


def test_an_index_before_its_number_is_no_publisher() -> None:
    assert "publisher" not in read("Rest. Brain. PubMed: 22446567", "B-title B-container B-publisher o")
    assert "publisher" in read("Rest. Oxford, PubMed:", "B-title B-place B-publisher")
    assert read("Rest. Oxford: PubMed", "B-title B-place B-publisher")["publisher"] == ["PubMed"]


def test_an_address_of_a_doi_is_no_page_of_the_web() -> None:
    found = read("Sleep. Available at https://doi.org/10.5555/x.7", "B-title url url url")
    assert found["doi"] == ["Available at https://doi.org/10.5555/x.7"]
    assert read("Sleep. https://example.org/x", "B-title url")["url"] == ["https://example.org/x"]


def test_the_year_in_the_name_of_a_group_is_no_date() -> None:
    found = read(
        "GBD 2019 Rest Collaborators. Burden of poor sleep. Lancet 2022",
        "B-author date B-title title title title title title B-container date",
    )
    assert found["author"] == ["GBD 2019 Rest Collaborators"]
    assert found["title"] == ["Burden of poor sleep"]
    assert found["date"] == ["2022"]
    alone = read("GBD 2019 Rest. Burden. Lancet 2022", "B-author date B-title title B-container date")
    assert alone["author"] == ["GBD"]


_LABELS = st.sampled_from(
    sorted({*LONG, *(FIRST + label for label in LONG), "o", "date", "volume", "issue", "pages", "url", "accessed"})
)


@given(
    st.data(),
    st.lists(st.sampled_from(["of", "In", "2001", "12", "Smith", "J", "edition", "Rome"]), min_size=1, max_size=14),
)
def test_any_labels_are_survived_and_as_many_come_back(data: st.DataObject, words: list[str]) -> None:
    gaps = data.draw(
        st.lists(st.sampled_from([" ", ". ", ": ", " (", "), ", ", ", " - "]), min_size=len(words), max_size=len(words))
    )
    tokens = split("".join(word + gap for word, gap in zip(words, gaps, strict=True)))
    labels = data.draw(st.lists(_LABELS, min_size=len(tokens.forms), max_size=len(tokens.forms)))
    before = list(labels)
    assert len(mended(tokens, labels)) == len(labels)
    assert labels == before


def test_the_book_follows_its_editors() -> None:
    found = read(
        "Roe K. Skolens stemmer. I: A. Berg (red.), Barn og rom. Oslo: Lie",
        "B-author author B-title title B-editor editor editor editor editor editor editor B-place B-publisher",
    )
    assert found["container"] == ["Barn og rom"]
    assert found["editor"] == ["I A Berg red"]


def test_a_translator_is_no_part_of_the_title_and_a_first_edition_is_a_note() -> None:
    found = read(
        "Plato (1992). Republic (G. Marsden, Trans.). Hackney Press. (Original work published 1987)",
        "B-author date B-title title title title B-publisher publisher note note note note",
    )
    assert found["title"] == ["Republic"]
    assert found["translator"] == ["G Marsden"]
    assert found["publisher"] == ["Hackney Press"]
    assert found["note"] == ["Original work published 1987"]
    found = read(
        "Lie, K. (2011). The cold school (M. Pratt, Trans.). Fjord Press. (Original work published 1987)",
        "B-author author date B-title title title B-editor editor editor editor note note note note note",
    )
    assert found["translator"] == ["M Pratt"]
    assert found["publisher"] == ["Fjord Press"]
    assert found["note"] == ["Original work published 1987"]


def test_advance_publication_is_no_title() -> None:
    found = read(
        "Lee, M. (2021). Porridge at noon. Cereal Studies. Advance online publication.",
        "B-author author date B-title title title title title title title title",
    )
    assert (found["title"], found["container"]) == (["Porridge at noon"], ["Cereal Studies"])


def test_the_day_of_an_archived_copy_is_not_that_of_the_page() -> None:
    found = read(
        "City of Aarhus. Cycling. Archived from the original on 4 May 2021. Retrieved 2 June 2023",
        "B-author author author B-title B-container container container container container date date date"
        " o accessed accessed accessed",
    )
    assert found == {"author": ["City of Aarhus"], "title": ["Cycling"], "accessed": ["2 June 2023"]}


def test_the_school_of_a_dissertation_is_its_publisher() -> None:
    found = read(
        "Lie, H. (2014). Moss [Doctoral dissertation, Uppsala University]. DiVA.",
        "B-author author date B-title genre genre B-place place B-container",
    )
    assert found["publisher"] == ["Uppsala University"]


def test_a_division_before_the_date_is_an_author() -> None:
    found = read(
        "Department of Health, Research Service. (2019). Food in homes",
        "B-author author author B-title title date B-title title title",
    )
    assert found["author"] == ["Department of Health Research Service"]
    assert found["title"] == ["Food in homes"]


def test_a_publisher_goes_on_to_its_full_stop_unless_a_place_follows() -> None:
    labels = "B-author author date B-title B-publisher B-place"
    assert read("Lie, J. (2020). WaveFit. Delta Labs.", labels)["publisher"] == ["Delta Labs"]
    assert read("Lie, J. (2020). WaveFit. Routledge London.", labels)["place"] == ["London"]
    assert read("Lie, J. (2020). Ash. Oxford: Greyfriars.", labels)["publisher"] == ["Greyfriars"]
    assert read("Lie, J. (2020). Ash. Springer: Berlin.", labels)["publisher"] == ["Springer"]


def test_editors_between_two_titles_are_told_from_them() -> None:
    found = read(
        "Dahl, E. (2016). Lek ute. I K. Moe (red.), Barnas rom. Bergen: Lie",
        "B-author author date B-title title title title title title title title B-place B-publisher",
    )
    assert (found["title"], found["editor"], found["container"]) == (["Lek ute"], ["I K Moe red"], ["Barnas rom"])
    film = read(
        "Lie, E. (2016). The colour (red) of dusk. Site",
        "B-author author date B-title title title title title B-container",
    )
    assert film["title"] == ["The colour red of dusk"]


def test_an_archive_after_a_dissertation_is_not_its_publisher() -> None:
    found = read(
        "Lie, H. (2014). Moss [Doctoral dissertation, Uppsala University]. DiVA.",
        "B-author author date B-title genre genre B-place place B-publisher",
    )
    assert found["publisher"] == ["Uppsala University"]


@pytest.mark.parametrize(
    ("printed", "author", "container", "title"),
    [
        ('Rest Clinic: "What Is Sleep?"', "Rest Clinic", "", "What Is Sleep?"),
        (
            'BMC Complementary Medicine and Therapies: "Oral magnesium and sleep: a Systematic Review."',
            "",
            "BMC Complementary Medicine and Therapies",
            "Oral magnesium and sleep: a Systematic Review",
        ),
        (
            "Deutsche Gesellschaft für Ruhe e.V.: Zink. Online: https://www.dgs.example/zink/ (Abgerufen am 3.2.2026)",
            "Deutsche Gesellschaft für Ruhe e.V.",
            "",
            "Zink",
        ),
        (
            "Royal College of Rest. Postnatal depression: key facts. London: RCR; 2018. Available from: "
            "https://www.rcr.example/facts",
            "Royal College of Rest",
            "",
            "Postnatal depression: key facts",
        ),
    ],
)
def test_a_name_before_a_colon_is_no_part_of_the_title(printed: str, author: str, container: str, title: str) -> None:
    fields = parse(printed).fields
    assert "; ".join(name.literal for name in fields.author) == author
    assert fields.container_title == container
    assert fields.title == title


def test_an_article_number_follows_its_word() -> None:
    assert read("Rest, 15(3), Art. No. e0229", "B-container volume issue issue issue pages pages") == {
        "container": ["Rest"],
        "volume": ["15"],
        "issue": ["3"],
        "pages": ["e 0229"],
    }
    item = parse("Li, X. (2020). Deep sleep and rest. Sleep Rev., no. 8, Art. no. CD013244.").fields
    assert (item.number, item.publisher) == ("CD013244", "")


def test_a_dotted_day_is_one_date() -> None:
    found = read("Naps. In: Rest: 09.05.2024", "B-title o B-container pages o date")
    assert found["date"] == ["09 05 2024"]
    assert "pages" not in found


def test_a_number_alone_is_no_journal() -> None:
    assert read("Naps, 223", "B-title B-container") == {"title": ["Naps"], "pages": ["223"]}


def test_a_place_and_a_publisher_are_no_journal() -> None:
    found = read("Lies. Chichester: Wiley. 2008", "B-title B-container container date")
    assert found == {"title": ["Lies"], "place": ["Chichester"], "publisher": ["Wiley"], "date": ["2008"]}
    assert read("Lies. Cell: Death. 2008; 3", "B-title B-container container date volume")["container"] == [
        "Cell Death"
    ]

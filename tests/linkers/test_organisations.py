import pytest

from deskcheck.linkers import organisations
from deskcheck.model import CslItem, CslName, Reference


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("According to the Night Bird Protection Trust, owls sleep.", "nbpt"),
        ("the American Academy of Child and Adolescent Psychiatry says", "aacap"),
        ("The WHO warns of it.", "who"),
        ("a page of the Cleveland Clinic", "clevelandclinic"),
    ],
)
def test_names_give_keys(text: str, key: str) -> None:
    assert key in organisations.keys(text)


def test_a_capital_at_the_start_of_a_sentence_is_no_name() -> None:
    assert organisations.keys("Owls sleep by day. They hunt at night.") == {}


def test_a_reference_is_known_by_its_publisher_and_not_by_its_title_or_authors() -> None:
    reference = Reference(
        id="r",
        number=1,
        printed="Adler Brandt Costa, I. (2019). PTSD in Barn Owls. NBPT.",
        fields=CslItem(
            title="PTSD in Barn Owls", container_title="NBPT", author=(CslName(family="Adler Brandt Costa"),)
        ),
    )
    found = organisations.reference_keys(reference)
    assert "nbpt" in found
    assert not {"ptsd", "adlerbrandtcosta"} & found.keys()


def test_families_and_surnames_meet_without_accents() -> None:
    reference = Reference(
        id="r", number=1, printed="", fields=CslItem(author=(CslName(family="von Känel"), CslName(family="Li")))
    )
    assert organisations.families(reference) == {"kanel"}
    assert "kanel" in organisations.surnames("As Känel showed, it helps.")


def test_the_first_of_the_authors_alone() -> None:
    authors = (CslName(family="Ash", given="A."), CslName(family="Elm", given="B."))
    reference = Reference(id="r", number=1, printed="", fields=CslItem(title="T", author=authors))
    assert organisations.families(reference) == {"ash", "elm"}
    assert organisations.families(reference, leading=True) == {"ash"}


def test_the_word_that_opens_a_sentence_counts_where_asked_and_possessives_are_names() -> None:
    assert organisations.surnames("Kohn counted Ash’s owls.") == {"ash"}
    assert organisations.surnames("Kohn counted Ash's owls.", opening=True) == {"kohn", "ash"}

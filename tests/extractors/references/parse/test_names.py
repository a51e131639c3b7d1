import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import names


def shown(text: str) -> list[str]:
    return [name.shown() for name in names.parse(text)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Parker, Z., & Dunn, T.", ["Parker, Z.", "Dunn, T."]),
        ("Markov TC, Berg IM, Gahl WA", ["Markov, TC", "Berg, IM", "Gahl, WA"]),
        ("J. P. Collins, B. Iverson et J. L. Sessler", ["Collins, J. P.", "Iverson, B.", "Sessler, J. L."]),
        ("Jeffrey Kusk, David Ofen, and John Henning", ["Kusk, Jeffrey", "Ofen, David", "Henning, John"]),
        ("Besan, D. and D. Spull", ["Besan, D.", "Spull, D."]),
        ("Zhou, H. G., L. Liu, Y. Zhang", ["Zhou, H. G.", "Liu, L.", "Zhang, Y."]),
        ("Herder, Johann Gottfried", ["Herder, Johann Gottfried"]),
        ("Lawson, M. Paul/Nahem, L.", ["Lawson, M. Paul", "Nahem, L."]),
        ("Li, X.; Zhang, W.", ["Li, X.", "Zhang, W."]),
        ("Lafond, M., & St. Clair, D.", ["Lafond, M.", "St. Clair, D."]),
        ("P. Amin & L. Fox (Eds", ["Amin, P.", "Fox, L."]),
        ("R. Soto (ed.)", ["Soto, R."]),
        ("J. Roux (dir", ["Roux, J."]),
        ("Ministerio de Sanidad", ["Ministerio de Sanidad"]),
        ("Haute Autorité de santé", ["Haute Autorité de santé"]),
        ("Statistics Finland", ["Statistics Finland"]),
        ("Hurrel, K. u. Meier, P.", ["Hurrel, K.", "Meier, P."]),
        ("BOOTH, K.S., AND LEUK, G.S.", ["BOOTH, K.S.", "LEUK, G.S."]),
        (
            "Smith J, Centers for Disease Control and Prevention",
            ["Smith, J", "Centers for Disease Control and Prevention"],
        ),
        ("University of York and Smith J", ["University of York", "Smith, J"]),
        ("Association of Nurses (UK) and Lee, K. B.", ["Association of Nurses (UK)", "Lee, K. B."]),
        ("O'Brien K, D'Angelo RJ, Mac-Smith A", ["O'Brien, K", "D'Angelo, RJ", "Mac-Smith, A"]),
    ],
)
def test_people_in_any_order(printed: str, expected: list[str]) -> None:
    assert shown(printed) == expected


def test_particles_stand_by_the_family_name() -> None:
    (name,) = names.parse("von Lund TG")
    assert (name.non_dropping_particle, name.family, name.given) == ("von", "Lund", "TG")
    (natural,) = names.parse("Maarten van der Berg")
    assert (natural.family, natural.non_dropping_particle, natural.given) == ("Berg", "van der", "Maarten")


def test_degrees_and_suffixes_are_no_part_of_given_names() -> None:
    found = names.parse("Dover, Yael MD; Forden, Julian D. PhD; Hills, Michael BS")
    assert [(name.given, name.suffix) for name in found] == [("Yael", "MD"), ("Julian D.", "PhD"), ("Michael", "BS")]
    assert names.parse("Jane Hollow, MD")[0].suffix == "MD"
    assert names.parse("Smith, MD")[0].given == "MD"
    assert names.parse("Stewart III, Charles")[0].suffix == "III"
    assert names.parse("Smith, J. A. Jr., & Lee, K.")[0].suffix == "Jr."


@pytest.mark.parametrize(
    "printed",
    [
        "National Heart, Lung, and Blood Institute",
        "Centers for Disease Control and Prevention",
        "World Health Organization",
        "Anxiety & Depression Association of America",
        "WHO",
        "U.S. Department of Health and Human Services",
        "U.K. Department of Health & Social Care",
        "National Heart, Lung, and Blood Institute (NHLBI)",
    ],
)
def test_an_organisation_stays_whole(printed: str) -> None:
    (name,) = names.parse(printed)
    assert name.literal == printed


@pytest.mark.parametrize(
    "printed",
    [
        "Organización Mundial de la Salud",
        "Sociedade Brasileira de Ginecologia",
        "Weltgesundheitsorganisation (WHO)",
        "Istituto Superiore di Sanità",
        "BfR",
    ],
)
def test_bodies_of_other_languages_are_no_people(printed: str) -> None:
    assert [name.literal or name.family for name in names.parse(printed)] == [printed]
    assert all(not name.given for name in names.parse(printed))


def test_others_are_left_out_in_several_languages() -> None:
    for others in ("m.fl.", "u. a.", "e.a.", "et coll.", "et al."):
        assert [name.family for name in names.parse(f"Jolliffe, D.A., Camargo, C.A. {others}")] == [
            "Jolliffe",
            "Camargo",
        ]


def test_a_study_group_after_people_is_an_organisation() -> None:
    assert [name.literal for name in names.parse("Smith J, Jones K; PROSPER Study Group")] == [
        "",
        "",
        "PROSPER Study Group",
    ]


@pytest.mark.parametrize(
    "printed", ["Bouw C, Hakk L, et al", "Bouw C, Hakk L, u. a.", "Bouw C, Hakk L and others", "Bouw C, ... Hakk L"]
)
def test_and_others_is_nobody(printed: str) -> None:
    assert shown(printed) == ["Bouw, C", "Hakk, L"]


@pytest.mark.parametrize("printed", ["Klein, T. (Hrsg.)", "Klein, T. (Ed.)", "T. Klein, editor", "edited by T. Klein"])
def test_the_role_of_an_editor_is_no_name(printed: str) -> None:
    assert shown(printed) == ["Klein, T."]


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for name in names.parse(text):
        assert name.literal or name.family or name.given


@given(st.lists(st.sampled_from(["Smith", "Jones", "Ng", "García-López", "Brown"]), min_size=1, max_size=6))
def test_every_family_name_of_a_list_is_kept(families: list[str]) -> None:
    assert [name.family for name in names.parse(", ".join(f"{family} AB" for family in families))] == families


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("King ML Jr", [("King", "ML", "Jr")]),
        ("Smith AB 3rd, Jones CD", [("Smith", "AB", "3rd"), ("Jones", "CD", "")]),
        ("van der Berg AE III", [("Berg", "AE", "III")]),
    ],
)
def test_a_suffix_after_initials_is_no_family_name(printed: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(name.family, name.given, name.suffix) for name in names.parse(printed)] == expected


def test_a_group_and_the_person_after_it_are_two() -> None:
    found = names.parse("ACCORD Study Group, Cushman WC.")
    assert [(name.literal, name.family) for name in found] == [("ACCORD Study Group", ""), ("", "Cushman")]
    assert [name.literal for name in names.parse("Committee on Rest, UK.")] == ["Committee on Rest, UK."]

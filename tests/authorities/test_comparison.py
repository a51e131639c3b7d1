# ruff: noqa: E501, PLR0917 - tables of cases read best with a case on a line
"""A reference and its work side by side."""

import pytest

from deskcheck.authorities.matching import match
from deskcheck.authorities.matching.containers import fit_container, same_words
from deskcheck.authorities.matching.registered import container_tokens, split_pages
from deskcheck.model import CslDate, CslItem, CslName
from invented_works import HARLOW, reference, work

FIELDS = {
    "type": "article-journal",
    "title": "Night shifts and recall among hospital cleaners in three cities",
    "author": (CslName(family="Harlow", given="T."), CslName(family="Winton", given="B.")),
    "container_title": "Journal of Rest Studies",
    "volume": "12",
    "issue": "3",
    "page": "110–121",
    "issued": CslDate(date_parts=((2019,),)),
}


def compared(printed=HARLOW, record=None, **fields):
    item = CslItem(**{**FIELDS, **fields})
    found = match(reference(printed, fields=item), [work(**(record or {}))])
    return {one.field: (one.result, one.note) for one in found.comparison}


def test_a_right_reference_is_the_same_in_every_field():
    assert {name: result for name, (result, _) in compared().items()} == {
        "author": "same", "year": "same", "title": "same", "container": "same", "volume": "same", "issue": "same",
        "page": "same", "DOI": "missing",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "printed", "fields", "record", "result", "note"),
    [
        ("container", HARLOW.replace("Journal of Rest Studies", "J. Rest Stud."), {"container_title": "J. Rest Stud."}, {}, "variant", "abbreviated"),
        ("container", HARLOW.replace("Journal of Rest Studies", "ScienceDirect"), {"container_title": "ScienceDirect"}, {}, "different", "platform"),
        ("container", HARLOW.replace("Journal of Rest Studies", "Annals of Fish"), {"container_title": "Annals of Fish"}, {}, "different", ""),
        ("year", HARLOW.replace("2019", "2018"), {"issued": CslDate(date_parts=((2018,),))}, {}, "variant", "one year apart"),
        ("year", HARLOW.replace("2019", "2012"), {"issued": CslDate(date_parts=((2012,),))}, {}, "different", ""),
        ("year", HARLOW, {}, {"issued": {"date-parts": [[2020]]}, "published-online": {"date-parts": [[2019, 11]]}}, "variant", "online"),
        ("title", HARLOW, {}, {"subtitle": ["a cohort study of night work"]}, "variant", "subtitle"),
        ("title", HARLOW.replace("recall", "recal"), {"title": FIELDS["title"].replace("recall", "recal")}, {}, "variant", "spelling"),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "Harlow, T., Winton, B., & Castellan, P."),
         {"author": (*FIELDS["author"], CslName(family="Castellan", given="P."))}, {}, "different", "not registered"),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "Harlow, T."), {"author": FIELDS["author"][:1]}, {}, "variant", "not printed: Winton"),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "Winton, B., & Harlow, T."), {"author": FIELDS["author"][::-1]}, {}, "variant", "order"),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "Harlow, T., et al."), {"author": FIELDS["author"][:1]}, {}, "same", ""),
        ("author", HARLOW.replace("Harlow, T.", "Harlow, Z."), {"author": (CslName(family="Harlow", given="Z."), FIELDS["author"][1])}, {}, "variant", "initials"),
        ("author", HARLOW, {}, {"author": [{"family": "Harlow", "given": "T."}]}, "variant", "the record stops after"),
        ("author", HARLOW.replace("& Winton, B.", "Winton, B., Castellan, P., et al."),
         {"author": (*FIELDS["author"], CslName(family="Castellan", given="P."))}, {}, "variant", "the record stops after"),
        ("author", HARLOW.replace("Winton", "Wirnton"), {"author": (FIELDS["author"][0], CslName(family="Wirnton", given="B."))},
         {"author": [{"family": "Harlow", "given": "T."}, {"family": "Wimton", "given": "B."}]}, "same", ""),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "HarlowT, WintonB"), {"author": (CslName(family="Harlow", given="T"), CslName(family="Winton", given="B"))}, {}, "same", ""),
        ("container", HARLOW.replace("Journal of Rest Studies", "Mt Zool"), {"container_title": "Mt Zool"},
         {"container-title": ["Mountain Zoology"], "short-container-title": []}, "variant", "another way"),
        ("title", HARLOW.replace(FIELDS["title"], "Sleep of the staff [in German]"), {"title": "Sleep of the staff [in German]"},
         {"title": "Schlaf und Gedächtnis im Reinigungsdienst"}, "variant", "translated"),
        ("title", HARLOW.replace(FIELDS["title"], "[Sleep of the staff]"), {"title": "Sleep of the staff"},
         {"title": "Schlaf und Gedächtnis im Reinigungsdienst"}, "variant", "translated"),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "Харлоу, Т., & Уинтон, Б."),
         {"author": (CslName(family="Харлоу", given="Т."), CslName(family="Уинтон", given="Б."))}, {}, "variant", "script"),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "[No authors listed]."),
         {"author": (CslName(family="listed", given="No authors"),)}, {}, "missing", "no author"),
        ("title", HARLOW.replace(FIELDS["title"], "Sleep of the staff"), {"title": "Sleep of the staff"},
         {"title": "Schlaf und Gedächtnis im Reinigungsdienst"}, "different", ""),
        ("author", HARLOW.replace("Harlow, T., & Winton, B.", "Xiaoming, Z., & Wei, L."),
         {"author": (CslName(family="Xiaoming", given="Z."), CslName(family="Wei", given="L."))},
         {"author": [{"family": "Zhang", "given": "Xiaoming"}, {"family": "Li", "given": "Wei"}]}, "variant", "change places"),
        ("author", HARLOW.replace("Winton, B.", "Cruz, B. M. de la"),
         {"author": (FIELDS["author"][0], CslName(family="Cruz"), CslName(family="de la M", given="B."))},
         {"author": [{"family": "Harlow", "given": "T."}, {"family": "de la Cruz", "given": "B. M."}]}, "same", ""),
        ("container", f"{HARLOW} PubMed: 22232671.", {}, {}, "same", ""),
        ("container", f"{HARLOW.replace('Journal of Rest Studies', 'J Rst')} [PubMed]", {"container_title": ""}, {}, "missing", ""),
        ("container", HARLOW.replace("Journal of Rest Studies", "PubMed"), {"container_title": ""}, {}, "different", "platform"),
        ("DOI", f"{HARLOW} doi:10.5555/rest. 7", {}, {"DOI": "10.5555/rest.7"}, "variant", "a blank"),
        ("volume", HARLOW.replace("12(3)", "21(3)"), {"volume": "21"}, {}, "different", ""),
        ("volume", HARLOW, {"volume": ""}, {}, "same", ""),
        ("issue", HARLOW.replace("12(3)", "12(8)"), {"issue": "8"}, {}, "different", ""),
        ("issue", HARLOW.replace("12(3), 110–121", "12(110338)"), {"issue": "110338", "page": ""},
         {"page": "110338", "issue": ""}, "variant", "article number"),
        ("page", HARLOW.replace("110–121", "110"), {"page": "110"}, {}, "variant", "first page"),
        ("page", HARLOW.replace("110–121", "310–321"), {"page": "310–321"}, {}, "different", ""),
        ("page", HARLOW.replace("110–121", "e77"), {"page": "e77"}, {"page": "", "article-number": "77"}, "same", ""),
        ("DOI", f"{HARLOW} doi:10.5555/REST.7", {"doi": "10.5555/rest.7"}, {}, "same", ""),
        ("DOI", f"{HARLOW} doi:10.5555/rest", {}, {}, "different", "cut short"),
        ("DOI", f"{HARLOW} doi:10.5555/pre", {}, {"relation": {"has-preprint": [{"id": "10.5555/pre", "id-type": "doi"}]}}, "variant", "related"),
    ],
)  # fmt: skip
def test_one_field_that_is_not_the_same(field, printed, fields, record, result, note):
    found = compared(printed, record, **fields)[field]
    assert found[0] == result, found
    assert note in found[1]


def test_a_bad_parse_accuses_nobody():
    found = compared(volume="2019", page="3", issue="110", container_title="", title="")
    assert "different" not in {result for result, _ in found.values()} - {"missing"} or found["volume"][0] == "variant"
    assert {found[name][0] for name in ("volume", "page")} == {"variant"}


@pytest.mark.parametrize(
    ("printed", "name", "share"),
    [
        ("j comp neurol", "The Journal of Comparative Neurology", 1.0),
        ("proc natl acad sci usa", "Proceedings of the National Academy of Sciences", 1.0),
        ("pnas", "Proceedings of the National Academy of Sciences", 1.0),
        ("proceedings national academy sciences", "PNAS", 1.0),
        ("new england journal of medicine", "N Engl J Med", 1.0),
        ("ann gen psychiatry", "Annals of General Psychiatry", 1.0),
        ("annals of fish", "Journal of Rest Studies", 0.0),
    ],
)
def test_names_of_journals_and_their_abbreviations(printed, name, share):
    assert fit_container(printed.split(), [container_tokens(name)]) == share


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("psychol", "psychology", True),
        ("natl", "national", True),
        ("psychiatry", "psychology", False),
        ("a", "b", False),
    ],
)
def test_words_and_their_abbreviations(one, other, same):
    assert same_words(one, other) is same
    assert same_words(other, one) is same


@pytest.mark.parametrize(
    ("page", "ends"),
    [
        ("1401–7", ("1401", "1407")),
        ("110-121", ("110", "121")),
        ("e12", ("e12", "")),
        ("", ("", "")),
        ("S52-S69", ("S52", "S69")),
    ],
)
def test_pages_are_split(page, ends):
    assert split_pages(page) == ends

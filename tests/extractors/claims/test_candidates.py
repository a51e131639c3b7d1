from deskcheck.extractors.claims.candidates import Candidate, candidates
from deskcheck.readers import read_bytes


def of(text: str) -> list[Candidate]:
    return list(candidates(read_bytes(text.encode(), "a.md")))


def test_a_label_joins_the_sentence_that_explains_it_and_no_more() -> None:
    found = of("# T\n\nKinds are:\n\n- Barn owl. A pale owl. It screams.\n- It is small. It hoots.\n")
    assert [each.words for each in found] == [
        "Kinds are:",
        "Barn owl. A pale owl.",
        "It screams.",
        "It is small.",
        "It hoots.",
    ]


def test_emphasis_around_a_whole_item_is_left_outside_the_span() -> None:
    (item,) = [
        each for each in of("# T\n\nList of owls:\n\n- **Barn owls scream loudly at night**\n") if "Barn" in each.words
    ]
    assert item.words == "Barn owls scream loudly at night"


def test_headings_nest_by_level() -> None:
    found = of("# T\n\n## A\n\n### B\n\nOne is here now.\n\n## C\n\nTwo is here now.\n")
    assert [each.context for each in found] == [("T", "A", "B"), ("T", "C")]


def test_a_lead_in_ends_with_its_list() -> None:
    found = of("# T\n\nOwls eat:\n\n- mice\n\nThat is all they eat.\n\n- a stray item\n")
    assert found[1].context[-1] == "Owls eat:"
    assert found[-1].context == ("T",)


def test_the_sentence_before_is_at_hand() -> None:
    found = of("# T\n\nOwls hunt. They sleep. Mice hide.\n")
    assert [(each.before, each.opens) for each in found] == [("", True), ("Owls hunt.", False), ("They sleep.", False)]


def test_stretches_without_letters_are_skipped() -> None:
    assert [each.words for each in of("# T\n\nOwls hunt. … 5.\n\n***\n")] == ["Owls hunt."]


def test_clauses_parted_by_a_semicolon_are_claims_of_their_own() -> None:
    found = of("# T\n\nBarn owls are pale birds; their calls are loud. Owls hunt (they are quick; they are quiet).\n")
    assert [each.words for each in found] == [
        "Barn owls are pale birds;",
        "their calls are loud.",
        "Owls hunt (they are quick; they are quiet).",
    ]


def test_a_semicolon_in_a_mere_enumeration_parts_nothing() -> None:
    sentence = "Owls eat voles, mice and shrews; moths and beetles; and now and then a frog."
    assert [each.words for each in of(f"# T\n\n{sentence}\n")] == [sentence]


def test_the_text_of_a_footnote_is_no_candidate() -> None:
    found = of("# Owls\n\nOwls eat voles.[^6]\n\n[^6]: Field Office. Owls and what they eat. 2015.\n")
    assert [candidate.words for candidate in found] == ["Owls eat voles.[^6]"]


def test_a_source_named_below_a_figure_is_no_candidate() -> None:
    words = ["Source: authors' own calculations based on rest data.", "*Data sources: Office for Rest, 2023.*"]
    text = "\n\n".join(["Salt fell by 16%.", *words, "Sources of salt are many."])
    assert [each.words for each in of(f"# T\n\n{text}\n")] == ["Salt fell by 16%.", "Sources of salt are many."]


def test_how_to_cite_the_article_states_nothing() -> None:
    text = "# T\n\nOwls hunt.\n\n{}\n\n## APA\n\nAsh, M. (2024). Owls are loud. Rest.\n\n## More\n\nMice hide.\n"
    for label in ("**Cite this article:**", "## How to cite", "Suggested citation"):
        assert [each.words for each in of(text.format(label))] == ["Owls hunt.", "Mice hide."]
    (whole, _) = of("# T\n\nOwls hunt.\n\nMice hide.\n\nTo cite this page: Ash M. Owls are loud. Rest Weekly. 2024.\n")
    assert whole.words == "Owls hunt."
    assert len(of("# T\n\nOwls hunt. Many authors fail to cite this paper.\n\nMice hide.\n")) == 3


def test_works_for_further_reading_state_nothing() -> None:
    text = "# T\n\nOwls hunt.\n\n## {}\n\nHoare P. Owls are loud. London: Estate; 2008.\n\n## About\n\nMice hide.\n"
    assert [each.words for each in of(text.format("Further reading"))] == ["Owls hunt.", "Mice hide."]
    assert len(of(text.format("Further information"))) > 2

"""The report as one page: complete, self-contained, linked, labelled, and small."""

import base64
import hashlib
import re

import pytest
from msgspec.structs import replace

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import Evidence, Link, LinkKind, State, Subject, VerdictLabel
from deskcheck.reporters import render
from page_tree import tree

ORDER = "summary findings article claims references matrix orphans queries waivers method".split()


@pytest.fixture(scope="module")
def page():
    return tree(render("html", rich_audit()))


def by_id(page, name):
    (found,) = page.all(id=name)
    return found


def test_the_parts_stand_in_the_order_in_which_an_editor_works(page):
    ids = [element.attributes["id"] for element in page.all() if element.attributes.get("id") in ORDER]
    assert ids == ORDER
    assert [link.attributes["href"] for link in page.all("nav")[0].all("a")] == ["#" + name for name in ORDER]


def test_the_page_asks_nothing_of_anybody(page):
    assert not [element.name for element in page.all() if {"src", "srcset", "style"} & set(element.attributes)]
    assert not {element.name for element in page.all()} & {"link", "img", "iframe", "object", "base", "form"}
    assert "url(" not in page.all("style")[0].text
    assert not re.search(r"@import|fetch\(|XMLHttpRequest|import\(", page.text)


def test_only_its_own_style_and_script_are_allowed(page):
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"].startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        (own,) = page.all(kind)
        digest = base64.b64encode(hashlib.sha256(own.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy.attributes["content"]


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_doubled(page):
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    inner = {link.attributes["href"][1:] for link in page.all("a") if link.attributes["href"].startswith("#")}
    assert inner <= set(ids)
    symbols = {use.attributes["href"][1:] for use in page.all("use")}
    assert symbols <= set(ids)


def test_findings_claims_and_references_can_be_linked_to(page):
    audit = rich_audit()
    for claim in audit.claims:
        assert by_id(page, claim.id).name == "mark"
        assert by_id(page, f"n-{claim.id}").name == "li"
    assert all(by_id(page, reference.id).name == "tbody" for reference in audit.references)
    assert all(by_id(page, f"f-{finding.fingerprint}") for finding in audit.findings)


def test_each_claim_is_marked_on_its_exact_words_with_sign_and_label(page):
    for claim in rich_audit().claims:
        mark = by_id(page, claim.id)
        siblings = mark.parent.children
        sign = siblings[siblings.index(mark) + 1]
        assert mark.text == claim.quote
        assert sign.attributes["href"] == f"#n-{claim.id}"
        assert sign.all("use")
        words = claim.verdict.label.value.replace("_", " ") if claim.verdict else "not judged"
        assert sign.text.endswith(f", {words}")


def test_a_note_gives_reason_passage_with_its_place_and_what_to_do_next(page):
    note = by_id(page, "n-c-greenteaimpr")
    assert "Reference 1 gives 46 of 100, the claim 64 of 100." in note.text
    assert [quote.text for quote in note.all("blockquote")] == [
        "In the trial 46 of 100 adults reported less dryness.",
        "The drops may help some adults.",
    ]
    place = note.all("figcaption")[0].text
    assert place.startswith(
        "Reference 1 (Brook, 2021), a fact-checker's note, abstract, results, noted by desk 2026-11-20"
    )
    assert place.endswith("· says otherwise")
    assert "Next: Write “46 of 100 adults”." in note.text
    assert "#r-1" in [link.attributes["href"] for link in note.all("a")]


def test_differing_fields_are_marked_in_print_and_record_and_the_doi_to_add_is_named(page):
    entry = by_id(page, "r-1")
    assert [mark.text for mark in entry.all("mark", class_="differs")] == ["2", "issue 3"]
    assert [cell.text for row in entry.all("tr", class_="different") for cell in row.children if cell != "\n"] == [
        "issue",
        "2",
        "3",
        "differs: another issue",
    ]
    assert "DOI to add: 10.9999/drops.2021" in entry.text


def test_a_notice_has_its_date_its_source_and_a_link(page):
    (notice,) = by_id(page, "r-2").all("p", class_="notice")
    assert "retraction of 2012-03-04, according to publisher, retraction-watch" in notice.text
    assert notice.all("a")[0].attributes["href"] == "https://doi.org/10.9999/sight.2012"


def test_what_was_not_found_is_attributed_and_dated(page):
    assert "Not found in crossref.jsonl as of 2026-11-23." in by_id(page, "r-4").text


def test_the_summary_says_what_was_not_checked_and_from_when_the_data_are(page):
    summary = page.all("section")[0].text
    assert "Hold: 1 error and 1 further claim at odds with the evidence to settle first." in summary
    assert "broken-address (2 times): no network was allowed" in summary
    assert "2026-10-01" in summary
    assert "2 new since the last audit, 1 known from it." in summary


def test_first_things_to_do_come_gravest_first_and_lead_to_their_place(page):
    (todo,) = page.all("ol", class_="todo")
    assert [link.attributes["href"] for link in todo.all("a")] == ["#f-f1", "#n-c-teacuresglau", "#f-f2"]


def test_the_grid_shows_links_and_suggestions(page):
    (grid,) = page.all("table", class_="grid")
    row = next(row for row in grid.all("tr") if row.text.startswith("C2 "))
    assert [cell.text for cell in row.all("td")] == ["partly supported", "", "", "suggested", "", "", ""]


def test_claims_and_references_without_a_partner_are_listed(page):
    section = by_id(page, "orphans").parent
    assert [link.text for link in section.all("a")] == ["C4", "C7", "4", "5", "6", "7"]


def test_a_waived_finding_stands_with_the_waivers_only(page):
    assert "The byline names no degree." in by_id(page, "waivers").parent.text
    assert "The byline names no degree." not in by_id(page, "findings").parent.text


def test_tables_are_labelled_and_scroll_in_a_region_one_can_reach_by_keyboard(page):
    for table in page.all("table"):
        assert table.all("caption")
        assert all(cell.attributes.get("scope") in ("col", "row") for cell in table.all("th"))
    for region in page.all("div", class_="wide"):
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["aria-label"]


def test_findings_of_one_rule_say_what_they_share_once():
    shared = [
        a_finding(fingerprint=f"f{place}", message="No address follows.", suggestion="Print it.") for place in range(3)
    ]
    section = by_id(tree(render("html", an_audit(findings=tuple(shared)))), "findings").parent
    assert section.text.count("No address follows.") == 1
    assert section.text.count("Print it.") == 1
    assert len(section.all("li")) == 3


@pytest.mark.parametrize("kept", ["", "claims", "references"])
def test_an_audit_with_little_in_it_says_so(kept):
    whole = rich_audit()
    audit = replace(an_audit(), **({kept: getattr(whole, kept)} if kept else {}))
    page = tree(render("html", audit))
    assert (
        by_id(page, "summary")
        .all("p", class_="answer")[0]
        .text.startswith("Nothing can be said yet" if kept != "claims" else "Nothing can be said yet: no references")
    )


def large_audit(claims=1000, references=500):
    sentences = [
        f"Of {place} adults who drank tea, {place % 97} of 100 slept longer than before." for place in range(claims)
    ]
    article = an_article(" ".join(sentences), blocks=())
    evidence = Evidence(
        reference=1, origin="abstract", quote="Most adults slept about as long as before the trial began."
    )
    made = []
    for place, sentence in enumerate(sentences):
        start = article.text.index(sentence)
        made.append(
            a_claim(
                article,
                sentence,
                id=f"c-{place:010x}",
                span=replace(a_claim(article, sentences[0]).span, start=start, end=start + len(sentence)),
                references=(Link(place % references + 1, LinkKind.TOPIC, "tea | tea", 0.8),),
                verdict=a_verdict(list(VerdictLabel)[place % 6], evidence=(evidence,)),
            )
        )
    listed = tuple(
        replace(rich_audit().references[place % 5], id=f"r-{place:010x}", number=place + 1, span=None)
        for place in range(references)
    )
    findings = tuple(
        a_finding(subject=Subject("claim", claim.id), quote=claim.quote, fingerprint=f"{place:016x}", state=State.NEW)
        for place, claim in enumerate(made)
    )
    return an_audit(article, claims=tuple(made), references=listed, findings=findings)


def test_the_page_of_a_very_long_article_stays_below_two_megabytes_and_complete():
    text = render("html", large_audit())
    assert len(text.encode()) < 2_000_000
    page = tree(text)
    assert len(page.all("mark", class_="t-supported")) > 100
    assert len(by_id(page, "claim-rows").all("tr")) == 1000
    assert len(by_id(page, "reference-table").all("tbody")) == 500
    assert not page.all("table", class_="grid")


def test_a_reference_number_that_is_not_in_the_list_is_no_link():
    article = an_article("Tea helps.")
    claim = a_claim(article, references=(Link(9, LinkKind.MARKER, "9", 0.9),), verdict=a_verdict())
    page = tree(render("html", an_audit(article, claims=(claim,), references=(a_reference(),))))
    assert "reference 9 (not in the list)" in by_id(page, f"n-{claim.id}").text

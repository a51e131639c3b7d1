"""Our own words are neutral and attributed, and answer the editor's question."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import (
    FieldComparison,
    LinkKind,
    Match,
    MatchStatus,
    Notice,
    NoticeType,
    ReferenceStatus,
    Severity,
    Stance,
    State,
    Subject,
    VerdictLabel,
)
from deskcheck.reporters import wording
from deskcheck.reporters.queries import queries

PACKAGE = Path(__file__).parents[2] / "pipeline" / "deskcheck"
# Words that accuse people or promise what no audit can.
BANNED = re.compile(
    r"\b(fakes?|faked|bogus|fraud\w*|liars?|lying|lies to|hallucinat\w*|fabricat\w*|forge[dr]\w*|plagiar\w*|cheat\w*|"
    r"dishonest\w*|deceiv\w*|decept\w*|mislead\w*|bad faith|misconduct|pseudo-?science|quack\w*|guarantee\w*|"
    r"proven|certainly|undoubtedly|obviously|safe|unsafe|100 ?% (?:sure|certain))\b",
    re.IGNORECASE,
)
OWN = [
    *(PACKAGE / "data" / "report").glob("*.j2"),
    *(PACKAGE / "reporters").glob("*.py"),
    *(PACKAGE / "checks").glob("*.md"),
    *(PACKAGE / "checks").glob("*.py"),
    *(PACKAGE / "judges").glob("*.py"),
]


def our_own_words(path):
    """Return what we say in a file: not its examples, the words it quotes, its docstrings or its word lists."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
        return re.sub(r"“[^”]*”|`[^`]*`|\*[^*]*\*", "", text)
    return text if path.suffix == ".j2" else "\n".join(sentences(ast.parse(text)))


def sentences(tree):
    """Yield the parts of f-strings, and the strings that end as a sentence or a clause does, docstrings left out."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            pattern = re.search(r"[|\\\\\[]", node.value)
            if id(node) in parts or (not pattern and 2 < len(node.value.split()) < 40):
                yield node.value


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_our_own_words_accuse_nobody(path):
    found = BANNED.search(our_own_words(path))
    assert found is None, f"{path.name}: {found and found[0]}"


def test_the_reader_of_our_words_sees_what_is_there():
    assert BANNED.search("This source is fake.") and BANNED.search("It may be a fabricated reference.")
    assert len(OWN) > 60
    assert "no record was found" in our_own_words(PACKAGE / "reporters" / "wording.py")


def test_every_member_has_words():
    assert set(wording.VERDICTS) == set(wording.VERDICT_MEANINGS) == set(wording.STEPS) == set(VerdictLabel)
    assert set(wording.STATUSES) == set(wording.STATUS_MEANINGS) == set(ReferenceStatus)
    assert set(wording.LINK_KINDS) == set(LinkKind)
    assert set(wording.STANCES) == set(Stance)


ARTICLE = an_article("Tea helps.")


def outlook(label=VerdictLabel.SUPPORTED, findings=(), references=True):
    claims = (a_claim(ARTICLE, verdict=a_verdict(label)),) if label else ()
    held = (a_reference(),) if references else ()
    return wording.outlook(an_audit(ARTICLE, claims=claims, references=held, findings=findings))


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"label": None}, "open"),
        ({"references": False}, "open"),
        ({"label": VerdictLabel.NOT_CHECKABLE}, "open"),
        ({}, "clear"),
        ({"label": VerdictLabel.CONTRADICTED}, "hold"),
        ({"label": VerdictLabel.OUTDATED}, "hold"),
        ({"label": VerdictLabel.PARTLY_SUPPORTED}, "review"),
        ({"label": VerdictLabel.UNSUPPORTED}, "review"),
        ({"findings": (a_finding(severity=Severity.ERROR),)}, "hold"),
        ({"findings": (a_finding(severity=Severity.WARNING),)}, "review"),
        ({"findings": (a_finding(severity=Severity.NOTE),)}, "clear"),
        ({"findings": (a_finding(severity=Severity.ERROR, state=State.WAIVED),)}, "clear"),
    ],
)
def test_the_outlook_answers_whether_to_publish(given, kind):
    assert outlook(**given).kind == kind


def test_each_thing_to_decide_is_counted_once():
    about = {"severity": Severity.WARNING}
    claim = Subject("claim", a_claim(ARTICLE).id)
    findings = (
        a_finding(subject=claim, **about),
        a_finding(subject=claim, **about),
        a_finding(subject=Subject("reference", "r-1"), **about),
        a_finding(**about),
    )
    answer = outlook(VerdictLabel.UNSUPPORTED, findings)
    assert answer.sentence.endswith("no errors; 1 claim, 1 reference and 1 further point for an editor to decide.")


def test_a_claim_that_an_error_names_is_not_counted_again():
    claim = Subject("claim", a_claim(ARTICLE).id)
    error = a_finding(severity=Severity.ERROR, subject=claim)
    other = a_finding(severity=Severity.ERROR)
    assert outlook(VerdictLabel.OUTDATED, (error,)).sentence == "Hold: 1 error to settle first."
    assert outlook(VerdictLabel.OUTDATED, (other,)).sentence.startswith("Hold: 1 error and 1 further claim at odds")
    assert outlook(VerdictLabel.OUTDATED).sentence.startswith("Hold: 1 claim at odds")


def test_references_with_notices_are_counted_beside_their_statuses():
    assert wording.references_counted(rich_audit()).endswith("1 ok; 1 with a notice")
    assert "notice" not in wording.references_counted(an_audit(references=(a_reference(),)))


def test_what_was_not_found_is_said_of_named_sources_on_a_day():
    audit = rich_audit()
    words = wording.status_words(next(one for one in audit.references if one.status == "not_found"), audit)
    assert "crossref.jsonl" in words and str(audit.as_of) in words


def test_a_notice_names_its_date_and_who_asserts_it():
    notice = Notice(type=NoticeType.EXPRESSION_OF_CONCERN, date="2021-05-03", sources=("publisher",))
    assert wording.notice_words(notice) == "expression of concern of 2021-05-03, according to publisher"
    assert wording.notice_words(Notice(type=NoticeType.RETRACTION)) == "retraction, date not registered"


@given(st.text(max_size=300), st.integers(10, 120))
def test_cut_text_is_short_and_begins_as_the_text_does(text, length):
    short = wording.cut(text, length)
    line = " ".join(text.split())
    assert len(short) <= length
    assert short == line or line.startswith(short.removesuffix("…"))


def test_questions_are_put_to_the_author_politely_and_with_the_words_in_question():
    asked = queries(rich_audit())
    claims = [query for query in asked if query.kind == "claim"]
    assert all(query.words.rstrip("”.").count("?") >= 1 for query in asked)
    assert {query.index for query in claims} >= {0, 1, 3, 4}, "contradicted, partly supported, unsupported, outdated"
    assert 5 not in {query.index for query in claims}, "a supported claim needs no question"
    assert any("46 of 100" in query.words for query in claims)


def test_a_reference_that_agrees_raises_no_question():
    record = Match(status=MatchStatus.MATCHED, comparison=(FieldComparison("title", "same", "Tea", "Tea"),))
    fine = a_reference(status=ReferenceStatus.OK, match=record)
    assert queries(an_audit(references=(fine,))) == []

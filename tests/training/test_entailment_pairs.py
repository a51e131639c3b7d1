"""Pairs hold what the program would show a model, with the labels of their sets."""

import json
import random

import entailment_pairs as pairs
import pytest
from entailment_pairs import Document, Nearest, Pair, selected, stated
from entailment_synthesis import four, from_documents, plain, reworded, tampered
from entailment_tampering import Edit

from deskcheck.judges import verify
from deskcheck.judges.stance import Stances

NAPS = [
    "Night work tires nurses.",
    "Thirty nurses napped for a week.",
    "Naps improved recall by 12%.",
    "Coffee did not.",
]
FIELDS = ["Barley ripens late.", "Rain delays the harvest.", "Farmers wait for the sun."]


@pytest.fixture
def data(tmp_path, monkeypatch):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = content if isinstance(content, list) else None
        path.write_text("\n".join(map(json.dumps, rows)) if rows else json.dumps(content), encoding="utf-8")

    monkeypatch.setattr(pairs, "DATA", tmp_path)
    abstracts = [
        {"doc_id": 1, "title": "Naps at night", "abstract": NAPS},
        {"doc_id": 2, "title": "Late fields", "abstract": FIELDS},
        {"doc_id": 3, "title": "Nurses and naps", "abstract": ["Naps are rare.", "Nurses recall less.", "We asked 9."]},
    ]
    write("scifact/corpus.jsonl", abstracts)
    claims = [
        {
            "id": 1, "claim": "Naps improve recall in nurses.", "cited_doc_ids": [1],
            "evidence": {"1": [{"sentences": [2], "label": "SUPPORT"}]},
        },
        {"id": 2, "claim": "Naps shorten harvests.", "cited_doc_ids": [2], "evidence": {}},
    ]  # fmt: skip
    write("scifact/claims_train.jsonl", claims)
    write("scifact/claims_dev.jsonl", claims[1:])
    return write


def test_scifact_shows_what_the_program_shows(data):
    found = pairs.scifact("train")
    assert [pair.label for pair in found] == ["supports", "silent"]
    assert found[0].evidence == f"Naps at night. {' '.join(NAPS[place] for place in (0, 1, 2))}"

    class Recorder:
        name = "recorder"
        asked = ()

        def score(self, asked):
            self.asked = tuple(asked)
            return [Stances(0.0, 0.0, 1.0) for _ in asked]

    recorder = Recorder()
    verify(found[0].claim, [" ".join(NAPS)], {"title": "Naps at night"}, recorder)
    assert recorder.asked == ((found[0].claim, found[0].evidence),)


def test_training_adds_the_deciding_sentences_and_an_abstract_that_is_silent(data):
    found = pairs.scifact("train", random.Random(1))
    assert [(pair.label, pair.origin) for pair in found] == [
        ("supports", "scifact"),
        ("supports", "scifact"),
        ("silent", "scifact-other"),
        ("silent", "scifact"),
        ("silent", "scifact-other"),
    ]
    assert NAPS[2] in found[1].evidence
    assert found[2].evidence.startswith("Nurses and naps. ")


def test_an_abstract_that_a_measured_claim_cites_is_shown_to_no_other_claim(data):
    found = pairs.scifact("train", random.Random(1))
    assert not any("Late fields" in pair.evidence for pair in found if pair.origin == "scifact-other")


def test_distractors_keep_the_order_and_the_deciding_sentence():
    document = Document("1", "Naps at night", tuple(NAPS))
    for seed in range(12):
        text = pairs.with_distractors([2], document, random.Random(seed)).removeprefix("Naps at night. ")
        kept = [sentence for sentence in NAPS if sentence in text]
        assert NAPS[2] in kept
        assert len(kept) <= 3
        assert text == " ".join(kept)


def test_check_covid_is_silent_by_its_sentence_alone(data):
    data("check_covid/corpus.json", [{"cord_id": "a", "title": "Naps", "abstract": NAPS}])
    rows = [
        {"claim": "Coffee is drunk.", "cord_id": "a", "label": "NOTENOUGHINFO", "evidence_set": [{"sent_index": 3}]},
        {"claim": "Naps hurt recall.", "cord_id": "a", "label": "REFUTE", "evidence_set": [{"sent_index": 2}]},
    ]
    data("check_covid/covidCheck_train_composed+extracted.json", rows)
    silent, refuted = pairs.covid("train", random.Random(1))
    assert silent == Pair("Coffee is drunk.", "Naps. Coffee did not.", "silent", "check_covid")
    assert refuted.label == "contradicts"
    assert NAPS[2] in refuted.evidence


def test_trials_show_the_rows_that_decide_and_long_ones_are_not_learnt_from(data):
    data("nli4ct/ct_json/T1.json", {"Results": ["  Naps: 12/30", "  Coffee: 3/30"], "Eligibility": ["x" * 2000]})
    entry = {"Primary_id": "T1", "Section_id": "Results", "Statement": "More napped.", "Label": "Entailment"}
    long = {**entry, "Section_id": "Eligibility", "Primary_evidence_index": [0]}
    for part in ("train", "dev"):
        data(f"nli4ct/{part}.json", {"1": {**entry, "Primary_evidence_index": [0, 1]}, "2": long})
    assert pairs.trials("train") == [
        Pair("More napped.", "Primary trial: Naps: 12/30; Coffee: 3/30", "supports", "nli4ct")
    ]
    assert len(pairs.trials("dev")) == 2


def test_questions_keep_to_their_parts(data):
    entry = {
        "QUESTION": "Do naps improve recall?", "CONTEXTS": NAPS, "final_decision": "no",
        "LONG_ANSWER": "Naps do not improve recall in nurses who work at night.",
    }  # fmt: skip
    data("pubmedqa/ori_pqal.json", {"1": entry, "2": entry})
    data("pubmedqa/test_ground_truth.json", {"2": "no"})
    question, conclusion = pairs.questions("train")
    assert (question.claim, question.label) == ("Naps improve recall.", "contradicts")
    assert (conclusion.claim, conclusion.label) == (entry["LONG_ANSWER"], "supports")
    assert [pair.label for pair in pairs.questions("test")] == ["contradicts"]


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Does coffee help?", "Coffee help."),
        ("Is there a link between naps and recall?", "A link between naps and recall."),
        ("Night work: does it tire nurses?", "Night work: it tire nurses."),
        ("Naps and recall: a link?", "Naps and recall: a link."),
    ],
)
def test_a_question_becomes_a_rough_statement(question, statement):
    assert stated(question) == statement


def test_partial_support_is_left_out(data):
    row = {"claim": "Naps help.", "evidence": "Naps help nurses."}
    rows = [{**row, "stance": stance} for stance in ("completely-support", "partially-support", "refute", "irrelevant")]
    data("factcheck_gpt/subtask3_claim_evidence_stance.jsonl", rows)
    assert [pair.label for pair in pairs.answers(random.Random(1))] == ["supports", "contradicts", "silent"]


def test_the_nearest_document_shares_most_and_is_none_of_those_left_out():
    documents = [Document("1", "Naps", tuple(NAPS)), Document("2", "Fields", tuple(FIELDS))]
    near = Nearest(documents, common=1.0)
    assert near("Nurses nap at night", without=set()) == documents[0]
    assert near("Nurses nap at night", without={"1"}) is None
    assert near("Quarks", without=set()) is None


def test_evidence_of_a_title_alone_is_the_title():
    assert selected("Quarks spin.", "Naps at night", "Barley ripens late.") == "Naps at night. "


EVIDENCE = "Naps at night. Naps improved recall by 12%."


def test_the_four_pairs_show_every_wording_with_both_labels():
    made = four("Naps improved recall by 12%.", EVIDENCE, Edit("number", "12", "40"), "made")
    assert [pair.label for pair in made] == ["supports", "contradicts", "contradicts", "supports"]
    assert len({pair.claim for pair in made}) == len({pair.evidence for pair in made}) == 2
    for claim in {pair.claim for pair in made}:
        assert {pair.label for pair in made if pair.claim == claim} == {"supports", "contradicts"}


def test_evidence_in_other_words_is_not_changed():
    made = four("Naps raised recall.", EVIDENCE, Edit("direction", "raised", "lowered"), "made")
    assert [(pair.claim, pair.label) for pair in made] == [
        ("Naps raised recall.", "supports"),
        ("Naps lowered recall.", "contradicts"),
    ]
    assert four("Naps matter.", EVIDENCE, Edit("direction", "raised", "lowered"), "made") == []


def test_only_supported_claims_are_changed():
    claim = "Naps improved recall by 12%."
    silent, backed = Pair(claim, EVIDENCE, "silent", "set"), Pair(claim, EVIDENCE, "supports", "set")
    made = list(tampered([silent, backed], random.Random(1)))
    assert {pair.origin for pair in made} == {"set-changed"}
    assert backed._replace(origin="set-changed") not in made
    assert all("12" not in pair.claim or "12" not in pair.evidence for pair in made)


def test_documents_give_statements_titles_and_silence():
    result = "We found that naps improved recall by 12% in 30 nurses (P < 0.01)."
    end = "In conclusion, naps increase recall of nurses who are on call."
    documents = [
        Document("1", "Daily naps increase recall in nurses who work at night", (*NAPS[:2], result, end)),
        Document("2", "Naps of nurses", ("Nurses rarely nap at work.", "Few recall dreams.", "Coffee is common.")),
    ]
    made = list(from_documents(documents, Nearest(documents, common=1.0), random.Random(2)))
    assert {pair.origin for pair in made} == {"sentence", "title", "conclusion"}
    assert {pair.label for pair in made} == {"supports", "contradicts", "silent"}
    assert list(from_documents(documents, Nearest(documents, common=1.0), random.Random(2))) == made
    for pair in made:
        if pair.origin == "title":
            assert not pair.evidence.startswith("Daily naps")


def test_a_sentence_is_shorn_to_a_claim():
    assert plain("RESULTS: We found that naps (n = 30) helped [3].") == "Naps helped."
    assert plain("Here, these data suggest that naps help.") == "Naps help."


def test_rewording_keeps_numbers():
    assert reworded("Naps were associated with 12% fewer errors.", random.Random(3)) in (
        "Naps were linked to 12% fewer errors.",
        "Naps were related to 12% fewer errors.",
        "Naps were linked to 12 percent fewer errors.",
        "Naps were related to 12 percent fewer errors.",
    )

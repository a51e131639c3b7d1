"""Labelled sets → pairs of a claim and what a model is shown of the evidence, cut exactly as the program cuts it.

Only sets whose licence lets weights trained on them be shipped: SciFact (claims CC BY 4.0, abstracts ODC-By 1.0),
Check-COVID (MIT), NLI4CT (CC BY 4.0), PubMedQA (MIT) and Factcheck-Bench (Apache-2.0). Splits are the official ones.
"""

import json
import math
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from deskcheck.judges import topic
from deskcheck.judges.entailment import shown
from deskcheck.judges.passages import Passage, passages

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared" / "data")) / "claims"
LABELS = ("supports", "contradicts", "silent")
_GOLD = {
    "SUPPORT": "supports", "CONTRADICT": "contradicts", "REFUTE": "contradicts", "NOTENOUGHINFO": "silent",
    "Entailment": "supports", "Contradiction": "contradicts", "yes": "supports", "no": "contradicts",
    "maybe": "silent", "completely-support": "supports", "refute": "contradicts", "irrelevant": "silent",
}  # fmt: skip
_ASKED = re.compile(r"^(?:is|are|was|were|do|does|did|can|could|should|has|have|will|would|may)\s+(?:there\s+)?", re.I)
READABLE = 1000
"""Characters of a trial record's rows up to which a statement about them is learnt from; a model does not see more."""
IRRELEVANT = 700
"""Pairs of Factcheck-Bench kept whose evidence is irrelevant: there are three times as many as of all others."""


class Pair(NamedTuple):
    """A claim, the evidence as shown to a model, what the evidence says of it, and the set it comes from."""

    claim: str
    evidence: str
    label: str
    origin: str


class Document(NamedTuple):
    """A source: its number in its set, title and sentences."""

    number: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All sentences in one line."""
        return " ".join(self.sentences)


def selected(claim: str, title: str, text: str) -> str:
    """Return what ``--nli`` shows a model of a source: its title and the four passages nearest to the claim."""
    source = passages(text)
    return shown(title, source, topic.align(Passage(claim), source))


def with_distractors(gold: Sequence[int], document: Document, rng: random.Random) -> str:
    """Return the title, the sentences that decide and up to two others, in the document's order."""
    others = [place for place in range(len(document.sentences)) if place not in gold]
    kept = sorted({*gold, *rng.sample(others, min(len(others), rng.randint(0, 2)))})
    text = " ".join(document.sentences[place] for place in kept)
    return f"{document.title}. {text}" if document.title else text


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def abstracts() -> dict[str, Document]:
    """Return SciFact's abstracts by number."""
    return {
        str(one["doc_id"]): Document(str(one["doc_id"]), one["title"], tuple(one["abstract"]))
        for one in lines(DATA / "scifact" / "corpus.jsonl")
    }


def scifact(part: str, rng: random.Random | None = None) -> list[Pair]:
    """Return SciFact's claims with each abstract they cite.

    Args:
        part: ``train`` or ``dev``.
        rng: adds, for training, the deciding sentences among others, and the abstract nearest to the claim of those
            that it does not cite, which is silent.
    """
    documents = abstracts()
    closed = cited("dev")
    near = Nearest(document for number, document in documents.items() if number not in closed) if rng else None
    found = []
    for entry in lines(DATA / "scifact" / f"claims_{part}.jsonl"):
        cites = [str(number) for number in entry["cited_doc_ids"]]
        for number in cites:
            sets, document = entry["evidence"].get(number), documents[number]
            label = _GOLD[sets[0]["label"]] if sets else "silent"
            shown_text = selected(entry["claim"], document.title, document.text)
            found.append(Pair(entry["claim"], shown_text, label, "scifact"))
            for gold in sets or () if rng else ():
                text = with_distractors(gold["sentences"], document, rng) if rng else ""
                found.append(Pair(entry["claim"], text, label, "scifact"))
        if near and (other := near(entry["claim"], without=set(cites))):
            text = selected(entry["claim"], other.title, other.text)
            found.append(Pair(entry["claim"], text, "silent", "scifact-other"))
    return found


def cited(part: str) -> set[str]:
    """Return the numbers of the abstracts that SciFact's claims of a part cite."""
    entries = lines(DATA / "scifact" / f"claims_{part}.jsonl")
    return {str(number) for entry in entries for number in entry.get("cited_doc_ids", ())}


def covid(part: str, rng: random.Random | None = None) -> list[Pair]:
    """Return Check-COVID's pairs; with ``rng`` the labelled sentence among others, else the whole abstract's choice.

    Its label speaks of one sentence: where that is silent, others of the abstract may not be, so a training pair of
    silence shows that sentence alone.
    """
    documents = {one["cord_id"]: one for one in lines(DATA / "check_covid" / "corpus.json")}
    found = []
    for entry in lines(DATA / "check_covid" / f"covidCheck_{part}_composed+extracted.json"):
        held = documents[entry["cord_id"]]
        document = Document(entry["cord_id"], held["title"], tuple(held["abstract"]))
        gold = [one["sent_index"] for one in entry["evidence_set"] if one["sent_index"] < len(document.sentences)]
        label = _GOLD[entry["label"]]
        if rng is None:
            text = selected(entry["claim"], document.title, document.text)
        elif label == "silent":
            text = f"{document.title}. " + " ".join(document.sentences[place] for place in gold)
        else:
            text = with_distractors(gold, document, rng)
        found.append(Pair(entry["claim"], text, label, "check_covid"))
    return found


def trials(part: str) -> list[Pair]:
    """Return NLI4CT's statements with the rows of the trial records that decide them; in training, few rows only."""
    entries = json.loads((DATA / "nli4ct" / f"{part}.json").read_text(encoding="utf-8"))
    found = []
    for entry in entries.values():
        pieces = []
        for name in ("Primary", "Secondary"):
            if number := entry.get(f"{name}_id"):
                record = json.loads((DATA / "nli4ct" / "ct_json" / f"{number}.json").read_text(encoding="utf-8"))
                section = record[entry["Section_id"]]
                rows = [section[row].strip() for row in entry[f"{name}_evidence_index"] if row < len(section)]
                pieces.append(f"{name} trial: {'; '.join(rows)}")
        text = ". ".join(pieces)
        if part != "train" or len(text) <= READABLE:
            found.append(Pair(entry["Statement"], text, _GOLD[entry["Label"]], "nli4ct"))
    return found


def stated(question: str) -> str:
    """Return a yes/no question as a rough statement: its verb and question mark gone, what follows a colon first."""
    lead, _, rest = question.strip().rstrip("?").partition(": ")
    asked = rest if rest and _ASKED.match(rest) else question.strip().rstrip("?")
    plain = _ASKED.sub("", asked).strip()
    plain = f"{lead}: {plain}" if asked == rest else plain
    return plain[:1].upper() + plain[1:] + "."


def questions(part: str) -> list[Pair]:
    """Return PubMedQA's questions as statements and, for training, its conclusions, with the rest of the abstract.

    Args:
        part: ``train`` or ``test``, by the official list of test questions.
    """
    folder = DATA / "pubmedqa"
    held = json.loads((folder / "test_ground_truth.json").read_text(encoding="utf-8"))
    found = []
    for number, entry in json.loads((folder / "ori_pqal.json").read_text(encoding="utf-8")).items():
        if (number in held) != (part == "test"):
            continue
        context = " ".join(entry["CONTEXTS"])
        claim = stated(entry["QUESTION"])
        found.append(Pair(claim, selected(claim, "", context), _GOLD[entry["final_decision"]], "pubmedqa"))
        if part == "train":
            for sentence in passages(entry["LONG_ANSWER"])[:2]:
                if len(sentence.text) >= 40:
                    found.append(Pair(sentence.text, selected(sentence.text, "", context), "supports", "pubmedqa-long"))
    return found


def answers(rng: random.Random) -> list[Pair]:
    """Return Factcheck-Bench's claims with snippets of pages; partial support is left out, it is neither label."""
    found = []
    for entry in lines(DATA / "factcheck_gpt" / "subtask3_claim_evidence_stance.jsonl"):
        if label := _GOLD.get(entry["stance"]):
            found.append(Pair(entry["claim"], selected(entry["claim"], "", entry["evidence"]), label, "factcheck"))
    silent = [pair for pair in found if pair.label == "silent"]
    kept = set(rng.sample(silent, min(IRRELEVANT, len(silent))))
    return [pair for pair in found if pair.label != "silent" or pair in kept]


class Nearest:
    """Finds the document that shares the weightiest concepts with a claim (an inverted index of concepts).

    Args:
        documents: what may be found.
        common: share of documents from which a concept tells nothing and is left out.
    """

    def __init__(self, documents: Iterable[Document], common: float = 0.05) -> None:
        self._documents = list(documents)
        places: dict[str, list[int]] = defaultdict(list)
        for place, document in enumerate(self._documents):
            for concept in Passage(f"{document.title} {document.text}").concepts:
                places[concept].append(place)
        limit = max(2.0, common * len(self._documents))
        self._places = {concept: held for concept, held in places.items() if len(held) <= limit}

    def __call__(self, claim: str, without: set[str]) -> Document | None:
        """Return the document nearest to ``claim`` but for those whose numbers are in ``without``; None if none is."""
        scores: Counter[int] = Counter()
        for concept in sorted(Passage(claim).concepts):
            held = self._places.get(concept, ())
            for place in held:
                scores[place] += math.log(len(self._documents) / len(held))
        for place, _ in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
            if self._documents[place].number not in without:
                return self._documents[place]
        return None

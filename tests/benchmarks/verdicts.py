"""Verdicts on public claim and evidence sets, and on true statements with one thing changed.

    python tests/benchmarks/verdicts.py [sets] [mutations] [strength] [speed]

Reads ``$DESKCHECK_DATA/claims`` (default ``../shared/data``); prints one line a figure. Without words, everything.
Two readings are given for the sets: ``stance`` takes the likeliest stance of the evidence, ``verdict`` the label a
report would show, which accuses only when sure.
"""

import csv
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from deskcheck.judges import judged
from deskcheck.judges.strength import strength
from deskcheck.model import Distortion, Verdict, VerdictLabel

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared" / "data")) / "claims"
STANCES = ("supports", "contradicts", "silent")
_GOLD = {
    "SUPPORT": "supports", "SUPPORTS": "supports", "CONTRADICT": "contradicts", "REFUTE": "contradicts",
    "REFUTES": "contradicts", "NOTENOUGHINFO": "silent",
}  # fmt: skip
_BY_LABEL = {
    VerdictLabel.SUPPORTED: "supports",
    VerdictLabel.PARTLY_SUPPORTED: "supports",
    VerdictLabel.CONTRADICTED: "contradicts",
}
# Where a set asks whether a citing sentence is accurate: what share of its words the cited passages must have.
# Set on the train part (2,138 sentences); the whole sentence counts, so partial support is inaccurate.
ACCURATE, RELEVANT = 0.45, 0.2


class Pair(NamedTuple):
    """A claim, the title and sentences it is judged by, and the answer."""

    claim: str
    title: str
    sentences: list[str]
    gold: str


def lines(name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines below the data folder."""
    with (DATA / name).open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def cited(folder: str, split: str) -> list[Pair]:
    """Return the pairs of a set in SciFact's layout."""
    documents = {entry["doc_id"]: entry for entry in lines(f"{folder}/corpus.jsonl")}
    found = []
    for entry in lines(f"{folder}/claims_{split}.jsonl"):
        for number in entry.get("cited_doc_ids") or entry["doc_ids"]:
            evidence = entry["evidence"].get(str(number))
            gold = _GOLD[evidence[0]["label"]] if evidence else "silent"
            document = documents[int(number)]
            found.append(Pair(entry["claim"], document["title"], document["abstract"], gold))
    return found


def covid(split: str) -> list[Pair]:
    """Return the pairs of Check-COVID."""
    documents = {entry["cord_id"]: entry for entry in lines("check_covid/corpus.json")}
    return [
        Pair(
            entry["claim"],
            documents[entry["cord_id"]]["title"],
            documents[entry["cord_id"]]["abstract"],
            _GOLD[entry["label"]],
        )
        for entry in lines(f"check_covid/covidCheck_{split}_composed+extracted.json")
    ]


def by_cover(pair: Pair) -> str:
    """Return the answer on a citing sentence by how much of it the cited passages have; markers are left out."""
    plain = re.sub(r"<\|\w+\|>", " ", pair.claim)
    _, stances = judged(plain, [" ".join(pair.sentences)])
    return "supports" if stances.covered >= ACCURATE else "contradicts" if stances.covered >= RELEVANT else "silent"


def judge(pair: Pair, year: int | None = None) -> tuple[Verdict, str]:
    """Return the verdict on a pair and the likeliest stance of its evidence."""
    verdict, stances = judged(pair.claim, [" ".join(pair.sentences)], {"title": pair.title, "year": year})
    return verdict, max(STANCES, key=lambda name: getattr(stances, name))


def macro(pairs: Iterable[tuple[str, str]], names: Iterable[str] = STANCES) -> tuple[float, dict[str, float]]:
    """Return the mean F1 over classes and each class's, from (gold, predicted) pairs."""
    listed = list(pairs)
    scores = {}
    for name in names:
        hits = sum(gold == name == guess for gold, guess in listed)
        total = sum(guess == name for _, guess in listed) + sum(gold == name for gold, _ in listed)
        scores[name] = 2 * hits / total if total else 0.0
    return sum(scores.values()) / len(scores), scores


def report_sets() -> None:
    """Print macro F1, accusations and number mismatches per public set."""
    sets: dict[str, list[Pair]] = {
        "scifact dev": cited("scifact", "dev"),
        "check_covid dev": covid("dev"),
        "healthver dev": cited("healthver", "dev"),
        "healthver test": cited("healthver", "test"),
        "citint dev": cited("citint", "dev"),
    }
    for name, pairs in sets.items():
        judged_pairs = [(pair, *judge(pair)) for pair in pairs]
        by_stance, parts = macro((pair.gold, stance) for pair, _, stance in judged_pairs)
        by_label, label_parts = macro(
            (pair.gold, _BY_LABEL.get(verdict.label, "silent")) for pair, verdict, _ in judged_pairs
        )
        accused = [pair.gold for pair, verdict, _ in judged_pairs if verdict.label is VerdictLabel.CONTRADICTED]
        numbers = [p.gold for p, v, _ in judged_pairs if Distortion.NUMBER_MISMATCH in v.distortions]
        supported = [pair.gold for pair, verdict, _ in judged_pairs if verdict.label is VerdictLabel.SUPPORTED]
        print(f"{name} ({len(pairs)} pairs)")
        print(f"  stance   macro F1 {by_stance:.3f}  {_parts(parts)}")
        if name.startswith("citint"):
            by_words, word_parts = macro((pair.gold, by_cover(pair)) for pair in pairs)
            print(f"  covered  macro F1 {by_words:.3f}  {_parts(word_parts)}")
        print(f"  verdict  macro F1 {by_label:.3f}  {_parts(label_parts)}")
        print(f"  contradicted {_share(accused, 'contradicts')} · number mismatch not supported "
              f"{_share(['no' if gold == 'supports' else 'yes' for gold in numbers], 'yes')} · "
              f"supported {_share(supported, 'supports')}, contradicted in truth "
              f"{supported.count('contradicts')}")  # fmt: skip


def _parts(scores: dict[str, float]) -> str:
    return "  ".join(f"{name} {score:.2f}" for name, score in scores.items())


def _share(found: list[str], right: str) -> str:
    return f"{found.count(right)}/{len(found)}" + (f" = {found.count(right) / len(found):.2f}" if found else "")


# ---- true statements with one thing changed -------------------------------------------------------

Mutation = Callable[[str, random.Random], str | None]
_PLAIN = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=\s?%|\s(?:patients|women|men|people|children|participants|mg|days|weeks|months|years|adults|subjects|cases)\b)"
)
_SWAPS = {
    "direction": {
        "increased": "decreased",
        "decreased": "increased",
        "higher": "lower",
        "lower": "higher",
        "reduced": "increased",
        "increases": "reduces",
        "reduces": "increases",
        "improved": "worsened",
        "more": "less",
        "greater": "smaller",
    },
    "population": {
        "women": "men",
        "children": "adults",
        "mice": "people",
        "adults": "children",
        "men": "women",
        "adolescents": "older adults",
        "rats": "people",
        "infants": "adults",
    },
    "unit": {
        "mg": "g",
        "weeks": "months",
        "months": "years",
        "days": "weeks",
        "years": "months",
        "hours": "days",
        "minutes": "hours",
    },
    "hedge": {
        "may be ": "is ",
        "may ": "will ",
        "might ": "will ",
        "could ": "will ",
        "suggest that ": "prove that ",
        "can ": "will ",
    },
    "quantifier": {
        "some ": "all ",
        "many ": "all ",
        "most ": "all ",
        "several ": "all ",
        "often ": "always ",
        "sometimes ": "always ",
    },
    "causality": {
        "was associated with": "caused",
        "were associated with": "caused",
        "is associated with": "causes",
        "are associated with": "cause",
        "was correlated with": "caused",
        "correlated with": "caused",
        "was related to": "caused",
        "is linked to": "causes",
    },
}
_TAGS = {
    "number": {Distortion.NUMBER_MISMATCH},
    "unit": {Distortion.NUMBER_MISMATCH},
    "direction": {Distortion.DIRECTION_REVERSED},
    "population": {Distortion.POPULATION_SHIFT},
    "year": {Distortion.YEAR_MISMATCH},
    "hedge": {Distortion.HEDGE_DROPPED},
    "quantifier": {Distortion.OVERGENERALISED},
    "causality": {Distortion.CAUSAL_FROM_CORRELATIONAL},
}
_OPENING = re.compile(
    r"^(?:[A-Z]{4,}[A-Z &/]*:?\s+)?(?:In conclusion, |In summary, |Overall, |We (?:found|show|conclude|"
    r"report) that |These results show that |Here,? )?"
)


def changed_number(text: str, rng: random.Random) -> str | None:
    """Return ``text`` with one plain number made half as large again or more."""
    found = list(_PLAIN.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    value = float(match.group().replace(",", ""))
    digits = len(match.group().partition(".")[2])
    other = value * rng.choice((0.5, 0.6, 1.5, 1.8))
    other = min(other, 99.0) if "%" in text[match.end() : match.end() + 2] and value < 99 else other
    printed = f"{other:.{digits}f}"
    return (
        None
        if printed == match.group() or not float(printed)
        else text[: match.start()] + printed + text[match.end() :]
    )


def swapped(kind: str) -> Mutation:
    """Return the mutation that swaps one word of a table."""

    def change(text: str, rng: random.Random) -> str | None:
        for old in rng.sample(sorted(_SWAPS[kind]), len(_SWAPS[kind])):
            pattern = rf"\b{re.escape(old)}(?!\w)" if old[-1].isalpha() else rf"\b{re.escape(old)}"
            if kind == "unit":
                pattern = rf"(?<=\d ){re.escape(old)}\b"
            if re.search(pattern, text):
                return re.sub(pattern, _SWAPS[kind][old], text, count=1)
        return None

    return change


def changed_year(text: str, rng: random.Random) -> str | None:
    """Return ``text`` with a study's year put before it; the source's year is 2012."""
    return f"According to a {rng.choice((2004, 2008, 2016, 2019))} study, {text[:1].lower()}{text[1:]}"


MUTATIONS: dict[str, Mutation] = {"number": changed_number, **{k: swapped(k) for k in _SWAPS}, "year": changed_year}


def statements(limit: int = 1500) -> list[Pair]:
    """Return true statements: result sentences of abstracts, shorn of brackets and openings."""
    rng = random.Random(7)
    found = []
    for document in lines("scifact/corpus.jsonl"):
        if len(document["abstract"]) >= 4:
            sentence = rng.choice(document["abstract"][len(document["abstract"]) // 2 :])
            plain = re.sub(r"\s?\([^()]{0,200}\)", "", _OPENING.sub("", sentence)).strip()
            if 50 <= len(plain) <= 260 and not plain.endswith(":"):
                found.append(Pair(plain[:1].upper() + plain[1:], document["title"], document["abstract"], "supports"))
    rng.shuffle(found)
    return found[:limit]


def flagged(verdict: Verdict) -> bool:
    """Tell whether a verdict would make an editor change the sentence."""
    return verdict.label in (VerdictLabel.CONTRADICTED, VerdictLabel.PARTLY_SUPPORTED)


def report_mutations() -> None:
    """Print how many changes are noticed, and how many unchanged statements are found fault with."""
    pairs = statements()
    for name, change in MUTATIONS.items():
        rng = random.Random(11)
        noticed = tagged = total = kept = 0
        for pair in pairs:
            text = change(pair.claim, rng)
            if text is None or text == pair.claim:
                continue
            total += 1
            verdict, _ = judge(pair._replace(claim=text), 2012)
            noticed += flagged(verdict)
            tagged += bool(_TAGS[name] & set(verdict.distortions))
            kept += verdict.label is VerdictLabel.SUPPORTED
        print(
            f"{name:11s} {total:4d} changed: noticed {noticed / total:.3f}, named rightly {tagged / total:.3f}, "
            f"kept as supported {kept / total:.3f}"
        )
    unchanged = [judge(pair, 2012)[0] for pair in pairs]
    alarms = Counter(tag.value for verdict in unchanged if flagged(verdict) for tag in verdict.distortions)
    share = sum(map(flagged, unchanged)) / len(unchanged)
    plain = sum(verdict.label is VerdictLabel.SUPPORTED for verdict in unchanged) / len(unchanged)
    print(f"unchanged   {len(unchanged):4d}: false alarms {share:.3f}, supported {plain:.3f}; by tag {dict(alarms)}")
    _report_paraphrased()


def _report_paraphrased() -> None:
    """The same for numbers in SciFact's claims, written by people, where the number stands in the evidence."""
    rng = random.Random(3)
    noticed = total = alarms = 0
    for pair in cited("scifact", "train") + cited("scifact", "dev"):
        match = _PLAIN.search(pair.claim)
        if (
            pair.gold != "supports"
            or not match
            or not re.search(rf"(?<![\d.]){re.escape(match.group())}(?![\d]|\.\d)", " ".join(pair.sentences))
        ):
            continue
        text = changed_number(pair.claim, rng)
        if text:
            total += 1
            noticed += Distortion.NUMBER_MISMATCH in judge(pair._replace(claim=text))[0].distortions
            alarms += Distortion.NUMBER_MISMATCH in judge(pair)[0].distortions
    print(f"numbers in people's own wording, {total} claims: noticed {noticed}, false alarms {alarms}")


def report_strength() -> None:
    """Print the strength comparison on press releases and the strength of single sentences."""
    answers = []
    for entry in lines("insciout/insciout_test.jsonl"):
        said, shown = strength(entry["press_release_conclusion"]), strength(entry["abstract_conclusion"])
        answers.append(
            (entry["exaggeration_label"], "same" if said == shown else "exaggerates" if said > shown else "downplays")
        )
    score, parts = macro(answers, ("same", "exaggerates", "downplays"))
    print(f"insciout test ({len(answers)}): macro F1 {score:.3f}  {_parts(parts)}")
    with (DATA / "causal_language/annotated_eureka.csv").open(encoding="utf-8", newline="") as stream:
        answers = [(row["label"], str(int(strength(row["sentence"])))) for row in csv.DictReader(stream)]
    score, parts = macro(answers, ("0", "1", "2", "3"))
    print(f"causal language, press releases ({len(answers)}): macro F1 {score:.3f}  {_parts(parts)}")


def report_speed() -> None:
    """Print pairs per second of processor time, whole abstracts, each seen for the first time."""
    pairs = cited("scifact", "train")
    judge(pairs[0])
    began = time.process_time()
    for pair in pairs:
        judge(pair)
    spent = time.process_time() - began
    size = sum(len(" ".join(pair.sentences)) for pair in pairs) / len(pairs)
    print(f"speed: {len(pairs) / spent:.0f} pairs per CPU second (abstracts of {size:.0f} characters on average)")


PARTS = {"sets": report_sets, "mutations": report_mutations, "strength": report_strength, "speed": report_speed}


def main() -> None:
    """Run the parts named on the command line, or all."""
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown or not DATA.is_dir():
        raise SystemExit(f"unknown part: {', '.join(sorted(unknown))}" if unknown else f"no data at {DATA}")
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()

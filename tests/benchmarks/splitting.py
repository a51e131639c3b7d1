"""How many references come out of an article as exactly one entry, as printed and in generated settings.

    python tests/benchmarks/splitting.py [VARIANT …]
    python tests/benchmarks/splitting.py --styles

Reads ``$DESKCHECK_DATA/articles`` (default ``../shared/data``); with ``--styles`` lists of 13 made of labelled
reference strings of ``$DESKCHECK_DATA/parsing``, whose styles the articles do not have. A gold reference is right
when exactly one entry of the list has its words (blanks aside); ``extra`` counts entries that are no reference.
"""

import json
import os
import re
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from deskcheck.extractors.references.find import find
from deskcheck.model import Article

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared" / "data"))
FOOTER = (
    "\n\nThis article is for information only and is no substitute for advice. Learn more about our standards.\n\n"
    "Jane Doe, RN\n\nJane Doe is a nurse with 12 years of experience. She graduated in 2009.\n\nRead more\n"
)
POLICY = (
    "We have strict sourcing guidelines and rely on peer-reviewed studies, universities and medical associations.\n\n"
)

BODY = (
    "Sleep and memory\n\nSleeping seven hours improves recall in most adults, a 2016 study found.\n\n"
    "You should talk to your doctor if you sleep badly.\n"
)
SOURCES = ("web", "synth", "pmc", "core20", "excite_en")

Variant = Callable[[str, list[str]], str]


def _numbered(entries: list[str], form: str = "{}. ") -> list[str]:
    return [form.format(number) + entry for number, entry in enumerate(entries, 1)]


def _wrapped(entries: list[str], hang: str = "") -> str:
    return "\n".join(textwrap.fill(entry, 80, subsequent_indent=hang, break_on_hyphens=False) for entry in entries)


def _superscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


VARIANTS: dict[str, Variant] = {
    "as printed": lambda body, r: f"{body}\nReferences\n\n" + "\n".join(_numbered(r)),
    "brackets": lambda body, r: f"{body}\nBibliography\n\n" + "\n".join(_numbered(r, "[{}] ")),
    "round": lambda body, r: f"{body}\nWorks cited:\n\n" + "\n\n".join(_numbered(r, "{}) ")),
    "bare numbers": lambda body, r: f"{body}\nLiterature cited\n" + "\n".join(_numbered(r, "{}\t")),
    "superscript": lambda body, r: f"{body}\nNotes\n" + "\n".join(_superscript(n) + e for n, e in enumerate(r, 1)),
    "bulleted": lambda body, r: f"{body}\nSources\n\n" + "\n".join(f"• {e}" for e in r),
    "unnumbered lines": lambda body, r: f"{body}\n{len(r)} Sources\n\n{POLICY}" + "\n".join(r) + FOOTER,
    "unnumbered paragraphs": lambda body, r: f"{body}\nFurther reading\n\n" + "\n\n".join(r),
    "wrapped": lambda body, r: f"{body}\nReferences\n\n" + _wrapped(_numbered(r)) + FOOTER,
    "wrapped brackets": lambda body, r: f"{body}\nReferences and notes\n\n" + _wrapped(_numbered(r, "[{}] "), "    "),
    "wrapped unnumbered": lambda body, r: f"{body}\nReferences\n\n" + _wrapped(r),
    "wrapped paragraphs": lambda body, r: (
        f"{body}\nReferences\n\n" + "\n\n".join(textwrap.fill(e, 80) for e in r) + FOOTER
    ),
    "hanging": lambda body, r: f"{body}\nLiteratur\n\n" + _wrapped(r, "    ") + FOOTER,
    "run together": lambda body, r: f"{body}\nReferences\n\n" + " ".join(_numbered(r)) + FOOTER,
    "run together brackets": lambda body, r: f"{body}\nReferences\n\n" + " ".join(_numbered(r, "[{}] ")) + FOOTER,
    "run together, wrapped": lambda body, r: (
        f"{body}\nReferences\n\n" + textwrap.fill(" ".join(_numbered(r)), 80) + FOOTER
    ),
    "on the heading's line": lambda body, r: f"{body}\nReferences: " + " ".join(_numbered(r)),
    "stray lines": lambda body, r: (
        f"{body}\nReferences\n\n"
        + "\n".join(e + ("\nAdvertisement" if n % 7 == 3 else "") for n, e in enumerate(_numbered(r)))
    ),
    "footer": lambda body, r: f"{body}\nReferences\n\n{POLICY}" + "\n".join(_numbered(r)) + FOOTER,
    "no heading": lambda body, r: f"{body}\n\n" + "\n".join(_numbered(r)) + FOOTER,
    "no heading, unnumbered": lambda body, r: f"{body}\n\n" + "\n\n".join(r) + FOOTER,
}


def _words(printed: str) -> str:
    return re.sub(r"[\s-]+", "", printed)


Lists = Iterable[tuple[str, str, list[str]]]


def article_lists(name: str) -> Lists:
    """Yield the name, body and references of each article."""
    for folder in sorted(path for path in (DATA / "articles").iterdir() if path.is_dir()):
        gold = [reference["printed"] for reference in json.loads((folder / "gold.json").read_text())["references"]]
        if name != "as printed":
            gold = [printed for printed in gold if len(printed) > 1]  # a few entries of the data are a lone full stop
        yield folder.name, (folder / "article.txt").read_text().rpartition("\nReferences\n")[0], gold


def style_lists(source: str) -> Lists:
    """Yield lists of 13 references of one labelled set."""
    rows = (DATA / "parsing" / f"{source}.test.jsonl").read_text().splitlines()
    texts = [" ".join(json.loads(row)["text"].split()) for row in rows]
    texts = [re.sub(r"^\d+ (?!Steps)", "", text) for text in texts if 15 < len(text) < 1500]
    texts = [text for text in texts if not re.match(r"[\[(]?\d+[\].)]|\[", text)]
    for start in range(0, len(texts) - 12, 13):
        yield f"{source} {start}", BODY, texts[start : start + 13]


def measure(name: str, lists: Lists) -> tuple[int, int, int, list[str]]:
    """Return references in all, those that came out whole, entries that are none, and the worst articles."""
    total = right = extra = 0
    worst = []
    for source, body, gold in lists:
        text = VARIANTS[name](body, gold)
        entries = find(Article(path="", format="", title="", text=text)).entries
        found = Counter(_words(text[entry.start : entry.end]) for entry in entries)
        wanted = Counter(_words(printed) for printed in gold)
        same = sum((found & wanted).values())
        total, right, extra = total + len(gold), right + same, extra + len(entries) - same
        if same < len(gold) or len(entries) > len(gold):
            worst.append(f"{source} {same}/{len(gold)} of {len(entries)}")
    return total, right, extra, worst


def main() -> None:
    """Print one line per variant."""
    if sys.argv[1:] == ["--styles"]:
        print(f"{'variant':26} " + " ".join(f"{source:>10}" for source in SOURCES))
        for name in VARIANTS:
            shares = []
            for source in SOURCES:
                total, right, _, _ = measure(name, style_lists(source))
                shares.append(f"{right / total:10.4f}")
            print(f"{name:26} " + " ".join(shares))
        return
    names = sys.argv[1:] or list(VARIANTS)
    print(f"{'variant':26} {'refs':>5} {'whole':>7} {'extra':>6} {'cpu s':>6}")
    for name in names:
        began = time.process_time()
        total, right, extra, worst = measure(name, article_lists(name))
        print(f"{name:26} {total:5} {right / total:7.4f} {extra:6} {time.process_time() - began:6.2f}")
        if sys.argv[1:]:
            print("   " + "\n   ".join(worst))


if __name__ == "__main__":
    main()

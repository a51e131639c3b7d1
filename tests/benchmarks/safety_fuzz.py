"""Coverage-guided fuzzing of the parsers that are our own, so long each; needs atheris (``make fuzz`` installs it).

    python tests/benchmarks/safety_fuzz.py [--seconds 60] [--only PARSER,PARSER] [--write]

Each parser runs in a process of its own, from a corpus that is kept in ``build/fuzz``; what breaks it lies there too.
``--write`` puts the table into ``docs/safety.md``.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
PAGE = ROOT / "docs" / "safety.md"
CORPUS = ROOT / "build" / "fuzz-corpus"
ARTICLES = {
    "plaintext": "a.txt",
    "markdown": "a.md",
    "html": "a.html",
    "jats": "a.jats",
    "latex": "a.tex",
    "rst": "a.rst",
}
BIBLIOGRAPHIES = {"ris": "r.ris", "nbib": "r.nbib", "csl-json": "r.json", "bibtex": "r.bib", "jats-list": "r.xml"}
PARSERS = (*ARTICLES, *BIBLIOGRAPHIES, "docx", "references", "markers", "addresses")
_TITLE = "\n## Fuzzing by coverage\n"


def target(name: str) -> Callable[[bytes], None]:
    """Return what a parser does with some bytes; only an ``InputError`` or ``Fault`` may come of them."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["deskcheck"]):
        from deskcheck.errors import InputError  # noqa: PLC0415
        from deskcheck.extractors import bibliography  # noqa: PLC0415
        from deskcheck.extractors.references import extract  # noqa: PLC0415
        from deskcheck.network import Fault, opened_as  # noqa: PLC0415
        from deskcheck.readers import docx, html, jats, latex, markdown, plaintext, read_bytes  # noqa: F401, PLC0415
        from deskcheck.readers import restructuredtext as _rst  # noqa: F401, PLC0415
        from deskcheck.text import markers, quantities  # noqa: PLC0415
    from small_documents import _word_part, package  # noqa: PLC0415

    def run(data: bytes) -> None:
        if name in ARTICLES:
            read_bytes(data, ARTICLES[name])
        elif name in BIBLIOGRAPHIES:
            bibliography.read(data, BIBLIOGRAPHIES[name])
        elif name == "docx":
            part = _word_part("document", data.decode("utf-8", "replace"))
            read_bytes(package({"[Content_Types].xml": "<Types/>", "word/document.xml": part}), "a.docx")
        elif name == "references":
            extract(read_bytes(b"A title\n\nWords of the text.\n\nReferences\n\n" + data, "a.txt"))
        elif name == "markers":
            text = data.decode("utf-8", "replace")
            markers.markers(text, highest=len(text) % 30)
            quantities.quantities(text)
        else:
            opened_as(data.decode("utf-8", "replace"))

    def guarded(data: bytes) -> None:
        try:
            run(data)
        except (InputError, Fault) as fault:
            assert "\n" not in str(fault)

    return guarded


def fuzz(name: str) -> None:
    """Fuzz one parser in this process, as libFuzzer's arguments say."""
    import atheris  # noqa: PLC0415

    atheris.Setup([sys.argv[0], *sys.argv[3:]], target(name))
    atheris.Fuzz()


def corpus(name: str) -> Path:
    """Return the folder of examples that a parser starts from, filled from the grammars."""
    from hostile import documents  # noqa: PLC0415

    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    file = {**ARTICLES, **BIBLIOGRAPHIES}.get(name, "a.txt")
    for seed in range(40):
        (folder / f"seed{seed}").write_bytes(documents.made(file, seed))
    return folder


def measured(name: str, seconds: int) -> tuple[int, str]:
    """Fuzz one parser in a process of its own; return executions and what was found."""
    folder = corpus(name)
    command = [
        sys.executable,
        __file__,
        "--child",
        name,
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=2048",
    ]
    command += ["-max_len=4096", f"-artifact_prefix={folder.parent}/{name}-", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    said = done.stderr + done.stdout
    executions = [int(found) for found in re.findall(r"^(?:Done |#)(\d+)", said, re.M)]
    if done.returncode:
        lines = re.findall(r"^(?:\w*Error|AssertionError|ALARM|ERROR)[^\n]*", said, re.M)
        return max(executions, default=0), lines[0][:160] if lines else f"ended with {done.returncode}: {said[-160:]!r}"
    return max(executions, default=0), ""


def main() -> None:
    """Fuzz the parsers one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    rows, bad = [], 0
    for name in PARSERS:
        if only and name not in only:
            continue
        count, found = measured(name, asked.seconds)
        bad += bool(found)
        rows.append(f"| {name} | {asked.seconds} | {count:,} | {found or 'nothing'} |")
        print(f"{name}: {count:,} executions in {asked.seconds} s; {found or 'nothing found'}", flush=True)
    if asked.write and PAGE.exists():
        words = f"{_TITLE}\nEach parser of our own, guided by the coverage of its branches; `make fuzz` runs it.\n\n"
        text = PAGE.read_text(encoding="utf-8").partition(_TITLE)[0]
        table = "| parser | seconds | executions | found |\n|---|---:|---:|---|\n" + "\n".join(rows) + "\n"
        PAGE.write_text(text + words + table, encoding="utf-8")
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        fuzz(sys.argv[2])
    else:
        main()

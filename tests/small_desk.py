"""A desk of ten small articles over invented works, for tests that run the program over whole folders."""

import json
import os
import subprocess
import sys
from pathlib import Path

WORKS = {
    "night": ("10.5555/rest.7", "Night shifts and recall among hospital cleaners", "Journal of Rest Studies", 2023, 12),
    "naps": ("10.5555/rest.9", "Short naps and reaction time in bus drivers", "Journal of Rest Studies", 2024, 13),
    "poplar": ("10.5555/city.2", "Poplar fluff and sneezing in park keepers", "Annals of City Air", 2023, 4),
    "birch": ("10.5555/city.5", "Birch pollen counts beside tram lines", "Annals of City Air", 2024, 5),
    "tea": ("10.5555/table.1", "Green tea and iron uptake in young runners", "Table and Body", 2022, 8),
    "bread": ("10.5555/table.4", "Sourdough bread and fullness after breakfast", "Table and Body", 2025, 11),
    "stairs": ("10.5555/move.3", "Climbing stairs at work and resting pulse", "Movement Letters", 2024, 21),
    "knees": ("10.5555/move.8", "Slow cycling and knee pain in gardeners", "Movement Letters", 2023, 20),
}
CLAIMS = {
    "night": "A 2023 study found that night shifts were linked with poorer recall among hospital cleaners",
    "naps": "A 2024 study found that short naps improved reaction time in bus drivers",
    "poplar": "A 2023 study found that poplar fluff caused no more sneezing in park keepers",
    "birch": "A 2024 study found that birch pollen counts were lower beside tram lines",
    "tea": "A 2022 study found that green tea lowered iron uptake in young runners",
    "bread": "A 2025 study found that sourdough bread raised fullness after breakfast",
    "stairs": "A 2024 study found that climbing stairs at work lowered the resting pulse",
    "knees": "A 2023 study found that slow cycling eased knee pain in gardeners",
}
ARTICLES = {
    "rest/shifts": ("Working through the night", ("night", "naps")),
    "rest/naps": ("A nap at the depot", ("naps", "stairs")),
    "air/poplar": ("Snow in June", ("poplar", "birch")),
    "air/trams": ("Green tracks", ("birch", "stairs")),
    "table/tea": ("Tea before the race", ("tea", "bread")),
    "table/bread": ("The slow loaf", ("bread", "night")),
    "move/stairs": ("Take the stairs", ("stairs", "knees", "naps")),
    "move/knees": ("Pedals and knees", ("knees", "poplar")),
    "move/pulse": ("A calmer pulse", ("stairs", "tea")),
}
RETRACTION = {"DOI": "10.5555/city.2026", "type": "retraction", "updated": {"date-parts": [[2026, 11, 2]]}}
DAY = "2026-11-23"


def record(work: str, **more) -> dict:
    """Return the Crossref message of an invented work."""
    doi, title, journal, year, volume = WORKS[work]
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Harlow", "given": "Tess"}, {"family": "Winton", "given": "Bo"}],
        "container-title": [journal],
        "volume": str(volume),
        "issue": "3",
        "page": "110-121",
        "issued": {"date-parts": [[year, 5, 2]]},
        **more,
    }


def printed(work: str) -> str:
    """Return the work as a list prints it."""
    doi, title, journal, year, volume = WORKS[work]
    return f"Harlow, T., & Winton, B. ({year}). {title}. {journal}, {volume}(3), 110–121. https://doi.org/{doi}"


def article(title: str, works, *, opening: str = "") -> str:
    """Return an article in Markdown that rests one claim on each work."""
    claims = "\n\n".join(f"{CLAIMS[work]} [{number}]." for number, work in enumerate(works, start=1))
    listed = "\n".join(f"{number}. {printed(work)}" for number, work in enumerate(works, start=1))
    head = f"# {title}\n\nBy Dana Field\n\nPublished 2026-06-01\n\n"
    return f"{head}{opening}{claims}\n\n## References\n\n{listed}\n"


def build(folder: Path) -> Path:
    """Write the ten articles below ``folder``: nine in Markdown, one as a dossier; return ``folder``."""
    for name, (title, works) in ARTICLES.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(title, works), encoding="utf-8")
    dossier = folder / "air" / "park"
    dossier.mkdir()
    (dossier / "article.md").write_text(article("The keepers of the park", ("poplar", "birch")), encoding="utf-8")
    write_records(dossier / "crossref.jsonl", "poplar", "birch")
    return folder


def write_records(path: Path, *works: str, **more) -> None:
    """Write the messages of works, one a line; ``more`` goes into the first."""
    lines = [json.dumps(record(work, **(more if work == works[0] else {}))) for work in works]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def command(*arguments, cwd, **environment) -> subprocess.Popen:
    """Start the program as a user does."""
    return subprocess.Popen(
        [sys.executable, "-m", "deskcheck", *map(str, arguments)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "random", **environment},
    )


def deskcheck(*arguments, cwd, **environment) -> subprocess.CompletedProcess:
    """Run the program as a user does."""
    process = command(*arguments, cwd=cwd, **environment)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def patched(folder: Path, code: str) -> dict[str, str]:
    """Return the environment in which every process of the program runs ``code`` first, from a file in ``folder``."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


def git(*words, cwd) -> str:
    """Run git with settings of its own."""
    settings = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    run = subprocess.run(["git", *settings, *words], cwd=cwd, check=True, capture_output=True, text=True, timeout=30)
    return run.stdout


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

"""``deskcheck new``: starts a dossier folder for an article."""

from pathlib import Path

from deskcheck.commands.output import write_files
from deskcheck.errors import OutputError

_FILES = {
    "article.md": """# Title of the article

By NAME
Published YEAR-MONTH-DAY

Put the article here, or replace this file by article.txt.

## References

1. Put the reference list here, as it is printed.
""",
    "references.bib": """% What the desk knows of each reference: true title, authors, DOI, address.
% The field deskcheck-number gives the number that the article prints.
%
% @article{ref01,
%   deskcheck-number = {1},
%   author = {Family, Given},
%   title = {Title},
%   journal = {Journal},
%   year = {2020},
%   doi = {10.1234/example}
% }
""",
    "crossref.jsonl": "",
    "evidence.toml": """# What a fact-checker found in each source, in the checker's own words.
#
# [[source]]
# reference = 1                       # the printed number
# title = "Opening words of the title"
# design = "cross-sectional survey"
# population = "adults who …"
# sample = 180
# read = "abstract"                   # abstract, full text or web page
# checked_by = "initials"
# checked_on = 2026-01-31
#
# [[source.note]]
# says = "What the source says."
# locator = "abstract, results"
""",
    "links.toml": """# Decisions about which reference carries a claim; they win over every automatic link.
#
# [[link]]
# claim = "words of the claim, as printed"
# reference = 1
# decision = "confirm"                # confirm, reject or add
""",
    "waivers.toml": """# Findings that the desk accepts for a time: for what reason, on whose word, until when.
#
# [[waiver]]
# rule = "missing-doi"                # name or code; one rule
# reference = "Opening words of the title"  # or a DOI; left out: every reference
# reason = "The journal registers no DOIs."
# person = "initials"
# until = 2027-06-30                  # the last day on which it holds
""",
}


def run(folder: Path) -> str:
    """Start a dossier in ``folder`` and return what to tell the user.

    Raises:
        OutputError: the folder exists and is not empty, or cannot be written.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise OutputError("already exists and is not empty", where=str(folder), remedy="Name a new folder.")
    write_files(folder, _FILES)
    return f"Started {folder}: {', '.join(_FILES)}\nPut the article in, then run: deskcheck audit {folder}\n"

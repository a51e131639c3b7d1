"""PDF → Article, from its text layer: columns in reading order, words and addresses re-joined over line ends.

PDFium (extra ``pdf``) runs in a child process with a time-out and limits on memory and processor time.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from deskcheck.errors import InputError, MissingExtraError
from deskcheck.model import Article, Remark, RemarkKind
from deskcheck.readers.layout import Stated, compose, hidden
from deskcheck.readers.limits import MAX_CHARACTERS, PDF_MEMORY, PDF_PAGES, PDF_SECONDS
from deskcheck.readers.pdf_layout import pieces_of

_CHILD = Path(__file__).with_name("pdf_lines.py")
_DAMAGED = "is cut short or damaged"
_FAULTS = {"encrypted": ("is encrypted with a password", "Save it without a password.")}


def read(data: bytes, path: str) -> Article:
    """Read a PDF.

    Raises:
        InputError: encrypted, damaged, without a text layer, or too much work within the limits.
        MissingExtraError: pypdfium2 is not installed.
    """
    if find_spec("pypdfium2") is None:
        raise MissingExtraError("reading PDF", "pdf")
    answers = _answers(data, path)
    head, pages = answers[0], [answer for answer in answers[1:] if "lines" in answer]
    if "fault" in head:
        what, remedy = _FAULTS.get(head["fault"], (_DAMAGED, "Save it anew."))
        raise InputError(what, where=path, remedy=remedy)
    if answers[-1].get("fault") == "long":
        raise InputError(f"has more than {MAX_CHARACTERS:,} characters", where=path, remedy="Split it.")
    if not any(page["lines"] for page in pages):
        what = f"has no text layer: its {_count(head['pages'])} are pictures or empty"
        raise InputError(what, where=path, remedy="Run text recognition (OCR) on it, or audit the manuscript.")
    unseen = [(words, how, f"page {number}") for number, page in enumerate(pages, 1) for words, how in page["unseen"]]
    remarks = [*hidden(unseen), *_unread(head["pages"], pages, "done" in answers[-1])]
    title = "" if head["title"].startswith(("(", "untitled", "Microsoft Word")) else head["title"]
    return compose(pieces_of(pages), data, path, "pdf", stated=Stated(title), remarks=remarks)


def _answers(data: bytes, path: str) -> list[dict[str, Any]]:
    """Return what the child process wrote: first the head, then pages."""
    limits = [str(number) for number in (PDF_SECONDS, PDF_MEMORY, PDF_PAGES, MAX_CHARACTERS)]
    command = [sys.executable, "-P", str(_CHILD), *limits]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PDF_SECONDS, check=False)  # noqa: S603
        written, failed, fault = done.stdout, done.returncode != 0, _DAMAGED
    except subprocess.TimeoutExpired as late:
        # The pages that were ready in time are read; the others become a remark.
        written, failed, fault = late.stdout or b"", True, f"takes longer than {PDF_SECONDS} seconds to read"
    answers = []
    for line in written.splitlines():
        try:
            answers.append(json.loads(line))
        except ValueError:
            break
    if not answers or (failed and len(answers) == 1):
        raise InputError(fault, where=path, remedy="Split it, or save it anew.")
    return answers


def _unread(count: int, pages: Sequence[dict[str, Any]], complete: bool) -> list[Remark]:
    """Return remarks on pages that gave no text; blank pages among them cannot be told from damaged ones."""
    remarks = []
    pictures = [number for number, page in enumerate(pages, 1) if not page["lines"] and page["images"]]
    broken = [number for number, page in enumerate(pages, 1) if page.get("fault")]
    for numbers, why in ((pictures, "pictures without a text layer"), (broken, "damaged")):
        if numbers:
            shown = ", ".join(str(number) for number in numbers[:20])
            message = f"{_count(len(numbers))} could not be read ({why}): {shown}."
            remarks.append(Remark(RemarkKind.UNREAD, message, None, f"page {numbers[0]}"))
    if not complete or len(pages) < count:
        message = f"Only the first {len(pages)} of {_count(count)} could be read."
        remarks.append(Remark(RemarkKind.UNREAD, message, None, f"page {len(pages) + 1}"))
    return remarks


def _count(number: int) -> str:
    return "1 page" if number == 1 else f"{number:,} pages"

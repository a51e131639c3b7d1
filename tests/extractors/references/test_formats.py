"""A list survives every reader: whatever the format makes of it, its entries are found."""

import pytest

from deskcheck import readers
from deskcheck.extractors.references import extract

ENTRIES = [
    "Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.",
    "Okafor N, Lindqvist P. Memory and rest in older adults. Ann Cogn. 2020;4(1):22-31. doi:10.1000/ac.4.22",
    "Sleep Disorders: Types and Causes. (2018, August 20). Northfield Clinic. Retrieved from https://example.org/s",
    "van den Hoek, R. (2011). The resting mind (2nd ed.). Oxford: Meadow Press.",
    "5 Steps to Better Rest. (n.d.). National Rest Association.",
]
BODY = "<h1>Sleep</h1><p>Sleeping helps recall in 40% of adults [1].</p><p>You should rest.</p>"
FOOT = "<p>This article is no medical advice.</p><p>Jane Doe is a nurse with 12 years of experience since 2009.</p>"
HTML = [entry.replace("&", "&amp;") for entry in ENTRIES]
ITEMS = "".join(f"<li>{entry}</li>" for entry in HTML)
FILES = {
    "ordered.html": f"{BODY}<h2>References</h2><ol>{ITEMS}</ol>{FOOT}",
    "bulleted.html": f"{BODY}<h3>5 Sources</h3><p>We have strict guidelines.</p><ul>{ITEMS}</ul>{FOOT}",
    "breaks.html": f"{BODY}<p><strong>Sources</strong></p><p>{'<br>'.join(HTML)}</p>{FOOT}",
    "details.html": f"{BODY}<details><summary>View 5 sources</summary><ol>{ITEMS}</ol></details>{FOOT}",
    "footer.html": f"<main>{BODY}</main><footer><h4>References</h4><ol>{ITEMS}</ol><p>© 2024 Clinic</p></footer>",
    "headless.html": f"{BODY}<ol>{ITEMS}</ol>{FOOT}",
    "numbered.md": "# Sleep\n\nIt helps[^1].\n\n## References\n\n"
    + "\n".join(f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1))
    + "\n\nThis is no advice.\n",
    "lazy.md": "# Sleep\n\nIt helps.\n\n## Sources\n\n" + "\n".join(f"1. {entry}" for entry in ENTRIES),
    "stars.md": "# Sleep\n\nIt helps.\n\n**Sources**\n\n" + "\n".join(f"* {entry}" for entry in ENTRIES),
    "footnotes.md": "# Sleep\n\nIt helps.[^1] And more.[^2]\n\n"
    + "\n".join(f"[^{number}]: {entry}" for number, entry in enumerate(ENTRIES, 1)),
    "paragraphs.md": "# Sleep\n\nIt helps.\n\n# Works Cited\n\n" + "\n\n".join(ENTRIES),
    "list.rst": "Sleep\n=====\n\nIt helps.\n\nReferences\n----------\n\n"
    + "\n".join(f".. [{number}] {entry}" for number, entry in enumerate(ENTRIES, 1)),
    "list.tex": r"\documentclass{article}\begin{document}\section{Sleep} It helps. \begin{thebibliography}{9} "
    + "\n".join(rf"\bibitem{{k{number}}} " + entry.replace("&", r"\&") for number, entry in enumerate(ENTRIES, 1))
    + r"\end{thebibliography}\end{document}",
}


@pytest.mark.parametrize("name", FILES)
def test_the_list_is_found_in_every_format(name, tmp_path):
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    article, references = extract(readers.read(path))
    assert ["".join(reference.printed.split()) for reference in references] == ["".join(e.split()) for e in ENTRIES]
    assert [reference.number for reference in references] == [1, 2, 3, 4, 5]
    assert all(reference.span.of(article.text) == reference.printed for reference in references)

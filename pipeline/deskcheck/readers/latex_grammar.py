"""The tokens and commands of LaTeX that its reader knows."""

import re

from deskcheck.model import BlockKind

TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z@]+\*?)[ \t]*|\\(?P<escape>.|\n)|(?P<comment>%[^\n]*(?:\n[ \t]*)?)|(?P<brace>[{}])"
    r"|(?P<math>\$\$?)|(?P<gap>\n[ \t]*\n\s*)|(?P<line>\n)|(?P<cell>&)|(?P<tie>~)|(?P<words>[^\\%{}$\n&~]+)",
    re.S,
)
LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "title": 1}
# Commands whose first arguments (that many) are for the machine, not for readers.
SILENT = {
    **dict.fromkeys(
        """documentclass usepackage label ref eqref pageref autoref cref Cref includegraphics bibliographystyle vspace
        hspace setlength input include bibliography graphicspath pagestyle thispagestyle hypersetup index nocite
        addbibresource RequirePackage DeclareMathOperator phantom vphantom hphantom cline hypertarget color pagecolor
        fontsize selectlanguage geometry theoremstyle captionsetup setcitestyle linespread affil affiliation address
        email institute thanks corref orcid rule newpage thepage pagenumbering""".split(),
        1,
    ),
    **dict.fromkeys("newcommand renewcommand providecommand setcounter addtocounter newtheorem textcolor".split(), 1),
    **dict.fromkeys("def let newenvironment renewenvironment addtolength newlength".split(), 2),
}
SILENT["textcolor"] = SILENT["colorbox"] = 1
SILENT["newcommand"] = SILENT["renewcommand"] = SILENT["providecommand"] = 2
CITE = re.compile(r"(?:foot|super|auto|paren|text|full|no)?[cC]ite[a-z]*\*?|citealp|citenum")
LISTS = ("itemize", "enumerate", "description", "thebibliography", "references")
ENVIRONMENTS = {"quote": BlockKind.QUOTE, "quotation": BlockKind.QUOTE, "displayquote": BlockKind.QUOTE}
VERBATIM = re.compile(r"\\begin\{(verbatim\*?|lstlisting|minted|comment|filecontents\*?|tikzpicture)\}")
BODY = re.compile(r"\\begin\s*\{document\}")
END = re.compile(r"\\end\s*\{document\}")
BIBITEM = re.compile(r"\\bibitem\s*+(?:\[[^\]]{0,300}\])?\s*+\{([^{}]{1,200})\}")
OUTER = re.compile(r"\\(title|author|date)\s*(?=[\[{])")
INCLUDED = re.compile(r"^[^%\n]*\\(input|include|bibliography|addbibresource)\s*\{([^{}\n]{1,200})\}", re.M)
BRACE = re.compile(r"\\.|[{}]", re.S)
OPTIONS = re.compile(r"(?:\s*\[[^\[\]]{0,500}\]){0,3}\s*")
LABEL = re.compile(r"\s*\[([^\]]{0,300})\]")
NOTES = re.compile(r"(?:\s*\[([^\]]{0,200})\]){0,2}")
MOST_DEPTH = 50

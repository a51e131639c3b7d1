import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import read_bytes

SOURCE = r"""\documentclass[11pt]{article}
\usepackage{hyperref}
\title{Sleep and \emph{memory}: what helps}
\author{Jo Doe \and Ola Berg}
\date{14 March 2021}
\newcommand{\house}[1]{bar}
\begin{document}
\maketitle
% nothing to see
\begin{abstract}
Sleep helps. % nor here
\end{abstract}
\section{Results}\label{sec:r}
Most adults ($n = 45$, 5.6\%) sleep less than seven hours~\cite{roe,doe}. It
is ``well-known'' --- says M\"uller\footnote{A note with \textbf{bold}.} and na\"{\i}ve $x^2$.

\begin{itemize}
\item Short naps help.
\item Long ones \href{https://example.org/a}{hurt}
\end{itemize}
\begin{enumerate}
\item One
\end{enumerate}
\begin{quote}Rest is not idleness.\end{quote}
\begin{table}[h]
\caption{Shares by age.}
\begin{tabular}{ll}
Adults & 45\% \\
\end{tabular}
\end{table}
\begin{verbatim}
x = {1}
\end{verbatim}
\input{other}
\begin{thebibliography}{9}
\bibitem{roe} Roe K. Sleep. \textit{J Rest}. 2019;1:2--3. \url{https://doi.org/10.1000/a_b}
\bibitem[Doe(2020)]{doe} Doe J. Naps. 2020.
\end{thebibliography}
\end{document}
This is not printed.
"""


def read(source):
    return read_bytes(source.encode(), "a.tex")


def text_of(source):
    return read(source).text.strip()


def test_the_page_is_read_as_it_would_be_printed():
    article = read(SOURCE)
    assert [(block.kind, " ".join(block.span.of(article.text).split())) for block in article.blocks] == [
        (BlockKind.TITLE, "Sleep and memory: what helps"),
        (BlockKind.HEADING, "Abstract"),
        (BlockKind.PARAGRAPH, "Sleep helps."),
        (BlockKind.HEADING, "Results"),
        (
            BlockKind.PARAGRAPH,
            "Most adults (n = 45, 5.6%) sleep less than seven hours [1,2]. It is “well-known” — says Müller¹ and "
            "naïve x².",
        ),
        (BlockKind.LIST_ITEM, "Short naps help."),
        (BlockKind.LIST_ITEM, "Long ones hurt"),
        (BlockKind.LIST_ITEM, "One"),
        (BlockKind.QUOTE, "Rest is not idleness."),
        (BlockKind.CAPTION, "Shares by age."),
        (BlockKind.TABLE_CELL, "Adults"),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.CODE, "x = {1}"),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Roe K. Sleep. J Rest. 2019;1:2–3. https://doi.org/10.1000/a_b"),
        (BlockKind.LIST_ITEM, "Doe J. Naps. 2020."),
        (BlockKind.HEADING, "Footnotes"),
        (BlockKind.LIST_ITEM, "A note with bold."),
    ]
    assert "[1] Roe K." in article.text


def test_people_dates_and_links_are_kept_and_what_was_not_read_is_told():
    article = read(SOURCE)
    assert [person.name for person in article.people] == ["Jo Doe", "Ola Berg"]
    assert article.dates.published == datetime.date(2021, 3, 14)
    assert [(link.span.of(article.text), link.url) for link in article.hyperlinks] == [
        ("hurt", "https://example.org/a")
    ]
    assert [(remark.kind, "other" in remark.message) for remark in article.remarks] == [(RemarkKind.UNREAD, True)]


def test_blocks_stand_on_their_lines_of_the_file():
    article = read(SOURCE)
    rows = SOURCE.split("\n")
    for block in article.blocks:
        if block.place and block.span.of(article.text) not in ("Abstract", "References"):
            row = int(block.place.split()[1])
            assert block.span.of(article.text).split()[0].strip("“") in rows[row - 1].replace("\\", "")
            if block is not article.blocks[-1]:
                assert block.span.line in (row, row - 1, row + 1)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\textbf{Bold} \emph{and} {\it plain}", "Bold and plain"),
        (r"10\,000 \& 5\,\textdegree C", "10\u202f000 & 5\u202f°C"),
        (r"\'Etude, \c{c}a, \v{S}koda, stra\ss{}e", "Étude, ça, Škoda, straße"),
        (r"see \url{https://example.org/a_b\%20c}", "see https://example.org/a_b%20c"),
        (r"hours\textsuperscript{1,2} and 2\textsuperscript{nd}", "hours¹,² and 2nd"),
        (r"so \citep[p.~3]{zzz}", "so [zzz, p.~3]"),
        (r"$p \leq 0.05$, $\alpha=5\%$", "p ≤0.05, α=5%"),
        ("one\n% all of this goes\ntwo", "one\ntwo"),
    ],
)
def test_commands_become_what_they_print(source, words):
    assert text_of(source) == words


def test_unbalanced_braces_lose_no_words():
    assert "stay here" in text_of(r"Words \textbf{that are open stay here")
    assert "stay here" in text_of(r"Words } that } stay here")


parts = st.sampled_from(
    r"\section{ \item \begin{itemize} \end{itemize} { } \cite{a} \footnote{ $ % & ~ \\ \' \begin{verbatim}".split(" ")
)


@given(st.lists(st.one_of(parts, st.text(alphabet="ab 1\n[]", max_size=6)), max_size=40))
def test_any_source_gives_ordered_blocks_inside_the_text(pieces):
    try:
        article = read("".join(pieces))
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        end = block.span.end

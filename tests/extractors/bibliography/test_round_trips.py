"""What the exporters write, the readers read back."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors import bibliography
from deskcheck.model import CslDate, CslItem, CslName
from deskcheck.reporters import bibtex, csl_json, ris
from deskcheck.text.latex import decoded, encoded

LETTERS = string.ascii_letters + string.digits + "äöüßéñçłøÉ&%$#_{}~^\\'.:;()/+*?!@<>=–—"
plain = st.text(alphabet=LETTERS + " ", min_size=1, max_size=30).map(lambda words: " ".join(words.split())).filter(bool)
tame = (
    st.text(alphabet=string.ascii_letters + "äöüé-", min_size=1, max_size=12)
    .map(lambda words: words.strip("-").capitalize())
    .filter(lambda words: len(words) > 1)
)
people = st.lists(st.builds(CslName, family=tame, given=tame) | st.builds(CslName, literal=tame), max_size=4).map(tuple)
days = st.one_of(
    st.none(),
    st.builds(lambda year: CslDate(date_parts=((year,),)), st.integers(1500, 2099)),
    st.builds(lambda y, m: CslDate(date_parts=((y, m),)), st.integers(1500, 2099), st.integers(1, 12)),
    st.builds(
        lambda y, m, d: CslDate(date_parts=((y, m, d),)),
        st.integers(1500, 2099),
        st.integers(1, 12),
        st.integers(1, 28),
    ),
    st.just(CslDate(literal="n.d.")),
)
numbers = st.integers(1, 9999).map(str)
pages = st.builds(lambda first, count: f"{first}-{first + count}", st.integers(1, 999), st.integers(1, 40))


def items(**extra):
    return st.builds(
        CslItem,
        id=st.from_regex(r"[a-z]{2,8}\d{2}", fullmatch=True),
        type=st.just("article-journal"),
        title=plain,
        author=people,
        container_title=plain,
        volume=numbers,
        issue=numbers,
        page=pages,
        issued=days,
        publisher=plain,
        doi=st.just("10.1000/a_b"),
        url=st.just("https://example.org/~a_b?x=1&y=%20#z"),
        note=plain,
        **extra,
    )


def unique(drawn):
    return list({item.id: item for item in drawn}.values())


@given(st.lists(items(editor=people), max_size=4).map(unique))
def test_csl_json_comes_back(drawn):
    references, problems = bibliography.read(csl_json.write(drawn).encode(), "a.json")
    assert problems == ()
    assert [reference.fields for reference in references] == drawn


@given(st.lists(items(editor=people), max_size=4).map(unique))
def test_bibtex_comes_back(drawn):
    references, problems = bibliography.read(bibtex.write(drawn).encode(), "a.bib")
    assert problems == ()
    assert [reference.fields for reference in references] == drawn


@given(st.lists(items(), max_size=4).map(unique))
def test_ris_comes_back(drawn):
    references, problems = bibliography.read(ris.write(drawn).encode(), "a.ris")
    assert problems == ()
    assert [reference.fields for reference in references] == drawn


@given(plain)
def test_latex_escapes_come_back(words):
    assert decoded(encoded(words)) == words


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"{\"o}", "ö"),
        (r"\"{o}", "ö"),
        (r"\'e", "é"),
        (r"\v{c}", "č"),
        (r"\c c", "ç"),
        (r"{\ss} and {\o} and {\L}odz", "ß and ø and Łodz"),
        (r"\'{\i}", "í"),
        (r"Na{\~n}o", "Naño"),
        (r"\emph{in vitro}", "in vitro"),
        (r"a -- b --- c", "a – b — c"),
        (r"``quoted''", "“quoted”"),
        (r"5~mg at 10\%", "5 mg at 10%"),
        (r"$p$-value", "p-value"),
    ],
)
def test_latex_spellings_are_decoded(latex, expected):
    assert decoded(latex) == expected


def test_items_without_keys_get_one_of_their_own():
    item = CslItem(
        title="The sleep of reason", author=(CslName(family="Goya", given="F."),), issued=CslDate(date_parts=((1799,),))
    )
    written = bibtex.write([item, item])
    assert "@misc{goya1799sleep," in written
    assert "@misc{goya1799sleep-2," in written


@pytest.mark.parametrize("kind", ["book", "chapter", "webpage", "thesis", "report", "paper-conference"])
@pytest.mark.parametrize(("writer", "suffix"), [(bibtex.write, ".bib"), (ris.write, ".ris")])
def test_kinds_of_source_come_back(kind, writer, suffix):
    item = CslItem(id="a1", type=kind, title="Rest", publisher="Meadow Press", url="https://example.org/")
    (reference,), _ = bibliography.read(writer([item]).encode(), "a" + suffix)
    assert (reference.fields.type, reference.fields.title, reference.fields.publisher) == (kind, "Rest", "Meadow Press")

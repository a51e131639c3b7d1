"""Slow patterns are searched only where a word of them stands: that look must never lose what they would have found."""

from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import fields, kind, names, roles
from deskcheck.extractors.references.parse.spans import Stretch


def printed(words):
    """Return strategies of texts put together from words and loose characters."""
    pieces = st.one_of(st.sampled_from(words), st.text(max_size=3))
    return st.lists(pieces, max_size=8).flatmap(lambda found: st.sampled_from([" ".join(found), "".join(found)]))


NAMES = printed(
    "et al. et.al others u. a. u.a. und andere ANDERE et coll … ... (Eds.) [hrsg] (ed. by) In In: in Edited by EDS. "
    "editorſ Hg. hg herausgegeben von by dans Smith, J. ; & and".split(" ")
)
KINDS = printed(
    "Thesis theſis dissertation ph.d. diss diplomarbeit Masterarbeit habilitation [data set] [ Database [Data file] "
    "paper presented poster session PRESENTED at presentation at preſented Title of".split(" ")
)
TITLES = printed("NIMH » | › :: – — - Sleep Harlow \u00a0 \u2003 [Internet] [ pdf] [editorial] [online".split(" "))


@given(NAMES)
def test_names_are_those_of_a_search_everywhere(text):
    found = names.parse(text)
    kept = roles._OTHERS, roles._ROLES_FIRST
    roles._OTHERS, roles._ROLES_FIRST = ("",), ("",)
    try:
        assert names.parse(text) == found
    finally:
        roles._OTHERS, roles._ROLES_FIRST = kept


@given(KINDS)
def test_types_are_those_of_a_search_everywhere(text):
    found = kind.decide(text, {}, frozenset())
    kept = kind._OF_THE_TEXT
    kind._OF_THE_TEXT = tuple((("",), pattern, name) for _, pattern, name in kept)
    try:
        assert kind.decide(text, {}, frozenset()) == found
    finally:
        kind._OF_THE_TEXT = kept


@given(TITLES, TITLES)
def test_site_labels_are_those_of_a_search_everywhere(title, site):
    text = title + site
    parts = [Stretch("title", 0, 0, 0, len(title)), Stretch("container", 1, 1, len(title), len(text))]
    found = fields.item(text, parts)
    kept = fields._SITE_MARKS
    fields._SITE_MARKS = ("",)
    try:
        assert fields.item(text, parts) == found
    finally:
        fields._SITE_MARKS = kept

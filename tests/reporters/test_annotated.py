"""The article's words come out complete and in order, every claim on its exact words."""

from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import Block, BlockKind, locate
from deskcheck.reporters.annotated import blocks


def words_of(block):
    return "".join(piece.text for piece in block.pieces)


def marked(shown, index):
    return "".join(piece.text for block in shown for piece in block.pieces if piece.claim == index)


def test_every_claim_is_marked_on_its_exact_words():
    audit = rich_audit()
    shown = blocks(audit)
    assert [marked(shown, index) for index in range(len(audit.claims))] == [claim.quote for claim in audit.claims]


def test_blocks_keep_their_role_and_line():
    shown = blocks(rich_audit())
    assert [(block.role, block.line) for block in shown][:4] == [
        ("heading", 1),
        ("aside", 3),
        ("aside", 5),
        ("prose", 7),
    ]
    assert shown[3].claims == (0, 1)


@st.composite
def audits(draw):
    text = draw(st.text("ab \n#-", min_size=1, max_size=60))
    place = st.integers(0, len(text))
    stretches = st.lists(st.tuples(place, place).map(sorted), max_size=5)
    spans = locate(text)
    article = an_article(
        text,
        blocks=tuple(
            Block(draw(st.sampled_from(BlockKind)), spans(start, end)) for start, end in draw(stretches) if start < end
        ),
    )
    claims = [
        a_claim(article, text[start:end], id=f"c{start}-{end}", span=spans(start, end), verdict=a_verdict())
        for start, end in draw(stretches)
        if start < end
    ]
    return an_audit(article, claims=tuple(claims))


@given(audits())
def test_no_word_is_lost_or_said_twice(audit):
    text, position = audit.article.text, 0
    for block in blocks(audit):
        start = text.index(words_of(block), position)
        assert not any(letter in "ab" for letter in text[position:start])
        position = start + len(words_of(block))
    assert not any(letter in "ab" for letter in text[position:])


@given(audits())
def test_a_claim_has_one_first_piece_at_most_and_its_words_lie_in_it(audit):
    shown = blocks(audit)
    for index, claim in enumerate(audit.claims):
        pieces = [piece for block in shown for piece in block.pieces if piece.claim == index]
        assert sum(piece.first for piece in pieces) <= 1
        assert sum(index in block.claims for block in shown) == sum(piece.first for piece in pieces)
        assert all(piece.text in claim.quote for piece in pieces)


def test_text_that_no_block_holds_is_shown_too():
    article = an_article("First words.\n\n---\n\nLast words.", blocks=())
    assert [words_of(block) for block in blocks(an_audit(article))] == ["First words.", "Last words."]


def test_a_claim_over_two_blocks_is_marked_in_both():
    text = "Tea helps\n\nsome people."
    article = an_article(text)
    audit = an_audit(article, claims=(a_claim(article, text),))
    first, second = blocks(audit)
    assert [(piece.first, piece.last) for piece in (*first.pieces, *second.pieces)] == [(True, False), (False, True)]


def test_of_overlapping_claims_each_keeps_its_sign():
    text = "Tea helps some people."
    article = an_article(text)
    claims = (a_claim(article, text), a_claim(article, "helps some"))
    (block,) = blocks(an_audit(article, claims=claims))
    assert words_of(block) == text
    assert [piece.claim for piece in block.pieces if piece.last] == [0, 1]

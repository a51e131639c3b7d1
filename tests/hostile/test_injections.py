"""Twenty pairs whose sources tell the reader what to answer; ``make bench-safety`` takes a hundred."""

from hostile import injections


def test_the_pairs_have_verdicts_of_several_kinds():
    assert len(set(injections.labels(injections.pairs(20)))) >= 3


def test_no_instruction_in_a_source_raises_a_verdict():
    assert injections.raised(20) == []

"""Three hundred random texts through the annotations; ``make bench-safety`` takes 10,000."""

from hostile import runner


def test_no_text_becomes_a_command_of_its_own():
    assert runner.misread(300) == []


def test_the_model_reads_commands():
    text = "words\n::add-mask::x\r::error file=a,line=1::b\nnot ::this::"
    assert runner.commands(text) == [("add-mask", "x"), ("error", "b")]

"""Every regular expression on hostile strings of 25,000 characters; ``make bench-safety`` takes 100,000 and doubles."""

import multiprocessing
import re

import pytest

from hostile import regexes

KNOWN = [r"\s+and\s+", r"(?:a+)+b", r"^\s*:?\s*$", r"(\w+)@"]


def expression(pattern):
    return regexes.Expression(pattern, int(re.compile(pattern).flags), "here", False)


def in_a_child(work):
    """Run ``work`` where an alarm may end a search; return what it returned."""
    reading, writing = multiprocessing.Pipe(duplex=False)

    def serve():
        regexes.stop_after_the_alarm()
        writing.send(work())

    child = multiprocessing.get_context("fork").Process(target=serve)
    child.start()
    writing.close()
    found = reading.recv()
    child.join()
    return found


def test_every_expression_of_the_program_is_collected():
    found = {one.place.split(":")[0] for one in regexes.collect()}
    assert len(regexes.collect()) >= 450
    assert {"deskcheck.text.markers", "deskcheck.readers.kinds", "deskcheck.reporters.characters"} <= found


@pytest.mark.parametrize("pattern", KNOWN)
def test_the_strings_show_what_is_slow(pattern):
    assert in_a_child(lambda: regexes.too_slow(expression(pattern)))


def test_no_expression_of_the_program_is_kept_busy():
    slow = in_a_child(lambda: [line for one in regexes.collect() if (line := regexes.too_slow(one))])
    assert slow == []

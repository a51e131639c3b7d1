"""``-`` is standard input, for the commands that read one text."""

import json
import subprocess
import sys

import pytest

LINE = "Harlow T. Naps and rest in bus drivers. J Rest Stud. 2019;12(3):110-21."
PAIR = json.dumps({"claim": "Naps help 30% of drivers.", "evidence": "Naps help 30% of drivers at night."})
LIST = f"References\n\n1. {LINE}\n2. Winton B. Tea and rest. J Rest Stud. 2019;13(1):5-9.\n"


def run(data, *arguments):
    words = [sys.executable, "-m", "deskcheck", *arguments]
    done = subprocess.run(words, input=data.encode(), capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "data", "shown"),
    [
        (("references", "--lines", "-"), LINE, "Naps and rest in bus drivers"),
        (("references", "-"), LIST, "Tea and rest"),
        (("match", "--lines", "--offline", "--online", "-"), LINE, "Naps and rest in bus drivers"),
        (("verify", "-"), PAIR, '"label":"supported"'),
        (("claims", "-"), "Naps\n\nNaps of ten minutes help 30% of drivers.\n", "30%"),
    ],
)
def test_a_text_may_be_piped(arguments, data, shown):
    code, out, err = run(data, *arguments)
    assert (code, err) == (0, "")
    assert shown in out


@pytest.mark.parametrize(
    ("arguments", "data", "said"),
    [
        (("references", "--lines", "-"), "", "standard input: is empty"),
        (("claims", "-"), " \n", "standard input: is empty"),
        (("fix", "-", "--offline"), LIST, "standard input: cannot be mended in place"),
        (("verify", "-"), "{", "-:1: is no pair"),
    ],
)
def test_what_cannot_be_read_from_a_pipe_is_one_line(arguments, data, said):
    code, out, err = run(data, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1

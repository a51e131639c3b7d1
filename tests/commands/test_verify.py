"""The command that judges lines of pairs."""

import json

import pytest

from deskcheck.commands.verify import run, verdicts
from deskcheck.errors import InputError

PAIR = {"claim": "Naps improved recall in 30 nurses.", "evidence": "Naps improved recall in 30 nurses on night shifts."}


def test_one_verdict_a_line(tmp_path):
    path = tmp_path / "pairs.jsonl"
    other = {**PAIR, "id": "b", "evidence": ["Barley ripens late.", "Oats do not."], "metadata": {"title": "Cereals"}}
    path.write_text(json.dumps(PAIR) + "\n\n" + json.dumps(other) + "\n", encoding="utf-8")
    answers = [json.loads(line) for line in run(path)]
    assert [answer["id"] for answer in answers] == [1, "b"]
    assert [answer["label"] for answer in answers] == ["supported", "not_checkable"]
    assert all(set(answer["stances"]) == {"supports", "contradicts", "silent", "covered"} for answer in answers)


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b'{"claim": "x"}',
        b'{"claim": 3, "evidence": "y"}',
        b'["claim"]',
        b'{"claim": "\xff", "evidence": ""}',
    ],
)
def test_a_bad_line_is_named(line):
    with pytest.raises(InputError, match=r"pairs\.jsonl:2: "):
        list(verdicts([json.dumps(PAIR).encode(), line], "pairs.jsonl"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(run(tmp_path / "none.jsonl"))

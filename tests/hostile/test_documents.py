"""Malformed files and bombs: a document or one line that names the file, in bounded time and memory.

Of each format 2,000 files are tried, a quarter of that for PDF; ``DESKCHECK_MALFORMED=100000`` tries more.
"""

import os

import pytest

from deskcheck.errors import InputError
from deskcheck.readers import read_bytes
from hostile import bombs, documents, trials

COUNT = int(os.environ.get("DESKCHECK_MALFORMED", "2000"))


@pytest.mark.parametrize("name", documents.GRAMMARS)
def test_malformed_files_give_a_document_or_one_line(name, tmp_path):
    count = COUNT // 4 if name.endswith(".pdf") else COUNT
    found = trials.run(name, range(count), tmp_path)
    assert found.failures == ()
    assert found.cases == count
    assert found.read > 0


def test_a_case_that_hangs_or_dies_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(trials, "check", lambda *_: os._exit(3))
    found = trials.run("a.txt", range(3), tmp_path)
    assert found.failures == ("a.txt seed 0: the process died or was stuck",)


def test_a_case_that_fails_otherwise_is_told(tmp_path, monkeypatch):
    def broken(*_):
        raise KeyError("x")

    monkeypatch.setattr(trials, "check", broken)
    found = trials.run("a.txt", range(2), tmp_path)
    assert found.failures == ("a.txt seed 0: KeyError: 'x'", "a.txt seed 1: KeyError: 'x'")


def test_every_bomb_is_refused_by_the_words_of_its_limit():
    files = list(bombs.files())
    assert len(files) >= 24
    for name, make, words in files:
        with pytest.raises(InputError) as fault:
            read_bytes(make(), "a.docx")
        assert words in str(fault.value), name

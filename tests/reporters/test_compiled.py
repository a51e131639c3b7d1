"""Compiled templates are kept beside them, and nobody notices when they cannot be."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from deskcheck.reporters.compiled import kept


@pytest.fixture(autouse=True)
def writes_code(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(folder, text="Tea {{ word }}."):
    environment = Environment(loader=DictLoader({"a": text}), bytecode_cache=kept(folder), autoescape=True)
    return environment.get_template("a").render(word="helps")


def test_code_is_kept_and_used_again(tmp_path):
    assert rendered(tmp_path) == "Tea helps."
    (file,) = (tmp_path / "__pycache__").iterdir()
    before = file.stat().st_mtime_ns
    assert rendered(tmp_path) == "Tea helps."
    assert file.stat().st_mtime_ns == before


def test_a_template_that_was_altered_is_compiled_anew(tmp_path):
    assert rendered(tmp_path) == "Tea helps."
    assert rendered(tmp_path, "Coffee {{ word }}.") == "Coffee helps."


@pytest.mark.parametrize("content", [b"", b"j2", b"junk" * 99])
def test_damaged_code_is_compiled_anew(tmp_path, content):
    rendered(tmp_path)
    (file,) = (tmp_path / "__pycache__").iterdir()
    file.write_bytes(content)
    assert rendered(tmp_path) == "Tea helps."


def test_where_nothing_can_be_kept_nothing_is(tmp_path, monkeypatch):
    (tmp_path / "__pycache__").write_text("no folder")
    assert rendered(tmp_path) == "Tea helps."
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept(tmp_path / "other") is None
    assert not (tmp_path / "other").exists()

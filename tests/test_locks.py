"""The locks are in step with pyproject.toml, hold hashes for everything and name no address."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEC = importlib.util.spec_from_file_location("lock", ROOT / "requirements" / "lock.py")
lock = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(lock)


@pytest.mark.parametrize("name", lock.LOCKS)
def test_a_lock_is_in_step_with_what_it_was_made_from(name):
    assert lock.stated(name) == lock.wishes(name), f"requirements/{name}.txt is out of step: run make lock, commit it"


@pytest.mark.parametrize("name", ["run", "dev", "tools", "fuzz"])
def test_every_locked_package_has_hashes(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text)[1:]
    assert len(entries) >= 20
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", lock.LOCKS)
def test_no_lock_names_an_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_an_audit_runs_on_the_versions_that_the_tests_ran_on():
    run, dev = lock.direct("run"), lock.direct("dev")
    assert run.items() <= dev.items()


@pytest.mark.parametrize("name", lock.LOCKS)
def test_what_trains_the_inference_model_is_in_no_lock(name):
    assert not {"torch", "transformers", "onnx"} & lock.direct(name).keys()

"""Answers on disk: kept by kind and age, never a reason to fail."""

import sqlite3
import zlib

import pytest

from deskcheck.cache import AGES, Cache, default_path


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


def test_an_answer_outlives_the_program(tmp_path):
    Cache(tmp_path / "a" / "c.sqlite").put("record", "10.5555/a", b"body")
    assert Cache(tmp_path / "a" / "c.sqlite").get("record", "10.5555/a") == b"body"


def test_kinds_age_differently(tmp_path):
    clock = Clock()
    cache = Cache(tmp_path / "c", clock=clock)
    for kind in AGES:
        cache.put(kind, "k", kind.encode())
    clock.now += AGES["absent"] + 1
    assert [cache.get(kind, "k") for kind in ("absent", "record", "search")] == [None, b"record", b"search"]
    clock.now += AGES["record"]
    assert [cache.get(kind, "k") for kind in ("record", "search")] == [None, b"search"]
    assert cache.get("absent", "k", any_age=True) == b"absent"
    assert cache.get("unknown kind", "k") is None


def test_a_newer_answer_replaces_the_older_one(tmp_path):
    cache = Cache(tmp_path / "c")
    cache.put_all("record", [("k", b"old"), ("j", b"other")])
    cache.put("record", "k", b"new")
    assert (cache.get("record", "k"), cache.get("record", "j")) == (b"new", b"other")


def test_two_programs_share_one_file(tmp_path):
    one, two = Cache(tmp_path / "c"), Cache(tmp_path / "c")
    one.put("record", "k", b"body")
    assert two.get("record", "k") == b"body"
    one.close()
    one.put("record", "j", b"lost")
    assert one.get("record", "k") is None
    assert two.get("record", "j") is None


def damaged(path, kind):
    data = path.read_bytes() if path.exists() else b""
    match kind:
        case "no database":
            return b"no database" * 500
        case "cut":
            return data[: len(data) // 2]
        case "head":
            return data[:16] + bytes(len(data) - 16)
        case "pages":
            return data[:100] + b"\xa5" * (len(data) - 100)
    raise ValueError(kind)


@pytest.mark.parametrize("kind", ["no database", "cut", "head", "pages"])
def test_a_damaged_file_is_moved_aside_with_one_line_and_the_run_goes_on(tmp_path, kind):
    path, lines = tmp_path / "c", []
    first = Cache(path)
    first.put_all("record", [(f"k{number}", b"body" * number) for number in range(400)])
    first.close()
    path.write_bytes(damaged(path, kind))
    cache = Cache(path, warn=lines.append)
    assert cache.get("record", "k300") is None
    cache.put("record", "k", b"body")
    assert cache.get("record", "k") == b"body"
    assert len(lines) == 1
    assert lines[0].endswith("it was moved to c.damaged and begun anew.")
    assert (tmp_path / "c.damaged").is_file()
    assert Cache(path, warn=lines.append).get("record", "k") == b"body"
    assert len(lines) == 1


@pytest.mark.parametrize("version", [0, 1, 99])
def test_a_file_of_another_version_is_emptied(tmp_path, version):
    cache = Cache(tmp_path / "c")
    cache.put("record", "k", b"body")
    cache.close()
    changed(tmp_path / "c", f"pragma user_version = {version}")
    cache = Cache(tmp_path / "c")
    assert cache.get("record", "k") is None
    cache.put("record", "k", b"body")
    assert cache.get("record", "k") == b"body"


def changed(path, statement, values=()):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute(statement, values)
    database.close()


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("update answers set body = ?", (zlib.compress(b"another body"),)),
        ("update answers set body = ?", (b"",)),
        ("update answers set body = substr(body, 1, 5)", ()),
        ("update answers set body = 'words'", ()),
        ("update answers set kept = kept + 1", ()),
        ("update answers set kept = 'long ago'", ()),
        ("update answers set digest = ?", (bytes(16),)),
        ("update answers set key = 'other'", ()),
        ("update answers set kind = 'search'", ()),
        ("insert or replace into answers select kind, 'other', body, kept, digest from answers", ()),
    ],
)
def test_a_row_that_somebody_changed_is_a_miss(tmp_path, statement, values):
    clock = Clock()
    cache = Cache(tmp_path / "c", clock=clock)
    cache.put("record", "k", b"body")
    cache.close()
    changed(tmp_path / "c", statement, values)
    cache = Cache(tmp_path / "c", clock=clock)
    key, kind = ("other" if "other" in statement else "k"), ("search" if "search" in statement else "record")
    assert cache.get(kind, key, any_age=True) is None


def test_a_row_from_the_future_is_a_miss_even_offline(tmp_path):
    clock = Clock()
    cache = Cache(tmp_path / "c", clock=clock)
    cache.put("record", "k", b"body")
    clock.now -= 200
    assert cache.get("record", "k") == b"body"
    clock.now -= 200
    assert cache.get("record", "k") is None
    assert cache.get("record", "k", any_age=True) is None


def test_a_row_that_inflates_beyond_any_answer_is_a_miss(tmp_path, monkeypatch):
    cache = Cache(tmp_path / "c")
    cache.put("record", "k", b"x" * 2_000)
    monkeypatch.setattr("deskcheck.cache.MAX_BODY", 1_000)
    assert cache.get("record", "k") is None


def test_several_answers_are_kept_together_or_not_at_all(tmp_path):
    cache = Cache(tmp_path / "c")
    cache.put_all("record", [("k", b"body"), ("\ud800", b"no text")])
    assert cache.get("record", "k") is None
    cache.put("record", "k", b"body")
    assert cache.get("record", "k") == b"body"


def test_a_cache_that_only_may_be_read_is_read(tmp_path, monkeypatch):
    cache = Cache(tmp_path / "c")
    cache.put("record", "k", b"body")
    cache.close()

    def refused(_):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("deskcheck.cache._opened", refused)
    monkeypatch.setattr("os.access", lambda *_: False)
    cache = Cache(tmp_path / "c")
    assert cache.get("record", "k") == b"body"
    cache.put("record", "j", b"body")
    assert cache.get("record", "j") is None


def test_a_place_that_cannot_be_written_means_no_cache(tmp_path):
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file" / "c")
    cache.put("record", "k", b"body")
    assert cache.get("record", "k") is None
    assert Cache(None).get("record", "k") is None


def test_the_users_cache_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "deskcheck" / "answers.sqlite"

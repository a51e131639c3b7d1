"""Answers on disk: kept by kind and age, never a reason to fail."""

import sqlite3

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


def test_a_damaged_file_is_begun_anew(tmp_path):
    path = tmp_path / "c"
    path.write_bytes(b"no database" * 500)
    cache = Cache(path)
    cache.put("record", "k", b"body")
    assert cache.get("record", "k") == b"body"


def test_a_file_of_another_version_is_emptied(tmp_path):
    Cache(tmp_path / "c").put("record", "k", b"body")
    with sqlite3.connect(tmp_path / "c") as database:
        database.execute("pragma user_version = 99")
    assert Cache(tmp_path / "c").get("record", "k") is None


def test_a_place_that_cannot_be_written_means_no_cache(tmp_path):
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file" / "c")
    cache.put("record", "k", b"body")
    assert cache.get("record", "k") is None
    assert Cache(None).get("record", "k") is None


def test_the_users_cache_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "deskcheck" / "answers.sqlite"

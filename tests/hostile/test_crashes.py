"""Ten places to be killed at, four full disks and a crowd; ``make bench-safety`` takes two hundred."""

import pytest

from hostile import crashes


@pytest.mark.parametrize(("kind", "at"), crashes.kill_points(10))
def test_a_killed_process_leaves_a_sound_cache(kind, at, tmp_path):
    crashes.kill_the_cache(kind, at, folder=tmp_path)


@pytest.mark.parametrize(("kind", "at"), crashes.kill_points(10, seed=7))
def test_a_killed_process_leaves_whole_reports(kind, at, tmp_path):
    crashes.kill_the_writer(kind, at, folder=tmp_path)


@pytest.mark.parametrize("limit", [0, 3_000, 9_000, 40_000])
def test_a_full_disk_ends_nothing_and_spoils_nothing(limit, tmp_path):
    crashes.fill_the_disk(limit, folder=tmp_path)


def test_eight_processes_lose_no_answer(tmp_path):
    crashes.crowd(8, folder=tmp_path)

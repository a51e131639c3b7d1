"""Patterns of paths to leave out, read as people know them from ``.gitignore``."""

import fnmatch
from collections.abc import Sequence

import msgspec

_MOST_SEGMENTS = 64


class Pattern(msgspec.Struct, frozen=True):
    """One pattern in segments; ``**`` stands for any number of them, a pattern of one segment fits at any depth."""

    segments: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Pattern":
        """Return the pattern that ``drafts/**``, ``*.draft.md``, ``/notes`` or ``old/`` means."""
        plain = text.replace("\\", "/").removeprefix("./")
        segments = [segment for segment in plain.split("/") if segment not in ("", ".")]
        if segments and "/" not in plain.rstrip("/"):
            segments = ["**", *segments]
        kept = [one for place, one in enumerate(segments) if one != "**" or segments[place - 1 : place] != ["**"]]
        return cls(tuple(kept[:_MOST_SEGMENTS]))

    def fits(self, path: Sequence[str]) -> bool:
        """Tell whether the pattern fits a path, or a folder that the path lies in."""
        reached = {0}
        for segment in path:
            if self._ends(reached):
                return True
            reached = self._after(reached, segment)
            if not reached:
                return False
        return self._ends(reached)

    def _ends(self, reached: set[int]) -> bool:
        # A final ** stands for what lies in the folder, not for the folder itself being named alone.
        return len(self.segments) in reached and bool(self.segments)

    def _after(self, reached: set[int], segment: str) -> set[int]:
        found = set()
        for place in self._open(reached):
            if place == len(self.segments):
                continue
            if self.segments[place] == "**":
                found.add(place)
                if place + 1 == len(self.segments):
                    found.add(place + 1)
            elif fnmatch.fnmatchcase(segment, self.segments[place]):
                found.add(place + 1)
        return found

    def _open(self, reached: set[int]) -> set[int]:
        """Return the places that may take the next segment: ``**`` may also stand for none."""
        found = set(reached)
        for place in reached:
            if place + 1 < len(self.segments) and self.segments[place] == "**":
                found.add(place + 1)
        return found


def excluded(path: Sequence[str], patterns: Sequence[Pattern]) -> bool:
    """Tell whether any pattern fits the path, given in segments."""
    return any(pattern.fits(path) for pattern in patterns)

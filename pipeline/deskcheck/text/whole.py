"""A list of references as the key of what was found out about it once."""

from collections.abc import Sequence

from deskcheck.model import Reference


class Whole:
    """A list known by itself and not by what it holds, which takes long to compare."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.references = references

    def __hash__(self) -> int:
        return id(self.references)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Whole) and other.references is self.references

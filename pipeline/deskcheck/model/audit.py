"""Everything known so far about one article: the record that flows through the stages."""

import datetime
from typing import Any

import msgspec

from deskcheck.model.article import Article
from deskcheck.model.claim import Claim
from deskcheck.model.finding import Finding
from deskcheck.model.reference import Reference
from deskcheck.model.waiver import Waiver

SCHEMA = "deskcheck-audit/1"


class Tool(msgspec.Struct, frozen=True):
    """The program that made the audit."""

    name: str
    version: str


class Unchecked(msgspec.Struct, frozen=True):
    """Something that was not checked: ``what`` (a rule or lookup), on which subject, and why."""

    what: str
    subject: str
    reason: str


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """A body of data the audit drew on; ``as_of`` is its own ISO date, ``entries`` its size."""

    name: str
    kind: str
    as_of: str = ""
    note: str = ""
    entries: int = 0


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """The audit of one article. Serialises to JSON (``to_json``) and reads back equal.

    Attributes:
        age_limits: years from which a source is noted as old, by kind of claim: the policy that was in force.
    """

    schema: str = SCHEMA
    tool: Tool
    as_of: datetime.date
    article: Article
    claims: tuple[Claim, ...] = ()
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    sources: tuple[Source, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    age_limits: dict[str, int] = {}

    def reference(self, number: int) -> Reference | None:
        """Return the reference printed under ``number``, or None."""
        return next((reference for reference in self.references if reference.number == number), None)

    def to_json(self) -> str:
        """Return the audit as indented JSON, the same bytes for the same audit."""
        return msgspec.json.format(msgspec.json.encode(self, order="deterministic"), indent=1).decode() + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> "Audit":
        """Read an audit back.

        Raises:
            msgspec.ValidationError: the text is JSON but no audit of this schema.
            msgspec.DecodeError: the text is not JSON.
        """
        return msgspec.json.decode(text, type=cls)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``audit.json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:deskcheck:schema:{SCHEMA}",
        "title": "deskcheck audit",
        **msgspec.json.schema(Audit),
    }

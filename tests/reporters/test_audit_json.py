"""The saved audit: its schema is shipped, documented and true of what the program writes."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from builders import an_audit, rich_audit
from deskcheck.commands import schema
from deskcheck.model import Audit
from deskcheck.reporters import render

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "pipeline" / "deskcheck" / "data" / "audit.schema.json"


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SHIPPED.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.newest
def test_the_shipped_schema_is_the_one_of_the_records():
    assert SHIPPED.read_text("utf-8") == schema.run(), "write it anew with: make schema"


@pytest.mark.parametrize("audit", [an_audit(), rich_audit()], ids=["smallest", "rich"])
def test_an_audit_is_valid_and_reads_back_equal(audit, validator):
    text = render("json", audit)
    validator.validate(json.loads(text))
    assert Audit.from_json(text) == audit
    assert render("json", Audit.from_json(text)) == text


def test_a_real_audit_is_valid(validator, bundled_audit):
    validator.validate(json.loads(render("json", bundled_audit)))


@pytest.mark.parametrize(
    ("place", "value"),
    [(("claims", 0, "verdict", "label"), "certain"), (("references", 0, "status"), 7), (("as_of",), 20261123)],
)
def test_the_schema_refuses_what_is_no_audit(validator, place, value):
    record = json.loads(render("json", rich_audit()))
    *way, last = place
    inner = record
    for step in way:
        inner = inner[step]
    inner[last] = value
    with pytest.raises(ValidationError):
        validator.validate(record)


def test_the_page_names_every_field_and_every_value():
    page = (ROOT / "docs" / "audit-json.md").read_text("utf-8")
    records = json.loads(SHIPPED.read_text("utf-8"))["$defs"]
    named = set(re.findall(r"\w[\w-]*", page))
    # The items' own fields are CSL-JSON's, which the page links to.
    for record, definition in records.items():
        if not record.startswith("Csl"):
            assert set(definition.get("properties", {})) <= named, record
    for values in ("VerdictLabel", "ReferenceStatus", "MatchStatus", "Stance", "Severity", "State", "LinkKind"):
        assert set(records[values]["enum"]) <= named, values

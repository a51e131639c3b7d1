"""``deskcheck schema``: the JSON Schema of ``audit.json``, as shipped in ``data/audit.schema.json``."""

import json

from deskcheck.model.audit import json_schema


def run() -> str:
    """Return the schema as indented JSON, the same bytes for the same records."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"

"""``deskcheck schema``: the JSON Schema of ``audit.json``, as shipped in ``data/``, or of the configuration."""

import json

from deskcheck.model.audit import json_schema
from deskcheck.settings import keys
from deskcheck.settings.configuration import presets


def run(what: str = "audit") -> str:
    """Return the schema of ``audit`` or ``config`` as indented JSON, the same bytes for the same records and keys."""
    schema = json_schema() if what == "audit" else keys.json_schema(presets())
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"

"""``deskcheck config``: the policy in force, value by value, and where each comes from."""

import json
import re
from typing import Any

import msgspec

from deskcheck.settings.configuration import Policy


def run(policy: Policy, *, as_json: bool) -> str:
    """Return the effective values as lines of TOML with their origins, or as JSON."""
    if as_json:
        rows = [{"key": key, "value": held.value, "from": held.origin} for key, held in policy.values.items()]
        answer = {"file": str(policy.path) if policy.path else None, "values": rows}
        return msgspec.json.format(msgspec.json.encode(answer), indent=1).decode() + "\n"
    lines = [(f"{_key(key)} = {_toml(held.value)}", held.origin) for key, held in policy.values.items()]
    width = min(60, max(len(line) for line, _ in lines))
    head = f"# {policy.path}\n" if policy.path else "# no configuration file was found\n"
    return head + "".join(f"{line:<{width}}  # {origin}\n" for line, origin in lines)


def _key(key: str) -> str:
    """Return a key as TOML writes it: a domain or name within a table in quotation marks."""
    table, dot, entry = key.partition(".")
    return key if not dot or re.fullmatch(r"[A-Za-z0-9_-]+", entry) else f"{table}.{_toml(entry)}"


def _toml(value: Any) -> str:
    """Return a value as TOML writes it; ``never`` stands for no limit."""
    if value is None:
        return '"never"'
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)

"""``deskcheck rules`` and ``deskcheck explain``: the rules and their pages."""

import difflib

import msgspec

from deskcheck.checks import Rule, documentation, rules
from deskcheck.errors import SettingsError


def listing(*, as_json: bool) -> str:
    """Return every rule: code, name, default severity and what it looks at."""
    if as_json:
        rows = [
            {"code": rule.code, "name": rule.name, "severity": rule.severity, "about": rule.about, "needs": rule.needs}
            for rule in rules()
        ]
        return msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n"
    width = max(len(rule.name) for rule in rules())
    return "".join(f"{rule.code}  {rule.name:<{width}}  {rule.severity:<7}  {rule.about}\n" for rule in rules())


def explain(word: str) -> str:
    """Return the page of the rule with this name or code.

    Raises:
        SettingsError: there is no such rule.
    """
    known: dict[str, Rule] = {}
    for rule in rules():
        known[rule.code.lower()] = known[rule.name] = rule
    rule_asked = known.get(word.lower())
    if rule_asked is None:
        close = difflib.get_close_matches(word.lower(), known, n=1)
        remedy = f"Did you mean {close[0]}?" if close else "List them with: deskcheck rules."
        raise SettingsError(f"there is no rule '{word}'", remedy=remedy)
    return documentation(rule_asked)

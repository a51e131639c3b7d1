"""The audit itself as JSON: the source of every other report."""

from deskcheck.model import Audit


def render(audit: Audit) -> str:
    """Return the audit in its versioned schema."""
    return audit.to_json()

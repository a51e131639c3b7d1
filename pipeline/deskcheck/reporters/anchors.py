"""Names by which one report points to claims, references and findings: stable, unique and safe in a page."""

import re

from deskcheck.model import Audit

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


class Anchors:
    """The anchors of one audit, by place in the audit, by id and by number.

    Attributes:
        claims, references, findings: anchors in the audit's order.
    """

    def __init__(self, audit: Audit) -> None:
        self._taken: set[str] = set()
        self.claims = [self._free("c-", claim.id) for claim in audit.claims]
        self.references = [self._free("r-", reference.id) for reference in audit.references]
        self.findings = [self._free("f-", finding.fingerprint) for finding in audit.findings]
        self._claims = {claim.id: index for index, claim in reversed(list(enumerate(audit.claims)))}
        self._numbers = {one.number: index for index, one in reversed(list(enumerate(audit.references)))}
        self._ids = {one.id: index for index, one in reversed(list(enumerate(audit.references)))}

    def claim(self, key: str) -> int | None:
        """Return the place of the claim with this id, or None."""
        return self._claims.get(key)

    def reference(self, key: str | int) -> int | None:
        """Return the place of the reference with this id or printed number, or None."""
        return self._numbers.get(key) if isinstance(key, int) else self._ids.get(key)

    def _free(self, prefix: str, name: str) -> str:
        anchor = prefix + _UNSAFE.sub("-", name.removeprefix(prefix))[:60]
        wanted, count = anchor, 2
        while anchor in self._taken:
            anchor, count = f"{wanted}-{count}", count + 1
        self._taken.add(anchor)
        return anchor

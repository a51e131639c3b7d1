"""The keys of a configuration file: what each may hold, what it is for, and the field of ``Settings`` that it fills."""

from typing import Annotated, Any, Literal

import msgspec

from deskcheck.model import ClaimKind, Severity

Years = Annotated[int, msgspec.Meta(ge=0, le=500)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Word = Annotated[str, msgspec.Meta(min_length=1)]
# Every ``SourceTier`` but ``unknown``, which nobody can allow or refuse; a test holds the two against each other.
Tier = Literal[
    "primary-study",
    "review",
    "guideline",
    "government",
    "association",
    "institution-page",
    "encyclopaedia",
    "magazine",
    "commercial",
]
Service = Literal["dossier", "index", "crossref"]
Language = Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]

SEVERITY, AGES, SOURCES = "severity", "source-age-years", "source-tiers"
REFUSED_FOR, ALLOWED_FOR = "refused-tiers-for", "allowed-tiers-for"
# Tables hold the values named here, under rules, kinds of claims, or words of the desk's own.
KEYS: dict[str, Any] = {
    "preset": str,
    "fail-on": Literal["error", "warning", "note", "never"],
    "max-unknown": Annotated[int, msgspec.Meta(ge=0)] | Literal["never"],
    "link-threshold": Share,
    "min-worth": Share,
    "review-age-years": Years,
    "select": list[str],
    "ignore": list[str],
    "refused-sources": list[Word],
    "refused-tiers": list[Tier],
    "allowed-tiers": list[Tier],
    "languages": list[Language],
    "services": list[Service],
    "exclude": list[Word],
    SEVERITY: Severity,
    AGES: Years,
    SOURCES: Tier,
    REFUSED_FOR: list[Tier],
    ALLOWED_FOR: list[Tier],
}
TABLES = (SEVERITY, AGES, SOURCES, REFUSED_FOR, ALLOWED_FOR)
# Tables with an entry for each kind of claim; ages have one for all the others too.
BY_CLAIM = {AGES: (*ClaimKind, "default"), REFUSED_FOR: tuple(ClaimKind), ALLOWED_FOR: tuple(ClaimKind)}
FIELDS = {
    "max-unknown": "max_unknown",
    "link-threshold": "link_threshold",
    "min-worth": "worth_threshold",
    "review-age-years": "review_age_years",
    "select": "select",
    "ignore": "ignore",
    "refused-sources": "refused_sources",
    "refused-tiers": "refused_tiers",
    "allowed-tiers": "allowed_tiers",
    "languages": "languages",
    "services": "services",
}
TABLE_FIELDS = {
    SEVERITY: "severities",
    AGES: "source_age_years",
    SOURCES: "source_tiers",
    REFUSED_FOR: "refused_tiers_for",
    ALLOWED_FOR: "allowed_tiers_for",
}
MEANINGS = {
    "preset": "The values to start from.",
    "fail-on": "Exit 1 when a finding is this grave.",
    "max-unknown": "Exit 4 when more references than this stay unknown.",
    "link-threshold": "Links below this probability are suggestions.",
    "min-worth": "Sentences less check-worthy are no claims.",
    "review-age-years": "An article not updated for longer is noted.",
    "select": "The only rules to run: names, codes, or the beginning of codes.",
    "ignore": "Rules not to run, whatever is selected.",
    "refused-sources": "Domains, journals, publishers and organisations that are not accepted.",
    "refused-tiers": "Kinds of sources that are not accepted for any claim.",
    "allowed-tiers": "The only kinds of sources that are accepted; empty: all.",
    "languages": "Languages (ISO 639) that references may be in; empty: all.",
    "services": "Sources of records that may be asked, in their order.",
    "exclude": "Patterns of paths that a walk through folders leaves out.",
    SEVERITY: "Severity by rule: name, code, or the beginning of codes.",
    AGES: "Years after which a source is old, by kind of claim.",
    SOURCES: "What kind of source a domain, journal, publisher or organisation is.",
    REFUSED_FOR: "Kinds of sources that are not accepted for a kind of claim.",
    ALLOWED_FOR: "The only kinds of sources that are accepted for a kind of claim.",
}


def json_schema(presets: tuple[str, ...]) -> dict[str, Any]:
    """Return the JSON Schema of ``deskcheck.toml``, for editors that complete and check TOML by one."""
    properties: dict[str, Any] = {}
    for key, kind in KEYS.items():
        (shape,), _ = msgspec.json.schema_components([kind])
        if kind is Severity:
            shape = {"enum": [severity.value for severity in Severity]}
        if key == "preset":
            shape = {"enum": list(presets)}
        if key in TABLES:
            names = BY_CLAIM.get(key)
            shape = {"type": "object", "additionalProperties": shape} | (
                {"propertyNames": {"enum": [str(name) for name in names]}} if names else {}
            )
        properties[key] = {"description": MEANINGS[key], **shape}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "deskcheck.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }

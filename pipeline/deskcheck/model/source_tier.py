"""Kinds of sources, as house policies on sourcing tell them apart."""

from enum import StrEnum


class SourceTier(StrEnum):
    """What kind of source a reference is; ``unknown`` where nothing printed or registered tells."""

    PRIMARY_STUDY = "primary-study"
    REVIEW = "review"
    GUIDELINE = "guideline"
    GOVERNMENT = "government"
    ASSOCIATION = "association"
    INSTITUTION_PAGE = "institution-page"
    ENCYCLOPAEDIA = "encyclopaedia"
    MAGAZINE = "magazine"
    COMMERCIAL = "commercial"
    UNKNOWN = "unknown"

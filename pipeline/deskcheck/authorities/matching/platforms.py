"""Platforms that are no journals, though reference lists print them in a journal's place."""

from deskcheck.text import squash

_NAMES = """
    ScienceDirect, Science Direct, Elsevier ScienceDirect, PubMed, PubMed Central, PMC, Europe PMC, MEDLINE,
    NCBI, NCBI Bookshelf, JSTOR, ResearchGate, Research Gate, Academia.edu, Google Scholar, Semantic Scholar,
    SpringerLink, Springer Link, Springer Nature Link, Wiley Online Library, Taylor & Francis Online,
    Tandfonline, SAGE Journals, SagePub, Oxford Academic, Cambridge Core, ProQuest, EBSCO, EBSCOhost, Scopus,
    Web of Science, IEEE Xplore, ACM Digital Library, Project MUSE, Ovid, Karger, MDPI, HAL, CORE, PsycNET, APA
    PsycNet, APA PsycInfo, ERIC, DOAJ, BioMed Central, Hindawi, Dove Medical Press, DovePress, LWW Journals,
    Emerald Insight, Liebert Online, Nature.com, Frontiersin.org, ScholarWorks, SciELO, Wolters Kluwer,
    Lippincott Williams & Wilkins, National Library of Medicine, U.S. National Library of Medicine, National
    Center for Biotechnology Information, NIH, Elsevier, Springer, Wiley
"""
_PLATFORMS = frozenset(squash(name) for name in _NAMES.split(","))


def is_platform(name: str) -> bool:
    """Tell whether a printed container is a platform, database or publisher instead of a journal."""
    return squash(name) in _PLATFORMS

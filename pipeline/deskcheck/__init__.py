"""Audits an article's claims against its references, and the references against Crossref."""

__version__ = "0.1.0"

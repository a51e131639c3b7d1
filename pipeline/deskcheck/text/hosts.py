"""Addresses printed without a scheme: ``journals.example.com/article/12``."""

ADDRESS = (
    r"(?<![\w.@/-])[a-z](?:[a-z\d-]{0,61}\.){1,4}(?:com|org|net|gov|edu|int|info|eu|[a-z]{2})/"
    r"[^\s<>\"“”»]+"
)
"""A host in small letters, of one to four labels and a top-level domain, and a path (RFC 3986, section 3)."""

"""Articles and bibliographies → claims and references."""

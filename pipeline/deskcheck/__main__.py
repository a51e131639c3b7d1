"""``python -m deskcheck``."""

from deskcheck.cli import main

main()

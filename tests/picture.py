"""Take the README's picture of the bundled report: ``python tests/picture.py`` writes docs/images/report.png."""

import sys
from pathlib import Path

from browser import chromium

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "reports" / "emotional-detachment" / "audit.html"
PICTURE = ROOT / "docs" / "images" / "report.png"
# What an editor sees first: the answer, the counts and the first things to do.
LAST_SEEN = "ol.todo"
WIDTH = 1200


def take(report: Path, picture: Path) -> None:
    """Write the picture of the report's first screen, in light colours, as wide as a README shows it."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, color_scheme="light")
        page.goto(report.resolve().as_uri())
        box = page.locator(LAST_SEEN).bounding_box()
        assert box, "the report has nothing to do first"
        picture.parent.mkdir(parents=True, exist_ok=True)
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": box["y"] + box["height"] + 24}
        page.screenshot(path=picture, clip=clip, full_page=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else REPORT, PICTURE)

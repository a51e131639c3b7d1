"""What the documents say is so."""

import re
import tomllib
from pathlib import Path

from deskcheck.errors import ExitCode

ROOT = Path(__file__).parent.parent


def test_every_path_the_tour_names_exists():
    tour = (ROOT / "pipeline" / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`(deskcheck/[\w/.]+|pipeline/[\w/.]+|extractors/\w+/|checks/\w+\.py)`", tour)
    named = [name for name in named if "NAME" not in name]
    assert len(named) > 10
    for name in named:
        base = (
            "pipeline/deskcheck" if name.startswith(("extractors", "checks")) else "pipeline" if name[0] == "d" else ""
        )
        assert (ROOT / base / name).exists(), name


def test_links_in_the_documents_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "pipeline" / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_toml_in_the_documents_is_toml():
    fences = [
        fence
        for page in (ROOT / "docs").glob("*.md")
        for fence in re.findall(r"^```toml\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    ]
    assert len(fences) > 3
    for fence in fences:
        assert tomllib.loads(fence), fence


def test_the_readme_lists_every_exit_code():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d) \|", readme, re.M)} == {int(code) for code in ExitCode}


def test_no_document_or_module_is_longer_than_it_should_be():
    for path in (ROOT / "pipeline" / "deskcheck").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path

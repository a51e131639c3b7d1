"""What is built and installed: one name, its data inside, light to start."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_one_package_with_its_data(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"deskcheck"}
    for needed in ("py.typed", "checks/no_references.md", "data/audit.schema.json"):
        assert f"deskcheck/{needed}" in names
    shipped = {name.removeprefix("deskcheck/") for name in names}
    for path in (ROOT / "pipeline" / "deskcheck" / "data").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT / "pipeline" / "deskcheck").as_posix() in shipped


def test_the_wheel_audits_an_article_elsewhere(wheel, tmp_path):
    (tmp_path / "site").mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    article = tmp_path / "a.txt"
    article.write_text(
        "Sleep\n\nSleep helps memory in most adults.\n\nReferences\n\n1. Roe, K. (2020). Sleep. J Rest, 1(2), 3–4.\n"
    )
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import deskcheck.cli; deskcheck.cli.main()",
            "audit",
            str(article),
            "--fail-on",
            "never",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "reports" / "a" / "audit.html").is_file()


def test_help_imports_nothing_heavy():
    code = "import sys, deskcheck.cli; print(*sorted(name.split('.')[0] for name in sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    heavy = {"msgspec", "jinja2", "requests", "habanero", "bibtexparser", "numpy", "rapidfuzz", "markdown_it"}
    assert not loaded & heavy


def test_an_audit_offline_loads_no_network_library():
    article = ROOT / "references" / "emotional-detachment" / "article.md"
    code = (
        "import sys, deskcheck; deskcheck.audit(sys.argv[1]);"
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'requests', 'habanero', 'httpx2', 'urllib3'}))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(article)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []

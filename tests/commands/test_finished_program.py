"""Finished audits against a program that has changed since."""

import shutil
from pathlib import Path

import deskcheck as package
from small_desk import DAY, article, deskcheck


def test_an_audit_made_by_a_program_with_another_template_is_made_anew(tmp_path):
    program = tmp_path / "pipeline"
    source = Path(package.__file__).parent
    shutil.copytree(source, program / "deskcheck", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    for name in ("one", "two"):
        (tmp_path / "docs" / f"{name}.md").write_text(article(name.title(), ("tea", "bread")), encoding="utf-8")

    def finished():
        run = deskcheck("audit", "docs", "--as-of", DAY, cwd=tmp_path, PYTHONPATH=str(program))
        assert run.returncode == 0, run.stderr
        return run.stderr.count("finished before")

    assert (finished(), finished()) == (0, 2)
    template = program / "deskcheck" / "data" / "report" / "closing.html.j2"
    template.write_text(template.read_text(encoding="utf-8") + "<!-- end -->\n", encoding="utf-8")
    assert (finished(), finished()) == (0, 2)
    page = (tmp_path / "reports" / "docs" / "one" / "audit.html").read_text(encoding="utf-8")
    assert "<!-- end -->" in page

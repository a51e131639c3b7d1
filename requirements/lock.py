"""Writes the locks in this folder anew: every version with the hashes of its files, for all platforms, no address.

    make lock

``run.txt`` is what an audit needs, ``dev.txt`` what the tests need as well, ``tools.txt`` what this script and
the look-up of known vulnerabilities need, ``fuzz.txt`` what ``make fuzz`` needs. ``minimum.txt`` holds the oldest
versions that ``pyproject.toml`` allows, for ``make test-minimum``. Each lock begins with a digest of the wishes it
was made from.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = ROOT / "requirements"
LOCKS = ("run", "dev", "tools", "fuzz", "minimum")
_MARK = "# made from "


def wishes(lock: str) -> str:
    """Return the digest of what a lock is made from: dependencies in ``pyproject.toml`` and the ``.in`` files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {
        "run": [project["dependencies"], _lines("build")],
        "dev": [project["dependencies"], extras, _lines("build")],
        "tools": [_lines("tools")],
        "fuzz": [project["dependencies"], _lines("build"), _lines("fuzz")],
        "minimum": [project["dependencies"], {name: held for name, held in extras.items() if name != "dev"}],
    }[lock]
    words = json.dumps([project["requires-python"], asked], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def stated(lock: str) -> str:
    """Return the digest that a lock says it was made from."""
    first = (HERE / f"{lock}.txt").read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix(_MARK).partition(";")[0]


def direct(lock: str) -> dict[str, str]:
    """Return the versions in a lock by name."""
    text = (HERE / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.M))


def _lines(name: str) -> list[str]:
    text = (HERE / f"{name}.in").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _compile(lock: str, *arguments: str) -> None:
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-emit-index-url"),
        *("--no-emit-find-links", "--no-annotate", "--upgrade", "--python-version", "3.11", *arguments),
    ]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SystemExit(f"{lock}: {made.stderr.strip()}")
    head = f"{_MARK}{wishes(lock)}; run make lock to make it anew\n"
    (HERE / f"{lock}.txt").write_text(head + made.stdout, encoding="utf-8")
    print(f"requirements/{lock}.txt: {len(direct(lock))} packages")


def main() -> None:
    """Write every lock."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    locked = ("--universal", "--generate-hashes")
    _compile("dev", *locked, "--all-extras", "pyproject.toml", "requirements/build.in")
    _compile("run", *locked, "--constraints", "requirements/dev.txt", "pyproject.toml", "requirements/build.in")
    _compile("tools", *locked, "requirements/tools.in")
    same = ("--constraints", "requirements/dev.txt")
    _compile("fuzz", *locked, *same, "pyproject.toml", "requirements/build.in", "requirements/fuzz.in")
    optional = [word for name in sorted(extras) if name != "dev" for word in ("--extra", name)]
    _compile("minimum", "--resolution", "lowest-direct", *optional, "pyproject.toml")


if __name__ == "__main__":
    main()

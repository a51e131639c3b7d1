"""A network that is gone: the run ends soon with exit 4, says what was not checked, and later fetches the rest."""

import json

import pytest

from deskcheck import network
from deskcheck.cli import main
from deskcheck.network import Circuit
from fault_server import FaultServer
from invented_works import message
from outages import KINDS, article, outage

SILENCE = 0.4
EVERYTHING = ("--online", "--check-links", "--abstracts", "europe-pmc,openalex,semantic-scholar", "--fail-on", "never")


@pytest.fixture(autouse=True)
def short_and_apart(monkeypatch, tmp_path):
    """Shorten the patience with a silent network, and keep answers apart from those of the machine."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(network.Circuit, "__init__", partial_init(Circuit.__init__))


def partial_init(plain):
    def init(self, silence=SILENCE, **more):
        plain(self, silence, **more)

    return init


def run(*arguments):
    try:
        main([str(one) for one in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_held_against_a_reference_and_the_run_says_so(kind, tmp_path, capsys):
    path, out = article(tmp_path), tmp_path / "out"
    with outage(kind) as tried:
        assert run("audit", path, *EVERYTHING, "--max-unknown", "0", "--out", out) == 4
    assert len(tried) <= 40
    audit = json.loads((out / "audit.json").read_text())
    assert len(audit["references"]) == 50
    assert {one["status"] for one in audit["references"]} == {"unknown"}
    assert {one["page"]["status"] for one in audit["references"] if one["page"]} == {"unknown"}
    missed = {one["what"] for one in audit["unchecked"]}
    assert {"lookup", "address"} <= missed
    assert all(one["reason"] for one in audit["unchecked"])
    assert {"not-looked-up", "unseen-address"} <= {one["rule"] for one in audit["findings"]}
    assert "50 unknown" in capsys.readouterr().out


def test_unknown_alone_fails_nothing(tmp_path, capsys):
    with outage("refused"):
        assert run("audit", article(tmp_path, 3), "--online", "--no-reports", "--fail-on", "error") == 0
    assert "3 unknown" in capsys.readouterr().out


def title(number):
    return f"Losses of eels near Arden in winter {number}"


def test_a_later_run_fetches_only_what_is_missing(tmp_path, capsys):
    """Half of the lookups fail on the first day; the second asks for that half, the third for nothing."""
    entries = [
        f"{number}. Harlow, T., & Winton, B. (2019). {title(number)}. Journal of Rest Studies, {number}(3),"
        f" {number}1–{number}9. doi:10.5555/late.{number}"
        for number in range(1, 7)
    ]
    path = tmp_path / "article.md"
    path.write_text("# Losses\n\nEels fell by 18 percent [1].\n\n## References\n\n" + "\n".join(entries) + "\n")
    records = [message(f"10.5555/late.{n}", title(n), volume=str(n), page=f"{n}1-{n}9") for n in range(1, 7)]
    arguments = ("audit", path, "--max-unknown", "0", "--fail-on", "never", "--no-reports")
    with FaultServer(records) as server:
        server.fails = lambda asked: "invalid" if "filter=" in asked or asked.split("?")[0][-1] in "135" else ""
        assert run(*arguments, "--crossref", server.url) == 4
        server.fails = lambda _: ""
        server.log.clear()
        assert run(*arguments, "--crossref", server.url) == 0
        asked = "".join(server.paths)
        assert all(f"late.{number}" in asked for number in (1, 3, 5))
        assert not any(f"late.{number}" in asked for number in (2, 4, 6))
        server.log.clear()
        assert run(*arguments, "--crossref", server.url) == 0
        assert server.paths == []
    assert "6 ok" in capsys.readouterr().out

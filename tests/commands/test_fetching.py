# ruff: noqa: E501 - tables of cases
"""Articles named by their address, and the door that --offline shuts, through the command line."""

import json
import socket

import pytest

from deskcheck import network
from deskcheck.cli import main
from deskcheck.commands import auditing, claims, references
from deskcheck.commands.fetching import article_at, name_of
from deskcheck.errors import InputError
from deskcheck.network import Door
from fault_server import FAULTS, FaultServer
from invented_works import HARLOW, message

BODY = f"""<!doctype html><html lang=en><head><title>Sleep and memory</title></head><body><article>
<h1>Sleep and memory</h1><p>Night shifts reduce recall by 18 percent in hospital cleaners [1].</p>
<h2>References</h2><ol><li>{HARLOW}</li></ol></article></body></html>"""
TEXT = f"Sleep and memory\n\nNight shifts reduce recall by 18 percent [1].\n\nReferences\n\n1. {HARLOW}\n"


class Site(FaultServer):
    """Also serves whole bodies as they are."""

    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.bodies_at = {}

    def answer(self, method, path, host):
        if path in self.bodies_at:
            kind, body = self.bodies_at[path]
            return 200, {"Content-Type": kind}, body
        return super().answer(method, path, host)


@pytest.fixture
def site():
    with Site([message()]) as running:
        running.bodies_at = {
            "/a": ("text/html", BODY.encode()),
            "/latin": (
                "text/html; charset=iso-8859-1",
                BODY.replace("cleaners", "Köche").encode("iso-8859-1", "replace"),
            ),
            "/t": ("text/plain", TEXT.encode()),
            "/notes.md": ("application/octet-stream", f"# {TEXT}".encode()),
            "/picture": ("image/png", b"\x89PNG"),
            "/lie": ("application/pdf", b"<html>no PDF</html>"),
            "/empty": ("text/html", b"  "),
        }
        running.redirects = {"/old": (301, "/a")}
        yield running


@pytest.fixture
def trusting(monkeypatch, site):
    """Let the commands fetch from the loopback, which they refuse."""

    def fetched(url, **options):
        return article_at(url, trusted=site.url, **options)

    for module in (auditing, claims, references):
        monkeypatch.setattr(module, "article_at", fetched)


def run(capsys, *arguments):
    try:
        main([str(one) for one in arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("path", ["/a", "/t", "/notes.md", "/old", "/latin"])
def test_a_page_is_read_by_what_it_is(site, path):
    article = article_at(f"{site.url}{path}", online=True, trusted=site.url)
    assert article.path == f"{site.url}{path}"
    assert article.address == f"{site.url}{'/a' if path == '/old' else path}"
    assert article.title == "Sleep and memory"
    assert "18 percent" in article.text
    assert path != "/latin" or "Köche" in article.text


@pytest.mark.parametrize("path", ["/picture", "/lie", "/empty", "/none"])
def test_what_no_reader_takes_is_one_line(site, path):
    with pytest.raises(InputError) as caught:
        article_at(f"{site.url}{path}", online=True, trusted=site.url)
    assert f"{site.url}{path}" in str(caught.value)


@pytest.mark.parametrize(
    "kind", [kind for kind in FAULTS if kind not in ("other", "html", "drip", "invalid", "short", "long")]
)
def test_an_article_that_cannot_be_fetched_is_one_line(site, kind, monkeypatch):
    monkeypatch.setattr(network, "Door", lambda **given: Door(**{**given, "timeout": 0.1, "patience": 0.0}))
    site.fails = lambda _: kind
    with pytest.raises(InputError) as caught:
        article_at(f"{site.url}/a", online=True, trusted=site.url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("command", ["audit", "claims", "references"])
def test_an_address_without_online_is_refused_in_one_line(capsys, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, command, "https://clinic.example/sleep")
    assert (code, out) == (2, "")
    assert "https://clinic.example/sleep" in err
    assert "Add --online" in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("trusting")
def test_a_page_is_audited(capsys, site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "audit", f"{site.url}/old", "--online", "--crossref", site.url, "--fail-on", "never")
    assert code == 0
    assert "Sleep and memory" in out
    (written,) = tmp_path.glob("reports/*/audit.json")
    held = json.loads(written.read_text())
    assert (held["article"]["path"], held["article"]["address"]) == (f"{site.url}/old", f"{site.url}/a")
    assert held["references"][0]["match"]["status"] == "matched"
    assert written.parent.name.startswith("127-0-0-1")


@pytest.mark.usefixtures("trusting")
def test_claims_and_references_of_a_page(capsys, site):
    code, out, _ = run(capsys, "claims", f"{site.url}/a", "--online", "--json")
    assert code == 0
    assert "18 percent" in json.loads(out)[0]["quote"]
    code, out, _ = run(capsys, "references", f"{site.url}/a", "--online")
    assert code == 0
    assert "Harlow" in out


@pytest.mark.usefixtures("trusting")
def test_one_page_that_fails_does_not_stop_the_others(capsys, site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "audit", f"{site.url}/none", f"{site.url}/a", "--online", "--fail-on", "never")
    assert code == 2
    assert "answers 404" in err
    assert len(list(tmp_path.glob("reports/*/audit.json"))) == 1


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://clinic.example/sleep/tips.html?x=1#y", "clinic-example-sleep-tips-html"),
        ("https://clinic.example/../../etc/passwd", "clinic-example-etc-passwd"),
        ("https://clinic.example/" + "x" * 500, "clinic-example-" + "x" * 65),
        ("https://пример.example/ж", "example"),
        ("https://ж/", "article"),
    ],
)
def test_a_folder_named_after_a_page_is_plain(url, name):
    assert name_of(url) == name


def test_offline_opens_no_socket(capsys, tmp_path, monkeypatch):
    opened = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(socket.socket, "connect", lambda *given: opened.append(given))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **_: opened.append(given))
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_: opened.append(given))
    article = tmp_path / "piece.md"
    article.write_text(
        f"# Sleep\n\nNight shifts reduce recall by 18 percent [1].\n\n## References\n\n1. {HARLOW} https://clinic.example/x\n"
    )
    everything = ("--online", "--check-links", "--abstracts", "europe-pmc,openalex,semantic-scholar", "--offline")
    code, _, _ = run(capsys, "audit", article, *everything, "--max-unknown", "0", "--fail-on", "never")
    assert code == 4
    code, out, _ = run(capsys, "match", article, "--online", "--offline")
    assert code == 0
    assert json.loads(out)["reason"] == "not looked up: offline"
    code, _, err = run(capsys, "audit", "https://clinic.example/x", "--online", "--offline")
    assert code == 2
    assert "network is off" in err
    assert opened == []


def test_links_are_checked_where_the_user_asks_for_it(capsys, tmp_path, monkeypatch, site):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    site.dois = {"10.5555/rest.7"}
    article = tmp_path / "piece.md"
    article.write_text(
        f"# Sleep\n\nNight shifts reduce recall by 18 percent [1, 2].\n\n## References\n\n1. {HARLOW} doi:10.5555/rest.7\n"
        f"2. Harlow, T. (2018). Waking early in wards. Northfield Clinic. https://doi.org/10.5555/none\n"
    )
    servers = ("--doi-registry", site.url, "--archive", site.url)
    code, out, _ = run(capsys, "audit", article, "--check-links", *servers, "--fail-on", "never")
    assert code == 0
    assert "addresses: 1 not found, 1 ok" in out
    held = json.loads((tmp_path / "reports" / "piece" / "audit.json").read_text())
    assert [one["page"]["status"] for one in held["references"]] == ["ok", "not_found"]
    assert "unregistered-doi" in {one["rule"] for one in held["findings"]}
    for report in ("audit.html", "audit.md"):
        assert "is not registered as a DOI" in (tmp_path / "reports" / "piece" / report).read_text().replace("\\", "")
    assert all(path.startswith("/api/handles/") for path in site.paths)
    code, _, err = run(capsys, "audit", article, "--check-links", "--archive", "nonsense")
    assert code == 2
    assert "--archive" in err

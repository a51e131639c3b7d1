"""House policy as a file: what it may hold, what goes before what, and what its errors say."""

import datetime
import tomllib
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from deskcheck.commands import config
from deskcheck.errors import SettingsError
from deskcheck.model import Severity
from deskcheck.model.source_tier import SourceTier
from deskcheck.settings import SOURCE_AGE_YEARS, Settings, keys
from deskcheck.settings.configuration import find, load, presets, rule_names

CODES = {"missing-doi": "REC203", "wrong-year": "REC206", "cut-url": "REF106", "retracted-work": "NOT301"}
DAY = datetime.date(2026, 11, 23)


def codes():
    from deskcheck.checks import rules  # noqa: PLC0415

    return {rule.name: rule.code for rule in rules()}


def written(folder, text, name="deskcheck.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def settings(path, *options):
    return load(path, codes, options).settings(DAY)


def test_without_a_file_the_built_in_values_are_in_force():
    plain = settings(None)
    assert (plain.fail_on, plain.max_unknown, plain.select, plain.ignore) == (Severity.ERROR, None, (), ())
    assert plain.source_age_years == SOURCE_AGE_YEARS


def test_a_file_goes_before_its_preset_and_an_option_before_both(tmp_path):
    path = written(
        tmp_path, 'preset = "academic"\nfail-on = "note"\nmax-unknown = 2\n[source-age-years]\ntreatment = 4\n'
    )
    policy = load(path, codes, [("fail-on", "never", "--fail-on")])
    used = policy.settings(DAY)
    assert used.fail_on is None
    assert used.max_unknown == 2
    assert used.source_age_years["treatment"] == 4
    assert used.source_age_years["risk"] == 10
    assert used.severities["missing-doi"] is Severity.WARNING
    origins = {key: policy.values[key].origin for key in ("fail-on", "max-unknown", "source-age-years.risk")}
    assert origins == {
        "fail-on": "--fail-on",
        "max-unknown": f"{path}:3",
        "source-age-years.risk": "preset academic",
    }
    assert policy.values["link-threshold"].origin == "built in"


def test_rules_are_named_by_name_code_or_family(tmp_path):
    path = written(tmp_path, 'select = ["REC", "cut-url"]\nignore = ["REC206"]\n[severity]\nREC203 = "error"\n')
    used = settings(path)
    assert "wrong-work" in used.select
    assert "cut-url" in used.select
    assert "missing-url" not in used.select
    assert used.runs("missing-doi")
    assert not used.runs("wrong-year")
    assert not used.runs("missing-url")
    assert used.severities == {"missing-doi": Severity.ERROR}


def test_all_means_every_rule():
    assert rule_names("all", "", CODES) == tuple(CODES)


@pytest.mark.parametrize("name", presets())
def test_every_preset_can_be_used(name):
    assert settings(None, ("preset", name, "--preset")).source_age_years["default"] > 0


def test_a_shared_file_holds_the_policy_in_its_own_table(tmp_path):
    path = written(tmp_path, '[project]\nname = "x"\n\n[tool.deskcheck]\nmax-unknown = 3\n', "pyproject.toml")
    policy = load(path, codes)
    assert policy.settings(DAY).max_unknown == 3
    assert policy.values["max-unknown"].origin == f"{path}:5"


MISTAKES = {
    'fail-no = "error"\n': ":1: there is no setting 'fail-no'. Did you mean fail-on?",
    '\nfail-on = "sometimes"\n': ":2: 'fail-on': must be one of error, warning, note, never",
    "max-unknown = true\n": ":1: 'max-unknown': Expected",
    "max-unknown = -1\n": ":1: 'max-unknown': Expected `int` >= 0".replace("`", "'"),
    "link-threshold = 2\n": ":1: 'link-threshold': Expected",
    'preset = "academics"\n': ":1: there is no preset 'academics'. Did you mean academic?",
    'ignore = ["mising-doi"]\n': ":1: there is no rule 'mising-doi'. Did you mean missing-doi?",
    'ignore = "missing-doi"\n': ":1: 'ignore': Expected",
    '# a\n[severity]\nmissing-doi = "warning"\nmissing-dio = "note"\n': ":4: there is no rule 'missing-dio'. Did you",
    '[severity]\n"REC203" = "grave"\n': ":2: 'severity.missing-doi': must be one of error, warning, note",
    'severity = "error"\n': ":1: 'severity' must be a table",
    "[source-age-years]\ntreatmant = 4\n": ":2: there is no kind of claim 'treatmant'. Did you mean treatment?",
    "[source-age-years]\ntreatment = 4.5\n": ":2: 'source-age-years.treatment': Expected",
    'refused-tiers = ["blog"]\n': ":1: 'refused-tiers': Invalid enum value 'blog'",
    '[source-tiers]\n"a.org" = "shop"\n': ":2: 'source-tiers.a.org': must be one of primary-study, review",
    "[source-tiers]\na.org = 3\n": ":2: 'source-tiers.a.org': must be one of",
    '[refused-tiers-for]\ntreatmant = ["magazine"]\n': ":2: there is no kind of claim 'treatmant'. Did you mean",
    '[allowed-tiers-for]\ndefault = ["review"]\n': ":2: there is no kind of claim 'default'",
    'languages = ["English"]\n': ":1: 'languages': Expected",
    'services = ["google"]\n': ":1: 'services': Invalid enum value 'google'",
    "servces = []\n": ":1: there is no setting 'servces'. Did you mean services?",
    "[rules]\nx = 1\n": ":1: there is no setting 'rules'",
    "fail-on = \n": ":1: is no TOML",
    "a = " + "[" * 5000 + "\n": "is no TOML",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_remedy(text, tmp_path):
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path, codes)
    assert str(caught.value).startswith(str(path))
    assert MISTAKES[text] in str(caught.value)


def test_files_that_are_no_text_missing_or_too_large_are_errors(tmp_path):
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_001)
    for name in ("bytes.toml", "large.toml", "missing.toml", "."):
        with pytest.raises(SettingsError) as caught:
            load(tmp_path / name, codes)
        assert str(tmp_path) in str(caught.value)


@given(
    text=st.text(max_size=80)
    | st.sampled_from([*MISTAKES]).flatmap(lambda line: st.text(max_size=4).map(lambda end: line[:-1] + end))
)
def test_any_text_is_a_policy_or_one_clear_line(text, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "deskcheck.toml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        load(path, lambda: CODES)
    except SettingsError as fault:
        assert "\n" not in str(fault)


def test_the_nearest_file_counts_and_the_search_ends_with_the_repository(tmp_path):
    outer = written(tmp_path, "")
    inner = tmp_path / "site" / "drafts"
    inner.mkdir(parents=True)
    assert find(inner) == outer
    shared = written(tmp_path / "site", "[tool.deskcheck]\n", "pyproject.toml")
    assert find(inner) == shared
    nearer = written(tmp_path / "site", "")
    assert find(inner) == nearer
    (inner / ".git").mkdir()
    assert find(inner) is None


def test_a_project_file_that_never_names_us_is_passed_over(tmp_path):
    written(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    (tmp_path / ".git").mkdir()
    assert find(tmp_path) is None
    written(tmp_path, "[broken\n", "pyproject.toml")
    assert find(tmp_path) is None
    written(tmp_path, "[tool.deskcheck]\nbroken\n", "pyproject.toml")
    with pytest.raises(SettingsError):
        find(tmp_path)


def test_refused_sources_are_words_of_the_desks_own(tmp_path):
    path = written(tmp_path, 'refused-sources = ["examplepedia.org", "Quick Facts"]\n')
    assert settings(path).refused_sources == ("examplepedia.org", "Quick Facts")
    with pytest.raises(SettingsError):
        load(written(tmp_path, 'refused-sources = [""]\n'), codes)


TIERS = """refused-tiers = ["commercial"]
languages = ["en", "de"]
services = ["index", "dossier"]
[source-tiers]
"Quick Facts" = "magazine"
"aacap.org" = "association"
news.example.org = "magazine"
[refused-tiers-for]
treatment = ["magazine", "encyclopaedia"]
[allowed-tiers-for]
prevalence = ["primary-study", "government"]
"""


def test_tiers_languages_and_services_are_the_desks_to_say(tmp_path):
    policy = load(written(tmp_path, TIERS), codes)
    used = policy.settings(DAY)
    assert used.refused_tiers == ("commercial",)
    assert used.source_tiers == {"Quick Facts": "magazine", "aacap.org": "association", "news.example.org": "magazine"}
    assert used.refused_tiers_for["treatment"] == ("magazine", "encyclopaedia")
    assert used.refused_tiers_for["risk"] == ("magazine",)
    assert used.allowed_tiers_for == {"prevalence": ("primary-study", "government")}
    assert (used.languages, used.services) == (("en", "de"), ("index", "dossier"))
    assert policy.values["services"].origin.endswith(":3")
    assert policy.values["refused-tiers-for.risk"].origin == "preset consumer-health"
    assert policy.values["source-tiers.news.example.org"].origin.endswith(":7")


def test_what_is_shown_is_itself_a_configuration(tmp_path):
    policy = load(written(tmp_path, TIERS), codes)
    (tmp_path / "again").mkdir()
    again = load(written(tmp_path / "again", config.run(policy, as_json=False)), codes)
    assert again.settings(DAY) == policy.settings(DAY)


def test_every_tier_but_unknown_can_be_named():
    assert {*get_args(keys.Tier), "unknown"} == {tier.value for tier in SourceTier}


@pytest.mark.parametrize("text", [TIERS, 'preset = "academic"\n[severity]\nmissing-doi = "note"\n', *MISTAKES])
def test_the_schema_for_editors_takes_what_the_program_takes(text):
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    faults = list(Draft202012Validator(keys.json_schema(presets())).iter_errors(table))
    unseen = "there is no rule", "there is no preset"  # rules may be codes or families; presets are checked by both
    if text in MISTAKES and not MISTAKES[text].split(": ")[-1].startswith(unseen):
        assert faults
    elif text not in MISTAKES:
        assert [fault.message for fault in faults if "org" not in fault.message] == []


def test_every_key_has_a_meaning_and_a_place_in_the_settings():
    assert keys.MEANINGS.keys() == keys.KEYS.keys()
    fields = {field.name for field in msgspec.structs.fields(Settings)}
    assert {*keys.FIELDS.values(), *keys.TABLE_FIELDS.values()} <= fields

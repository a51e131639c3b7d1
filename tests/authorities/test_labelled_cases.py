# ruff: noqa: E501, PLR0917 - a table of cases reads best with a case on a line
"""Labelled references of every kind that checkers get wrong: what must be found, and what must stay silent.

The works are invented, except for two retracted papers whose registration is itself the test.
"""

import datetime
import json

import pytest

from deskcheck import stages
from deskcheck.settings import Settings

JOURNAL = {
    "container-title": ["Journal of Rest Studies"],
    "short-container-title": ["J Rest Stud"],
    "type": "journal-article",
}


def record(doi, title, authors, year, volume="", page="", **more):
    names = [{"family": family, "given": given} for family, given in authors]
    return {
        **JOURNAL,
        "DOI": doi,
        "title": [title],
        "author": names,
        "issued": {"date-parts": [[year]]},
        "volume": volume,
        "page": page,
        **more,
    }


def update(doi, kind, year, source="publisher"):
    return {
        "DOI": doi,
        "type": kind,
        "label": kind.capitalize(),
        "source": source,
        "updated": {"date-parts": [[year, 3, 1]]},
    }


WAKEFIELD = "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children"
MEHRA = "Cardiovascular Disease, Drug Therapy, and Mortality in Covid-19"
SICI = "10.1002/(sici)1096-9861(19960212)365:1<113::aid-cne9>3.0.co;2-6"
SLEEPERS = "Night shifts and recall among hospital cleaners in three cities"

RECORDS = [
    record(
        "10.1016/s0140-6736(97)11096-0", f"RETRACTED: {WAKEFIELD}", [("Wakefield", "AJ"), ("Murch", "SH")], 1998, "351", "637-641",
        **{"container-title": ["The Lancet"], "updated-by": [
            update("10.1016/s0140-6736(04)15715-2", "correction", 2004, "retraction-watch"),
            update("10.1016/s0140-6736(10)60175-4", "retraction", 2010, "retraction-watch"),
        ]},
    ),
    record(
        "10.1016/s0140-6736(10)60175-4", f"Retraction—{WAKEFIELD}", [("The Editors of The Lancet", "")], 2010, "375", "445",
        **{"container-title": ["The Lancet"], "update-to": [update("10.1016/s0140-6736(97)11096-0", "retraction", 2010)]},
    ),
    record(
        "10.1056/nejmoa2007621", MEHRA, [("Mehra", "Mandeep R."), ("Desai", "Sapan S.")], 2020, "382", "e102",
        **{"container-title": ["New England Journal of Medicine"], "updated-by": [
            update("10.1056/nejmc2021225", "retraction", 2020),
            update("10.1056/nejmc2021225", "retraction", 2020, "retraction-watch"),
        ]},
    ),
    record(
        "10.1056/nejmc2021225", f"Retraction: {MEHRA}", [("Mehra", "Mandeep R.")], 2020, "382", "2582",
        **{"container-title": ["New England Journal of Medicine"], "update-to": [update("10.1056/nejmoa2007621", "retraction", 2020)]},
    ),
    record("10.5555/rest.1", "Naps and driving errors in taxi crews", [("Quist", "Ada")], 2011, "3", "21-30",
           **{"updated-by": [update("10.5555/rest.1.r", "retraction", 2013, "retraction-watch")]}),
    record("10.5555/rest.2", "RETRACTED ARTICLE: Warm rooms and waking in infants", [("Brandvold", "Siri")], 2012, "4", "40-49"),
    record("10.5555/rest.3", "Blue lamps and melatonin in sailors", [("Teixeira", "Rui")], 2013, "5", "60-66",
           **{"updated-by": [update("10.5555/rest.3.w", "withdrawal", 2014)]}),
    record("10.5555/rest.4", "Earplugs and nursing staff fatigue", [("Ferro", "Lea")], 2014, "6", "80-88",
           **{"updated-by": [update("10.5555/rest.4.r", "retraction", 2016)]}),
    record("10.5555/rest.5", "Dream recall after long flights", [("Iyer", "Dev")], 2015, "7", "90-99",
           **{"updated-by": [update("10.5555/rest.5.e", "expression_of_concern", 2017)]}),
    record("10.5555/rest.6", "Pillow height and neck pain in drivers", [("Sato", "Ken")], 2016, "8", "101-109",
           **{"updated-by": [update("10.5555/rest.6.c", "correction", 2017)]}),
    record("10.5555/rest.7", SLEEPERS, [("Harlow", "Tess"), ("Winton", "Bo")], 2019, "12", "110-121", issue="3"),
    record("10.5555/fish.8", "Migration of eels in cold rivers", [("Lindqvist", "Eva")], 2003, "40", "7-19",
           **{"container-title": ["Annals of Freshwater Ecology"], "short-container-title": []}),
    record("10.5555/rest.9", "Coffee is associated with shorter sleep in students", [("Okafor", "Nneka")], 2018, "11", "50-58"),
    record("10.5555/rest.10", "Rest breaks in call centres", [("Marsh", "Olu")], 2020, "13", "1-9",
           **{"published-online": {"date-parts": [[2019, 12]]}, "published-print": {"date-parts": [[2020, 2]]}}),
    record("10.5555/rest.11", "Siesta and blood pressure", [("Vidal", "Inés")], 2017, "10", "15-25", subtitle=["A cohort study of port workers"]),
    record("10.5555/rest.12", "Effects of CO<sub>2</sub> on <i>sleep</i> depth in closed rooms", [("Anders", "Ulf")], 2016, "9", "33-41"),
    {**record("10.5555/rest.13", "Consensus on rest periods for ferry crews", [], 2021, "14", "70-85"), "author": [{"name": "Ferry Rest Working Group"}]},
    record(SICI, "Connections of the olfactory bulb in the hedgehog tenrec", [("Arndt", "Mira")], 1996, "365", "113-126",
           **{"container-title": ["The Journal of Comparative Neurology"], "short-container-title": ["J. Comp. Neurol."]}),
    record("10.5555/ptsd.14", "Post-Traumatic Stress Disorder", [("Yehuda", "Rachel")], 2002, "346", "108-114",
           **{"container-title": ["New England Journal of Medicine"], "short-container-title": []}),
]  # fmt: skip

HARLOW = f"Harlow, T., & Winton, B. (2019). {SLEEPERS}. Journal of Rest Studies, 12(3), 110–121."
# (the printed reference, the status of its lookup, the rules of the families REC and NOT that must fire)
CASES = {
    "retracted, by Retraction Watch, DOI in brackets": (
        f"Wakefield AJ, Murch SH. {WAKEFIELD}. Lancet 1998;351:637-41. (https://doi.org/10.1016/S0140-6736(97)11096-0).",
        "matched", {"retracted-work", "corrected-work"}),
    "retracted, two sources of one event": (
        f"Mehra MR, Desai SS. {MEHRA}. N Engl J Med. 2020;382:e102. doi:10.1056/NEJMoa2007621", "matched", {"retracted-work"}),
    "retracted, known to Retraction Watch only": (
        "Quist A. Naps and driving errors in taxi crews. J Rest Stud. 2011;3:21-30. doi:10.5555/rest.1", "matched", {"retracted-work"}),
    "retracted, by the title alone": (
        "Brandvold S. Warm rooms and waking in infants. J Rest Stud. 2012;4:40-49. doi:10.5555/rest.2", "matched", {"retracted-work"}),
    "withdrawn": (
        "Teixeira R. Blue lamps and melatonin in sailors. J Rest Stud. 2013;5:60-66. doi:10.5555/rest.3", "matched", {"withdrawn-work"}),
    "retracted, cited without DOI": (
        "Ferro L. Earplugs and nursing staff fatigue. J Rest Stud. 2014;6:80-88.", "matched", {"retracted-work", "missing-doi"}),
    "expression of concern": (
        "Iyer D. Dream recall after long flights. J Rest Stud. 2015;7:90-99. doi:10.5555/rest.5", "matched", {"expression-of-concern"}),
    "corrected, not retracted": (
        "Sato K. Pillow height and neck pain in drivers. J Rest Stud. 2016;8:101-109. doi:10.5555/rest.6", "matched", {"corrected-work"}),
    "a retraction notice cited as such": (
        f"The Editors of The Lancet. Retraction—{WAKEFIELD}. Lancet 2010;375:445. doi:10.1016/S0140-6736(10)60175-4", "matched", set()),
    "another retraction notice cited as such": (
        f"Mehra MR. Retraction: {MEHRA}. N Engl J Med. 2020;382:2582. doi:10.1056/NEJMc2021225", "matched", set()),
    "dead DOI of a real work": (f"{HARLOW} https://doi.org/10.5555/rest.777", "matched", {"doi-points-elsewhere"}),
    "DOI of another paper, right work known": (f"{HARLOW} https://doi.org/10.5555/fish.8", "matched", {"doi-points-elsewhere"}),
    "DOI of another paper, work unknown": (
        "Castellan, P. (2014). Hammocks and the quality of sleep on long voyages. Journal of Rest Studies, 6, 12–20."
        " https://doi.org/10.5555/fish.8", "not_found", {"wrong-work"}),
    "year off by five": (f"{HARLOW.replace('(2019)', '(2014)')} doi:10.5555/rest.7", "matched", {"wrong-year"}),
    "first author wrong": (f"{HARLOW.replace('Harlow, T.', 'Castellan, P.')} doi:10.5555/rest.7", "matched", {"wrong-author"}),
    "journal wrong": (
        f"{HARLOW.replace('Journal of Rest Studies', 'Annals of Freshwater Ecology')} doi:10.5555/rest.7", "matched", {"wrong-container"}),
    "platform as journal": (f"{HARLOW.replace('Journal of Rest Studies', 'ScienceDirect')} doi:10.5555/rest.7", "matched", {"wrong-container"}),
    "volume and pages wrong": (
        f"{HARLOW.replace('12(3), 110–121', '21(3), 410–421')} doi:10.5555/rest.7", "matched", {"wrong-volume", "wrong-pages"}),
    "title negated": (
        "Okafor, N. (2018). Coffee is not associated with shorter sleep in students. Journal of Rest Studies, 11, 50–58."
        " doi:10.5555/rest.9", "matched", {"wrong-title"}),
    "invented, with a near title": (
        "Castellan, P. (2021). Night shifts and attention among airport cleaners in two regions. Sleep Letters, 3(1), 5–11.",
        "unknown", set()),
    "valid: year of online publication": (
        "Marsh O. Rest breaks in call centres. J Rest Stud. 2019;13:1-9. doi:10.5555/rest.10", "matched", set()),
    "valid: subtitle not printed": ("Vidal I. Siesta and blood pressure. J Rest Stud. 2017;10:15-25. doi:10.5555/rest.11", "matched", set()),
    "valid: markup in the registered title": (
        "Anders U. Effects of CO2 on sleep depth in closed rooms. J Rest Stud. 2016;9:33-41. doi:10.5555/rest.12", "matched", set()),
    "valid: group author": (
        "Ferry Rest Working Group. Consensus on rest periods for ferry crews. J Rest Stud. 2021;14:70-85. doi:10.5555/rest.13",
        "matched", set()),
    "valid: initials, et al., abbreviations": (
        f"Harlow T, et al. {SLEEPERS}. J. Rest Stud. 12, 110 (2019). doi:10.5555/rest.7", "matched", set()),
    "valid: SICI": (
        "Arndt, M. (1996). Connections of the olfactory bulb in the hedgehog tenrec. J. Comp. Neurol., 365, 113–126."
        " https://doi.org/10.1002/(SICI)1096-9861(19960212)365:1<113::AID-CNE9>3.0.CO;2-6", "matched", set()),
    "valid: SICI, percent-encoded": (
        "Arndt, M. (1996). Connections of the olfactory bulb in the hedgehog tenrec. J. Comp. Neurol., 365, 113–126."
        " https://doi.org/10.1002/(SICI)1096-9861(19960212)365:1%3C113::AID-CNE9%3E3.0.CO;2-6", "matched", set()),
    "web page of a registered title": ("Post-Traumatic Stress Disorder. (n.d.). NIMH. Retrieved from https://www.nimh.nih.gov/ptsd", "not_applicable", set()),
    "web page of an organisation": ("World Health Organization. (2022, June 8). Mental disorders. https://www.who.int/mental-disorders", "not_applicable", set()),
    "web page without an address": ("Sleep Hygiene: Causes, Tips & Signs. (2018, August 20). Cleveland Clinic. Retrieved from", "not_applicable", set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dossier")
    numbered = "\n".join(f"{number}. {printed}" for number, (printed, _, _) in enumerate(CASES.values(), start=1))
    article = f"# Rest\n\nRest helps most people at work [1].\n\n## References\n\n{numbered}\n"
    (folder / "article.md").write_text(article, encoding="utf-8")
    (folder / "crossref.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    return stages.audit(folder / "article.md", Settings(as_of=datetime.date(2026, 11, 23)), dossier=folder)


def test_there_are_thirty_cases_and_all_are_read(audited):
    assert len(CASES) == 30
    assert [reference.printed for reference in audited.references] == [printed for printed, _, _ in CASES.values()]


@pytest.mark.parametrize(("place", "name"), list(enumerate(CASES)), ids=list(CASES))
def test_every_case_is_told_right(audited, place, name):
    _, status, expected = CASES[name]
    reference = audited.references[place]
    fired = {one.rule for one in audited.findings if one.subject.id == reference.id and one.code[:3] in ("REC", "NOT")}
    compared = [(one.field, one.result, one.printed, one.note) for one in reference.match.comparison]
    assert (reference.match.status, fired) == (status, expected), compared

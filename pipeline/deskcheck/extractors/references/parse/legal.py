"""Court cases, laws, standards and patents, which are cited by forms of their own and not by author, title and journal.

The forms are those of the Bluebook, OSCOLA and the Official Journal for law, of the standards bodies for standards, and
of NLM and APA for patents. An entry that is not wholly of such a form is left to the sequence model.
"""

import re
from collections.abc import Iterator
from typing import Any

from deskcheck.extractors.references.parse import dates, names
from deskcheck.model import CslDate, CslItem, FieldSpan

SURE = 0.9
"""Confidence of a reading by form, set by hand."""
_LONGEST = 800
_YEAR = r"(?:1[6-9]|20)\d\d"
_FIRM = r"(?:,? (?:Inc|Ltd|LLC|LLP|Corp|Co|L\.P|N\.A|S\.A|AG|plc)\b\.?)?"
_PARTIES = rf"(?P<title>[A-Z][^;“”\"§\[\]\d]{{1,150}}? v(?:s?\.)? [^,;“”\"\[\]\d]{{1,150}}?{_FIRM})"
_REPORTER = r"(?:[A-Z][A-Za-z’']{0,9}\.? ?){1,4}(?:(?:2d|3d|4th|5th)\.?)?"
_EUROPEAN = (
    r"(?:(?:Commission|Council) )?(?:(?:Implementing|Delegated) )?(?:Regulation|Directive|Decision)"
    r" (?:\((?:EU|EC|EEC)(?:, Euratom)?\) )?(?:No\.? )?\d{1,4}/\d{1,4}(?:/(?:EU|EC|EEC))?"
)
_BODIES = (
    r"(?:(?:DIN|BS|NF|SS|UNE|UNI|ÖNORM|NEN|DS|SFS|AS/NZS|JIS|CSA|GB/T|VDI|NFPA|UL|ITU-T|EN|ISO(?:/(?:IEC|TS|TR|ASTM|IEEE))?"
    r"|IEC|ETSI|ASTM|ANSI(?:/[A-Z]{2,6})?|IEEE(?: Std\.?)?) ){1,3}"
)
_OFFICES = (
    r"(?:U\.? ?S\.?|United States|European|German|French|Japanese|Chinese|Canadian|UK|British|International|World)"
)
_PATENT = (
    rf"(?P<genre>(?:{_OFFICES} )?[Pp]atent(?: [Aa]pplication)?)(?: (?:[Nn]o\.?|[Nn]umber))?"
    r" (?P<number>[A-Z]{0,2} ?\d[\d,/ ]{4,14}\d(?: ?[A-Z]\d?)?)"
)
_SEARCHED = r"(?:[.,;]? (?:Available |Retrieved |Accessed |https?:|www\.).{0,300})?"

_FORMS: tuple[tuple[tuple[str, ...], str, re.Pattern[str]], ...] = tuple(
    (cues, kind, re.compile(rf"\A\s*{form}\.?{_SEARCHED}\s*"))
    for cues, kind, form in (
        (
            (" v",),
            "legal_case",
            rf"{_PARTIES}[.,]? (?P<volume>\d{{1,4}}) (?P<container>{_REPORTER}) ?(?P<pages>\d{{1,5}})"
            rf"(?:, ?[\dn. –-]{{1,20}})?[,;]? ?\(?(?:[^()]{{0,40}} )?(?P<date>{_YEAR})\)?",
        ),
        (
            (" v",),
            "legal_case",
            rf"(?:Case (?P<number>[CT][-–]\d{{1,4}}/\d\d):? )?{_PARTIES},? [\[(](?P<date>{_YEAR})[\])]"
            r" (?:(?P<volume>\d{1,3}) )?(?P<container>[A-Z][A-Za-z ]{1,16}?(?: \([A-Z][a-z]+\))?)"
            r" (?P<pages>\d{1,5})(?: \([A-Z][a-z]+\))?",
        ),
        (
            ("U.S.C", "USC", "U. S. C", "C.F.R", "CFR"),
            "legislation",
            r"(?:(?P<title>[A-Z][^§“”\"]{3,200}?)[.,:]? )??(?P<volume>\d{1,2})"
            r" (?P<container>U\.? ?S\.? ?C\.?(?: ?A\.?)?|C\.? ?F\.? ?R\.?)"
            r" (?:(?:§+|[Ss]ec(?:tions?|\.)|[Pp]arts?|[Pp]t\.) ?)?(?P<section>\d[\w.–-]{0,12}(?:\([\w]{1,4}\)){0,3})"
            rf"(?: et seq\.?)?(?:[ ,;.]*\(?(?P<date>{_YEAR})\)?)?",
        ),
        (
            ("Pub", "P.L.", "PL "),
            "legislation",
            r"(?P<title>[A-Z][^“”\"]{3,200}?)[.,] \(?(?:Pub(?:\.|lic) L(?:\.|aw)|P\.? ?L\.?)(?: [Nn]o\.?)?"
            r" ?(?P<number>\d{1,3}[-–]\d{1,4})\)?"
            r"(?:,? (?P<volume>\d{1,3}) (?P<container>Stat\.?) ?(?P<pages>\d{1,5})(?:, ?[\d–-]{1,12})?)?"
            rf"(?:[ ,;.]*\(?(?P<date>{_YEAR})\)?)?",
        ),
        (
            ("Fed", "FR "),
            "legislation",
            r"(?P<title>[A-Z][^“”\"]{3,250}?)[.,] (?P<volume>\d{1,3}) (?P<container>Fed(?:\.|eral) ?Reg(?:\.|ister)|FR)"
            rf" (?P<pages>\d[\d,–-]{{0,14}})(?:[ ,;.]*\(?(?P<date>(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}, )?{_YEAR})\)?)?",
        ),
        (
            ("Regulation", "Directive", "Decision"),
            "legislation",
            rf"(?P<title>{_EUROPEAN}\b[^“”\"]{{0,500}}?)(?:[.,;]? [\[(]?(?:(?P<date>{_YEAR})[\])] )?"
            r"(?P<container>OJ|Official Journal(?: of the European (?:Union|Communities))?),?(?: \d{4};)? ?"
            r"(?P<volume>[LC] ?\d{1,3})(?:[,;:/]? ?\(?[\d./ ]{0,12}\)?)?"
            r"(?:[,;:]? ?(?:pp?\. ?)?(?P<pages>\d{1,4}[–-]\d{1,4}))?\)?)?",
        ),
        (
            (" Act ", " Act, "),
            "legislation",
            rf"(?P<title>[A-Z][A-Za-z’',()& -]{{2,110}}? Act,? (?:of )?(?P<date>{_YEAR}))"
            r"(?:,? \(?(?:c(?:h\.?|hapter|\.)? ?\d{1,3}|asp \d{1,3}|[A-Z]{2,4}|Cth|Vic|No\.? ?\d{1,4}(?: of \d{4})?)"
            r"\)?)?",
        ),
        (
            ("ISO", "IEC", "DIN", "EN ", "ASTM", "ANSI", "IEEE", "BS ", "NF", "UL ", "VDI", "JIS", "CSA", "ETSI"),
            "standard",
            rf"(?:(?P<author>[A-Z][^.:;“”\"\d]{{3,90}}?)[.:,;] )?(?P<id>{_BODIES}[A-Z]?\.?\d[\w./–-]{{0,14}}"
            r"(?::\d{4}(?:[-–]\d\d)?)?)[.,:;]? ?(?:[-–—] )?(?P<title>[A-Z][^“”\"]{4,250}?)"
            r"(?:[.;,] (?P<place>[A-Z][A-Za-z, -]{2,40}): (?P<publisher>[A-Z][^;:.,\d]{1,80}))?"
            rf"(?:[ ,;.]+\(?(?P<date>(?:[A-Z][a-z]+ )?{_YEAR})\)?)?",
        ),
        (
            ("inventor",),
            "patent",
            r"(?P<author>[A-Z][^.:“”\"]{2,200}?),? inventors?[;.] (?:(?P<publisher>[^;“”\"]{2,100}?),? assignees?\. )?"
            rf"(?P<title>[^“”\"]{{5,250}}?)\. {_PATENT}[.,;]? ?(?P<date>{_YEAR}(?: [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?)?",
        ),
        (
            ("atent",),
            "patent",
            rf"(?P<author>[A-Z][^:“”\"\d]{{2,200}}?) \((?P<date>{_YEAR})[^()]{{0,20}}\)\. "
            r"(?:(?P<title>[^“”\"]{5,250}?)[.]? [(\[]?)??"
            rf"{_PATENT}[)\]]?(?:\. (?P<place>[^.:]{{3,40}}: )?(?P<publisher>[^“”\"\d]{{3,80}}?))?",
        ),
        (
            ("atent",),
            "patent",
            rf"(?P<author>[A-Z][^“”\"\d]{{2,200}}?),? [“\"](?P<title>[^“”\"]{{5,250}}?),?[”\"],? {_PATENT}"
            rf"(?:[,;.]? (?P<date>(?:[A-Z][a-z]{{2,8}}\.? (?:\d{{1,2}}, )?)?{_YEAR}))?",
        ),
    )
)
"""Words without which a form cannot be met; the CSL type; the form, whose groups are labels of spans."""
_NAMES = {"container": "container_title", "pages": "page", "place": "publisher_place", "id": "number"}
_DATED = tuple(
    re.compile(form)
    for form in (
        rf"\b\d{{1,2}} [A-Z][a-z]+ ({_YEAR})\b",
        rf"\b({_YEAR})/\d{{1,4}}\b",
        rf"/({_YEAR})\b",
        rf":({_YEAR})\b",
        rf"\bof ({_YEAR})\b",
    )
)
"""Where the year stands in a law or a standard that prints no date, surest first."""
_LABELS = {"number": "id", "section": "id"}


def read(text: str) -> tuple[CslItem, tuple[FieldSpan, ...]] | None:
    """Return the case, law, standard or patent that an entry cites and where its fields stand; None for any other."""
    if len(text) > _LONGEST:
        return None
    for cues, kind, form in _FORMS:
        if any(cue in text for cue in cues) and (found := form.fullmatch(text)):
            return _item(kind, found), tuple(sorted(_spans(found), key=lambda span: span.start))
    return None


def _item(kind: str, found: re.Match[str]) -> CslItem:
    values = {
        name: " ".join(value.split()).rstrip(" ,;:." if name in {"number", "section"} else " ,;:")
        for name, value in found.groupdict().items()
        if value
    }
    printed, people = values.pop("date", ""), values.pop("author", "")
    issued = dates.parse(printed) if printed else None
    dated = next(filter(None, (form.search(found.string) for form in _DATED)), None) if issued is None else None
    if dated:
        issued = CslDate(date_parts=((int(dated[1]),),))
    fields: dict[str, Any] = {_NAMES.get(name, name): value for name, value in values.items()}
    return CslItem(type=kind, author=names.parse(people) if people else (), issued=issued, **fields)


def _spans(found: re.Match[str]) -> Iterator[FieldSpan]:
    for name in found.groupdict():
        if found.start(name) < found.end(name) and not _within_title(found, name):
            start = found.start(name)
            yield FieldSpan(_LABELS.get(name, name), start, start + len(found[name].rstrip()), SURE)


def _within_title(found: re.Match[str], name: str) -> bool:
    """Tell whether a group is part of the title, as the year of an act is; spans do not overlap."""
    if name == "title" or "title" not in found.groupdict() or found["title"] is None:
        return False
    return found.start("title") <= found.start(name) < found.end("title")

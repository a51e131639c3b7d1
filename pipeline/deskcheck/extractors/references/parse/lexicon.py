"""What the tagger knows of words and of whole segments: counts from bibliographic records, and cue words.

``data/references.lexicon`` (made by ``pipeline/training/references_lexicon.py``) holds, for words, in which
fields of about 100,000 records they stand and how often, folded to a short signature; and for whole
segments (``ann gen psychiatry``, ``cleveland clinic``, ``new york``) what they name.
"""

from functools import cache
from typing import NamedTuple

from deskcheck.shipped import model_bytes

FILE = "references.lexicon"


class Lexicon(NamedTuple):
    """``words``: lower-case word to signature; ``segments``: lower-case words joined by blanks to kind."""

    words: dict[str, str]
    segments: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """Load the lexicon that comes with the package, once."""
    text = model_bytes(FILE).decode()
    words, segments = text.split("\n\n", 1)
    return Lexicon(_table(words), _table(segments))


def _table(text: str) -> dict[str, str]:
    """Read lines of a key and a value, with a tab between."""
    parts = text.replace("\n", "\t").split("\t")
    return dict(zip(parts[::2], parts[1::2], strict=False))


_CUES = {
    "month": """
        january february march april may june july august september october november december jan feb mar
        apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier
        février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril
        mayo junio julio agosto septiembre noviembre diciembre gennaio febbraio aprile maggio giugno luglio
        settembre ottobre dicembre""",
    "season": "spring summer autumn fall winter",
    "vol": "vol vols volume volumes band bd bde tome jahrgang jg jhg",
    "no": "no nos nr number issue heft num núm iss",
    "page": "p pp pg pages page seiten seite pag pgs",
    "s": "s",
    "ed": "ed eds editor editors hrsg hg herausgegeben herausgeber edited éd éds coord dir ledakteur curatore",
    "edition": "edn edition auflage aufl édition edición",
    "in": "in dans en",
    "trans": "trans translated translator übersetzt übers transl traduction",
    "etal": "al",
    "get": """
        retrieved available accessed access viewed visited zugriff abgerufen abruf consulté consultado
        recuperado disponible verfügbar url online accesado letzter""",
    "update": "updated cited modified reviewed published revised aktualisiert stand",
    "medium": "internet online www web document website html pdf",
    "nd": "nd undated jahr date",
    "degree": """
        md phd bs ba ma ms msc mph rn mba do pharmd psyd dphil frcp facp facs mbbs mbchb dds lcsw lpc fnp pa
        scd drph ot""",
    "suffix": "jr sr ii iii iv",
    "and": "and und et y e og och",
    "particle": "von van de der den del della di da dos du la le ten ter zu zur vom al el bin ibn",
    "press": """
        press verlag publishers publishing publications wiley elsevier springer sage routledge oxford
        cambridge mcgraw prentice macmillan blackwell kluwer academic suhrkamp campus lippincott saunders
        mosby guilford penguin harper norton erlbaum pergamon plenum humana thieme karger éditions editions
        books""",
    "org": """
        association institute institut university universität college center centre department ministry
        society committee council organization organisation agency foundation group office bureau commission
        federation administration board network academy service services clinic hospital school trust
        corporation inc ltd llc gmbh national international american world health federal european royal
        government bundesministerium amt programme consortium collaboration investigators panel union league
        alliance""",
    "conf": "proceedings proc conference symposium workshop congress meeting annual tagung kongress lecture notes",
    "journal": """
        journal j zeitschrift revue rev review reviews letters lett annals ann bulletin bull transactions
        trans archives arch magazine quarterly research res acta am int eur br med clin sci phys chem biol
        psychol psychiatry""",
    "report": """
        report reports working paper papers thesis dissertation preprint tech technical manuscript
        unpublished diss diplomarbeit discussion diskussionspapier arbeitspapier poster presented abstract""",
    "doi": "doi",
    "pmid": "pmid pmcid pubmed medline",
    "arxiv": "arxiv hep th ph astro gr qc cond mat quant math",
    "isbn": "isbn issn",
    "platform": "sciencedirect pubmed jstor springerlink researchgate medscape webmd ncbi statpearls wikipedia scopus",
}
CUES: dict[str, str] = {}
"""Cue word, lower case, to its class; a word of several classes has them joined by ``+``."""
for _name, _words in _CUES.items():
    for _word in _words.split():
        CUES[_word] = f"{CUES[_word]}+{_name}" if _word in CUES else _name

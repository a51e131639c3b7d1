"""The patterns of in-text reference markers; every repetition is bounded, so that matching stays linear."""

import re

from deskcheck.text.roman import ROMAN

_DASH = r"[-‐‑–—−]"
_NUMBERS = rf"\d{{1,4}}(?:\s?(?:[,;]|{_DASH}|and|&)\s?\d{{1,4}}){{0,60}}"
_NAMED = r"(?:see\s)?(?:also\s)?(?:refs?\.?|references?|sources?)\s"
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(_SUPERSCRIPT + "⁻‐‑–—−˒", "0123456789------,")
BRACKETED = re.compile(
    rf"\\?\[\s?(?:{_NAMED})?(?P<numbers>{_NUMBERS})\s?"
    rf"(?:[:,]\s?(?:pp?|figs?|tables?|chap|sec|S|Bd)\b[^\[\]]{{0,40}}|:\s?[\d, –-]{{1,30}})?\\?\](?!\()",
    re.I,
)
ROMAN_BRACKET = re.compile(rf"\\?\[(?P<letters>{ROMAN})\\?\](?!\()")
# A blank line parts the last marker of the text from the first number of the list below it.
CHAINED = re.compile(rf"(?:\[\d{{1,4}}\](?!\n\n)\s?(?:,|;|{_DASH}|and)?\s?){{1,40}}\[\d{{1,4}}\](?!\()")
PAREN = re.compile(rf"(?<!\w)\((?:{_NAMED})?(?P<numbers>{_NUMBERS})\)", re.I)
RAISED = re.compile(rf"[{_SUPERSCRIPT}](?:[{_SUPERSCRIPT}⁻,;˒–‐‑—−-]{{0,60}}[{_SUPERSCRIPT}])?")
TAGGED = re.compile(
    rf"<sup>\s*(?:<a\b[^<>]{{0,300}}>)?\[?(?P<numbers>{_NUMBERS})\]?(?:</a>)?\s*</sup>|\^(?P<caret>{_NUMBERS})\^", re.I
)
# Digits that cling to a word's full stop or comma, or to a lower-case word before a blank: "sleep.3,4 The".
BARE = re.compile(
    r"(?:(?<=[a-z)%”\"’][.,;:!?])|(?<=[A-Z]{2}[.,;:!?])|(?<=[a-z][.,!?][”\"’)]))(?P<numbers>\d{1,3}(?:[,–-]\d{1,3}){0,20})(?=\s|$|[)\]”\"])"
)
GLUED = re.compile(r"(?<=[a-z]{3})(?P<numbers>\d{1,3}(?:[,–-]\d{1,3}){0,20})(?=[.,;:]?(?:\s|$))")
# The same behind a year or a letter that ends a sentence: "54% in 2024.1 The", "vitamin D.4".
AFTER_YEAR = re.compile(
    r"(?:(?<![\d.])(?:19|20)\d\d|\b(?:[Vv]itamin|[Hh]epatitis) [A-K])"
    r"(?:\.(?=\d[\d,–-]{0,20}(?:\s+[^\W\d_a-z]|\s*(?:\n|\Z)))|[,;](?=\d[\d,–-]{0,20}\s[a-z]))"
    r"(?P<numbers>\d{1,3}(?:[,–-]\d{1,3}){0,20})(?!\d)"
)
NOTE = re.compile(r"^\\?\[\^(?P<key>[\w.-]{1,40})\\?\]:[ \t]*", re.M)
"""The beginning of a footnote's own text."""
SYMBOL = re.compile(r"(?<=[\w.,;:!?”\"’)%])\\?(?P<key>\*{1,3}|[†‡§¶‖]{1,2})(?=[\s)\]”\"]|$)")
"""The mark of a footnote that is no number, behind a word or a stop."""
SYMBOL_NOTE = re.compile(r"\\?(?P<key>\*{1,3}|[†‡§¶‖]{1,2})[ \t]*(?=[^\W\d_]|[“\"(\[])")
FOOTNOTE = re.compile(r"\\?\[\^(?P<key>[\w.-]{1,40})\\?\](?!:)")
MARKDOWN_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{1,300})\]\((?P<url>[^()\s]{1,600}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s\"[^\"\n]{0,200}\")?\)"
)
HTML_LINK = re.compile(
    r"<a\b[^<>]{0,400}?\bhref\s?=\s?[\"']?(?P<url>[^\"'\s>]{1,600})[^<>]{0,400}>(?P<words>[^<>]{0,300})</a>", re.I
)
BARE_LINK = re.compile(r"(?<![\w/])https?://[^\s<>\"“”«»|]{4,600}", re.I)
_KEY = r"[^\W\d_][\w+&.’' -]{0,30}?\s?\d{2,4}[a-z]?"
# "[Oak2019]", and as LaTeX sets several keys or a page: "[oak2019, elm2020, p. 4]".
KEYED = re.compile(rf"\[(?P<key>{_KEY})(?P<more>(?:,\s?[^\[\],\n]{{1,40}}){{0,8}})\](?!\()")
KEY = re.compile(rf"(?<=[,\s])(?=[^\W\d_]{{3}}){_KEY}(?=,|\Z)")
# Pandoc: "[see @oak2019, p. 4; @elm2020]", and "@oak2019 found" with a year in the key, else it may be an account.
PANDOC = re.compile(r"(?<![\w@./])@(?P<key>[^\W\d_][\w:-]{0,60}\w)")
PANDOC_BRACKET = re.compile(r"\[[^\[\]\n@]{0,80}-?@[^\[\]]{2,300}\](?![(:])")
DATED_KEY = re.compile(r"(?:1[5-9]|20)\d\d")
# "(ibid., p. 4)": the work named just before.
IBIDEM = re.compile(r"(?<![\w.])[Ii]bid(?:em)?\b\.?(?:,?\s?(?:pp?\.?\s?)?\d{1,5}(?:[–-]\d{1,5})?)?")
# "(op. cit., 2:660)": the work of the person named before it that was cited last.
OPERE_CITATO = re.compile(
    r"(?<![\w.])(?:[Oo]p|[Ll]oc)\.?\s?cit\b\.?(?:,?\s?(?:pp?\.?\s?)?\d{1,5}(?:[:.–-]\d{1,5}){0,2})?"
)
# "Thompson warned of … (1971, 76)": the name stands earlier in the sentence.
YEAR_ALONE = re.compile(
    r"(?<!\w)[(\[](?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])?(?:[,:]\s?(?:pp?\.?\s?)?\d{1,5}(?:[–-]\d{1,5})?)?[)\]]"
)

_PARTICLE = r"(?:(?:[Vv][oa]n|[Dd]e[nrls]?|[Dd]i|[Dd]u|[Ll][ae]|[Tt]e[nr]|[Ee]l|[Aa]l|[Ss]t\.?)[ \-]){0,2}"
_NAME = rf"{_PARTICLE}[^\W\d_a-z][\w’'\-]{{1,30}}"
_LINKING = r"(?:\s(?:of|for|and|the|on|in|&))?"
_ORGANISATION = rf"{_NAME}(?:{_LINKING}{_LINKING}\s[^\W\d_a-z][\w’'\-]{{1,30}}){{0,8}}"
YEARS = r"(?:(?:1[5-9]|20)\d\d[a-z]?|(?:n\.\s?d|u\.\s?å|s\.\s?[df]|o\.\s?J|z\.\s?d)\.(?:-[a-z])?|in press|forthcoming)"
_YEAR_LIST = rf"{YEARS}(?:\s?(?:[,;&]|and)\s?(?:{YEARS}|[a-z]\b(?!\.))){{0,8}}"
# "et al." in English, French, Spanish, Portuguese, German and the Scandinavian languages.
_AND_OTHERS = (
    r"(?:et\s(?:al|coll|collab)\b\.?|et\scoll[èe]gues|[ey]\s(?:cols?|colab)\b\.?|[ey]\scolaboradores"
    r"|und\s(?:andere|Kolleg(?:en|innen)|Mitarbeiter)|u\.\s?a\.|e\.\s?a\.|m\.\s?fl\.|and\s(?:colleagues|co-?workers|others))"
)
_AUTHORS = (
    rf"(?P<authors>{_NAME}(?:,?\s(?:and|&|und|et|y|e|en|og|och)\s{_NAME}|(?:,\s{_NAME}){{1,6}},?\s(?:and|&)\s{_NAME}"
    rf"|,?\s{_AND_OTHERS})?)"
)
WITHIN = re.compile(
    r"(?:(?:see|e\.g\.|i\.e\.|cf\.|also|as in|reviewed in|for a review|adapted from|from|source:)"
    r"[,:]?\s(?:also\s|e\.g\.,?\s)?)?"
    rf"(?P<authors>{_NAME}(?:(?:,\s{_NAME}){{0,6}},?\s(?:and|&|und|et|y|e|en|og|och)\s{_NAME}|,?\s{_AND_OTHERS}"
    r"|,\s(?:[A-Z]\.[ -]?){1,3}(?=,))?"
    rf"|{_ORGANISATION})(?:\s\[[\w\s]{{2,20}}\])?,?\s\(?(?P<years>{_YEAR_LIST})\)?"
    r"(?:[,:]\s?(?:pp?\.?|para\.?|chap\.?|S\.|ch\.)?\s?[\d–-]{1,12})?"
)
NARRATIVE = re.compile(
    rf"(?<!\w){_AUTHORS}(?:[’']s?)?\s[(\[](?P<years>{_YEAR_LIST})(?:[,:]\s?(?:pp?\.?\s?)?[\d–-]{{1,12}})?[)\]]"
)
# "Adler's 2001 study", without brackets.
POSSESSIVE = re.compile(
    rf"(?<!\w){_AUTHORS}[’']s?\s(?P<years>(?:19|20)\d\d)\s(?:\w+\s){{0,2}}"
    r"(?:stud(?:y|ies)|papers?|trials?|reviews?|meta-analysis|analysis|articles?|surveys?|reports?|books?|experiments?)\b"
)
ROUND = re.compile(r"[(\[]([^()\[\]]{3,600}(?:[(\[][^()\[\]]{1,40}[)\]][^()\[\]]{0,200}){0,4})[)\]]")

NOT_COUNTED = re.compile(
    r"(?:\b(?:n|N|p|P|r|R|t|F|z|df|k|β|α|OR|RR|HR|CI|SD|SE|M)\s?[=<>≤≥±]?\s?"
    r"|\b(?:aged?|figs?\.?|figures?|tables?|eqs?\.?|equations?|steps?|pages?|chapters?|sections?|phase|type|grade|stage"
    r"|level|version|from|between|interval|range|scale|score|items?|box|group|study|days?|weeks?|years?|article|appendix"
    r"|vol\.?|no\.?|number)\s?)$",
    re.I,
)
# "over 24 weeks (1)": the weeks are counted already, the bracket counts references.
COUNTED = re.compile(r"\d\s(?:days|weeks|years|studies|items|pages|groups|steps)\s?$", re.I)
UNIT_AFTER = re.compile(
    r"\s?(?:%|percent|mg|kg|g\b|ml|mm|cm|years?|days?|weeks?|months?|hours?|minutes?|people|patients|participants|of\b|and\s\d)",
    re.I,
)
CODE = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]{1,500}`|\$\$[^$]{1,2000}\$\$|\$(?![\s\d])[^$\n]{1,300}(?<!\s)\$(?!\d)"
    r"|<(code|pre|math)\b.{0,2000}?</\1>",
    re.S | re.I,
)
NOT_NAMES = frozenset(
    """January February March April May June July August September October November December In Since During Until
    After Before By From Spring Summer Autumn Fall Winter The A An Of On At And Or But For As It This That These Those
    Early Late Mid Around About Between Circa Year Years Table Figure Fig Section Chapter Version Copyright Updated
    Published Accessed Retrieved Reviewed""".split()
)
YEAR_PIECE = re.compile(rf"{YEARS}|(?<=[,;&\s])[a-z]\b(?!\.)")
FIRST_WORD = re.compile(r"^(\w+)")
SHORT_WORDS = frozenset("am an as at be by do go he if in is it me my no of on or so to up us we".split())
BEFORE_INTERVAL = re.compile(r"(?:\bCI|[=∈<>])\s?$")
POWER = re.compile(r"\d$|(?<!\w)(?:[cmk]?m|[a-zA-Zχ])$")
ABBREVIATED = re.compile(r"(?:\b(?:no|vol|fig|p|pp|ver|v|st|ch|sec|art)[.,:]|:|\d,)$", re.I)

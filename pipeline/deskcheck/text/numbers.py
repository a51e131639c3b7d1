"""The grammar of numbers in English prose: its patterns, and the value of a number as written."""

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {
    **{word: float(value) for value, word in enumerate(ONES)},
    **{word: 10.0 * value for value, word in enumerate(TENS, 2)},
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
PARTS.update({word + "s": part for word, part in tuple(PARTS.items()) if part > 2})
MULTIPLES = {"twice": 2.0, "double": 2.0, "doubles": 2.0, "doubled": 2.0, "doubling": 2.0, "thrice": 3.0}
MULTIPLES.update({"triple": 3.0, "triples": 3.0, "tripled": 3.0, "tripling": 3.0, "quadruple": 4.0, "quadrupled": 4.0})
MULTIPLES.update({"halves": 0.5, "halved": 0.5, "halving": 0.5})

DIGITS = r"\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:[.·]\d{1,9})?|\d{1,15}(?:[.·]\d{1,9})?"
SMALL = (
    rf"(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?"
    rf"|{'|'.join(sorted(ONES, key=len, reverse=True))}"
)
SCALE = "|".join(SCALES)
WORDS = rf"(?:half a|a|{SMALL})[ -](?:{SCALE})(?: (?:and )?(?:{SMALL})(?: (?:{SCALE}))?)?|{SMALL}"
# The letters that number words begin with; nothing is tried where another one stands.
LETTERS = "".join(sorted({word[0] for word in (*ONES, *TENS, *MULTIPLES, *PARTS, "a", "hundred")}))
FIRST = re.compile(
    rf"(?<!\w)(?=[\d$€£{LETTERS}])(?:"
    rf"(?<![$€£.])(?P<money>[$€£]\s?)?(?P<digits>{DIGITS})(?!\d)(?:[- ]?(?P<scale>{SCALE})\b"
    rf"|(?P<short>k|m|bn)\b(?![/.]))?"
    rf"|(?P<words>{WORDS})\b"
    rf"|(?P<multiple>{'|'.join(MULTIPLES)})\b"
    r"|(?P<part>half|(?<=\ba )(?:third|quarter|fifth|tenth))\b"
    r"|(?P<fold>two|three|four|five|six|seven|eight|nine|ten|hundred)-?fold\b)",
    re.I,
)
SECOND = re.compile(
    rf"\s?(?P<joint>[–—-]|to|and"
    rf"|or)\s?(?:[$€£]\s?)?(?:(?P<digits>{DIGITS})(?![\d\w]*-\d)(?:[- ]?(?P<scale>{SCALE})\b)?"
    rf"|(?P<words>{WORDS})\b)",
    re.I,
)
PARTS_AFTER = re.compile(rf"[- ](?P<part>{'|'.join(PARTS)})\b", re.I)
OUT_OF = re.compile(
    rf"(?: in every | out of every | out of | in )(?P<base>(?:{DIGITS})(?![\d.,]*\d)|(?:{WORDS})\b)", re.I
)
PERCENT = re.compile(r"\s?(?:%|(?:-|\b)per\s?cent(?:age)?(?: points?)?\b)", re.I)
# What stands in front of a number is looked for in lower case (but for RATIO_BEFORE, whose letters are capitals): that
# takes a third of the time that a search without regard to case takes.
BEFORE = re.compile(
    r"(?:(?P<ge>at least|no (?:fewer|less) than|a minimum of|minimum of|≥|>=)|(?P<le>at most|up to"
    r"|as (?:many|much|high) as|"
    r"no more than|not more than|a maximum of|maximum of|≤|<=)|(?P<gt>more than|over|above"
    r"|greater than|higher than|upwards? of|"
    r"exceed(?:s|ed|ing)?|older than|longer than|in excess of|>)|(?P<lt>fewer than|less than|under"
    r"|below|lower than|younger than|"
    r"shorter than|<)|(?P<about>about|around|approximately|approx\.?|roughly|nearly|almost|close to"
    r"|some|circa|an estimated|"
    r"estimated|~|≈|c\.))\s?(?:the |a |an )?(?:[$€£]\s?)?$",
)
COMPARATORS = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "about": "~"}
OR_MORE = re.compile(
    r"(?:\s\w+)?\s(?:or|and) (?:(?P<more>more|older|above|over|higher|longer)|(?P<less>fewer|less"
    r"|under|younger|below))\b",
    re.I,
)
BETWEEN = re.compile(r"\b(?:between|from)\s(?:[$€£]\s?)?$")
LABEL = re.compile(
    r"(?:\b(?:types?|phases?|stages?|grades?|levels?|tables?|figures?|fig|figs|sections?|chapters?"
    r"|steps?|parts?|versions?|covid|"
    r"dsm|icd|no|nos|number|pages?|pp?|refs?|equations?|eqs?|vols?|volumes?|issues?|groups?|axis"
    r"|class|categor(?:y|ies)|schedule|"
    r"omega|vitamin|question|item|appendix|box|model|day|week|route|highway|channel|studies"
    r"|experiments?)\.?\s?|\b[a-z]{1,5}[-–])$",
)
LABEL_KEEPS = re.compile(r"\b(?:level|number|day|week)s?\s$")
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
MONTH_BEFORE = re.compile(rf"\b{MONTHS}\s$")
MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of )?{MONTHS}(?=\W|$)", re.I)
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|from|by|until|till|during|before|after|early|late|mid|year|of|and|to|between|for"
    r"|the|through|around|published|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2},?)?|spring|summer"
    r"|autumn|fall|winter|one|a|an|another)\s(?:about )?$|\($|, $|[–-]$",
)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
DECADE = re.compile(r"['’]?s\b")
NOT_NUMBER_AFTER = re.compile(r"[:/](?=\d)|-\d|(?<=\d)[a-z]{1,2}\d", re.I)
RATIO = re.compile(r":(\d{1,4})(?![\d:])")
SAMPLE_BEFORE = re.compile(
    r"\b(?:samples?|survey(?:s|ed|ing)?|study|studied|studies|trial|cohort|analysis|polls?|polled"
    r"|enroll?ed|recruited|interviewed|followed|"
    r"tracked|randomi[sz]ed|included|involv(?:ed|ing)|among|asked)\b[^.;]{0,24}$|\bn\s?=\s?$",
)
RATIO_BEFORE = re.compile(
    r"\b(?:odds ratio|hazard ratio|risk ratio|relative risk|rate ratio|a?OR|a?HR|RR|IRR)\b(?:\s(?:of"
    r"|was|is|=)|,|:|\s?=)?\s?\(?$"
)
PEOPLE = frozenset(
    """people persons participants patients students adults children women men volunteers respondents subjects
    teens teenagers adolescents workers employees veterans nurses physicians doctors mothers fathers parents
    infants babies individuals americans users smokers survivors caregivers residents athletes girls boys twins
    couples families households users mice rats""".split()
)
AGE_BEFORE = re.compile(
    r"\b(?:ages?|aged|(?:adults|children|people|women|men|infants|kids|those|teens|anyone"
    r"|patients) (?:under|over|above|below|older than|"
    r"younger than))(?: of| from| between)?\s(?:at least |over |under |about |around )?$",
)
AGE_AFTER = re.compile(r"\s(?:or|and) (?:older|younger)\b|\syears? of age\b", re.I)
FRACTION_AFTER = re.compile(r"\s(?:of|the|as)\b", re.I)
WANT_OBJECT = frozenset(("twice", "thrice", "double", "triple", "quadruple", "halves"))
"""These multiples count only before "as", "the" or "that": "twice as likely", not "twice a day"."""
TIMES_AFTER = re.compile(r"\s(?:as|the|that)\b", re.I)
SCALE_AT_END = re.compile(rf"(?:{SCALE})$", re.I)


def value(digits: str | None, scale: str | None, words: str | None, short: str | None = None) -> float:
    """Return the value of a number: ``digits`` with a word or letter of scale, or number words."""
    if digits:
        number = float(re.sub(r"[,\u2009\u202f]", "", digits).replace("·", "."))
        return number * SCALES.get((scale or "").lower(), 1.0) * SHORT_SCALES.get((short or "").lower(), 1.0)
    total = current = 0.0
    for word in re.split(r"[- ]", (words or "").lower()):
        if word == "half":
            current = 0.5
        elif word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] > 100:
                total, current = total + current, 0.0
        else:
            current += VALUES.get(word, 0.0)
    return total + current

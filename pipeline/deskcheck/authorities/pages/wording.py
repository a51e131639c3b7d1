"""What pages say that are not what was asked for: gone, walled off, in trouble, for sale.

Made from the wording of error pages of common servers, content systems, walls against robots and domain sellers.
"""

import re

GONE = re.compile(
    r"^\W*(?:error\W{0,3})?(?:404|410)\b|\b(?:404|410) (?:error|not found)|\berror 404\b|^\W*not found\b"
    r"|\bnot found\W*$"
    r"|\b(?:page|article|content|document|resource|item|file|post|story|url)\b.{0,40}\b(?:not found|(?:cannot|can['’]t"
    r"|could not|couldn['’]t|can not) be found|no longer (?:available|exists?)|(?:does not|doesn['’]t) exist"
    r"|has been (?:removed|deleted|retired)|isn['’]t (?:available|here)|is (?:missing|unavailable|not available))"
    r"|\bnothing (?:was )?found\b|\bwe (?:can['’]t|cannot|could ?n[o'’]t) find (?:that|the|this) (?:page|article)"
    r"|\bseite (?:wurde )?nicht gefunden|\bpage (?:introuvable|non trouvée)"
    r"|\bp[aá]gina (?:no|non|não) (?:encontrada|trovata)|\bpagina niet gevonden|\bsidan (?:hittades|finns) inte",
    re.I,
)
WALL = re.compile(
    r"^\W*(?:just a moment|attention required|access (?:to this page )?(?:has been )?denied"
    r"|are you (?:a )?(?:robot|human)|pardon our interruption|client challenge|security (?:check|verification)"
    r"|verif(?:y|ying) (?:that )?you are|checking your browser|request (?:blocked|rejected|unsuccessful)|(?:403|401)\b"
    r"|forbidden|unauthori[sz]ed|human verification|robot check|bot verification|captcha|before you continue"
    r"|(?:please )?(?:sign|log) ?in\W*$|(?:sign|log) ?in to\b|login\W*$|too many requests|rate limit"
    r"|cookies? (?:are )?(?:required|disabled)|javascript (?:is )?(?:required|disabled)"
    r"|please (?:enable|turn on) (?:javascript|cookies)|blocked\W*$|ddos[- ]guard|one moment,? please"
    r"|redirecting\W*$)",
    re.I,
)
TROUBLE = re.compile(
    r"^\W*(?:5\d\d\W*$|5\d\d\W{0,3}(?:error|internal|bad|service|gateway)|(?:internal )?server error|bad gateway"
    r"|service (?:temporarily )?unavailable|gateway time-?out"
    r"|(?:site |we are |down for |under )?(?:scheduled )?maintenance"
    r"\W*$|temporarily (?:unavailable|down)|error\W*$|an error (?:has )?occurred|application error|something went wrong"
    r"|database error)",
    re.I,
)
FOR_SALE = re.compile(
    r"\b(?:this )?domain(?: name)? (?:is |may be |could be )?(?:for sale|parked|available for (?:sale|purchase)"
    r"|has expired)|\bbuy this domain\b|\bthis domain (?:has|is) (?:been )?(?:registered (?:at|with|via)|parked)"
    r"|\bparked (?:free|domain|page)|\bdomain parking\b|\bdiese domain (?:steht|ist).{0,20}verkauf",
    re.I,
)
PARKERS = (
    "sedoparking.com",
    "sedo.com",
    "hugedomains.com",
    "dan.com",
    "afternic.com",
    "bodis.com",
    "parkingcrew.net",
    "undeveloped.com",
)
"""Domains of those who sell domains."""

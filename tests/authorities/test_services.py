"""Which sources of records are asked, and in what order, is the desk's to say."""

from builders import AS_OF, a_reference, an_audit
from deskcheck import authorities
from deskcheck.model import Match, MatchStatus, ReferenceStatus
from deskcheck.settings import Settings


class Source:
    def __init__(self, name):
        self.name = name
        self.asked = 0

    def look_up(self, _):
        self.asked += 1
        return Match(status=MatchStatus.NOT_APPLICABLE, reason=self.name)

    def sources(self):
        return ()


def answered(*services):
    sources = [Source("dossier"), Source("index"), Source("crossref")]
    settings = Settings(as_of=AS_OF, services=services) if services else Settings(as_of=AS_OF)
    (reference,) = authorities.resolve(an_audit(references=(a_reference(),)), sources, settings).references
    return reference.match.reason, [source.name for source in sources if source.asked]


def test_the_dossier_goes_first_unless_the_desk_says_otherwise():
    assert answered() == ("dossier", ["dossier"])
    assert answered("crossref", "dossier") == ("crossref", ["crossref"])
    assert answered("index") == ("index", ["index"])


def test_where_no_service_may_be_asked_the_reference_stays_unknown():
    settings = Settings(as_of=AS_OF, services=("index",))
    audit = authorities.resolve(an_audit(references=(a_reference(),)), [Source("dossier")], settings)
    assert audit.references[0].status is ReferenceStatus.UNKNOWN

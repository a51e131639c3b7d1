"""Words by which the name of an organisation is told from a person's."""

from deskcheck.extractors.references.parse.lexicon import CUES

HOUSES = frozenset(
    "Manual Version Edition Encyclopedia Encyclopaedia Dictionary Handbook Team Desk Collaborators"
    " Investigators".split()
)
"""Last words of what is written by no one person."""

ORGANISATIONS = frozenset(word for word, cue in CUES.items() if "org" in cue).union(
    """autorité ministerio ministère ministerie ministerium ministero ministério kenniscentrum centrum rijksinstituut
    publique pública público statistics statistik statistique estadística gesellschaft verband bundesamt
    bundesinstitut landesamt bundesministerium stiftung vereinigung vereniging stichting agencia agence agentschap
    agenzia consejo conseil dirección direction sociedad société asociación fundación fédération federación myndighet
    folkehelseinstituttet nations européenne europea liga ligue
    organización organização organizzazione organisatie weltgesundheitsorganisation världshälsoorganisationen sociedade
    associação fundação instituto istituto institutet instytut ministério società associazione fondazione federazione
    comité comitê comissão comisión commissione conselho consiglio ente autoridad autoridade autorità sistema servicio
    serviço servizio observatorio observatório towarzystwo ministerstwo livsmedelsverket socialstyrelsen
    folkhälsomyndigheten helsedirektoratet sundhedsstyrelsen""".split()
)
"""Words of their kinds, in lower case. The tagger's own cues are fixed by its training; the second list is not."""

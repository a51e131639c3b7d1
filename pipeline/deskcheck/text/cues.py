"""Words that show what a sentence does: hedge, deny, assert a cause, name a study, quote a source …

One pass over the words finds every cue of every category, so that a caller who wants several of
them pays once. The categories and word lists follow what the literature on hedging (BioScope,
Vincze et al. 2008), strength of causal wording (Yu, Li & Wang 2019) and check-worthiness
(ClaimBuster, Hassan et al. 2017) found to matter; the lists are our own.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class CueKind(StrEnum):
    """What a cue shows."""

    HEDGE = "hedge"
    BOOSTER = "booster"
    NEGATION = "negation"
    CAUSAL = "causal"
    ASSOCIATION = "association"
    CHANGE = "change"
    STUDY = "study"
    ATTRIBUTION = "attribution"
    UNIVERSAL = "universal"
    VAGUE = "vague"
    PREVALENCE = "prevalence"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    CLASSIFICATION = "classification"
    SYMPTOM = "symptom"
    TREATMENT = "treatment"
    RISK = "risk"
    HEALTH = "health"
    ADVICE = "advice"
    OPINION = "opinion"
    HISTORY = "history"
    CREDENTIAL = "credential"
    POLICY = "policy"
    PROMOTION = "promotion"
    SIGNPOST = "signpost"
    READER = "reader"
    WE = "we"
    VERB = "verb"


class Cue(NamedTuple):
    """One cue: ``words`` in lower case with a plain apostrophe, at ``start`` to ``end`` of the text."""

    kind: CueKind
    start: int
    end: int
    words: str


# "~verb" stands for all forms of a regular verb; "|" parts entries of several words.
_LISTS: dict[CueKind, str] = {
    CueKind.HEDGE: """may | might | could | can | possibly | perhaps | maybe | probably | likely | unlikely |
    potentially | potential | apparently | seemingly | ~seem | ~appear to | ~tend to | ~suggest | suggestive |
    ~indicate | sometimes | often | usually | generally | typically | commonly | frequently | occasionally | in
    some cases | in some people | in many cases | in certain cases | some people | some experts | some evidence |
    some studies | some research | thought to | believed to | is considered | are considered | often considered |
    reportedly | allegedly | preliminary | not yet clear | unclear | it is possible | it's possible | to some
    extent | partly | mostly | mainly | largely | relatively | somewhat | roughly | approximately | estimated |
    presumably | hypothesized | hypothesised | theoretically | in part | for some | in general | as a rule | not
    always | not necessarily | rarely | seldom | ~propose | ~speculate | ~assume | conceivably | plausible |
    plausibly | limited evidence | early evidence | more research""",
    CueKind.BOOSTER: """always | never | definitely | certainly | undoubtedly | clearly | obviously | proven |
    proves | prove | guaranteed | guarantee | without doubt | no doubt | must | inevitably | completely | totally
    | entirely | absolutely | in fact | exclusively | conclusively | indisputably | of course | the only | by far
    | at all""",
    CueKind.NEGATION: """not | no | never | neither | nor | none | nobody | nothing | nowhere | without | cannot |
    can't | don't | doesn't | didn't | isn't | aren't | wasn't | weren't | won't | wouldn't | couldn't | shouldn't
    | hasn't | haven't | hadn't | mustn't | ~lack | lack of | absence of | absent | ~fail to | no longer | unable
    to | rather than | no evidence | little evidence | not enough""",
    CueKind.CAUSAL: """~cause | caused by | because of | ~result in | result of | results from | resulting from |
    resulted from | as a result | ~lead to | led to | leads to | leading to | due to | ~trigger | ~produce |
    ~induce | ~prevent | ~protect against | ~contribute to | responsible for | ~affect | ~influence | ~impact |
    impact on | effect on | effects on | effect of | effects of | makes | make you | makes you | made | ~create |
    ~provoke | ~stimulate | ~inhibit | ~block | ~cure | ~heal | ~damage | ~harm | ~destroy | ~kill | ~enable |
    brings on | bring on | brought on by | gives rise to | give rise to | stems from | stem from | ~arise from |
    arises from | arise from | in response to | reaction to | consequence of | consequences of | thanks to | ~help
    | helps | ~boost | ~strengthen | ~weaken | ~relieve | ~ease | ~alleviate | ~exacerbate | ~interfere with |
    ~drive | driven by | ~shape | negative impacts | negative effects | ~deplete | ~disrupt | ~impair | ~allow |
    keeps | therefore""",
    CueKind.ASSOCIATION: """~associate with | associated with | association between | associations between |
    association of | ~link to | linked to | linked with | link between | links between | ~correlate | correlated
    with | correlation | correlations | ~relate to | related to | relationship between | connected to | connected
    with | connection between | tied to | ties between | goes along with | go hand in hand | predictor of |
    predictors of | ~predict | predicted | accompanied by | coincides with | ~mediate | mediated""",
    CueKind.CHANGE: """~increase | ~decrease | ~reduce | ~raise | ~lower | ~improve | ~worsen | ~grow | grew |
    grown | ~decline | ~drop | dropped | fell | falls | fall | rise | rises | rose | risen | rising | ~shrink |
    ~double | ~triple | ~halve | ~elevate | ~diminish | ~enhance | ~cut | ~climb | ~slow | ~speed up | ~shorten |
    ~lengthen | ~prolong | reduction | reductions | improvement | improvements | gain | gains | loss of | ~lose |
    lost | losing""",
    CueKind.STUDY: """study | studies | research | researchers | scientists | trial | trials | survey | surveys |
    surveyed | meta-analysis | meta-analyses | metaanalysis | systematic review | review of | reviews of | review
    found | literature review | evidence | data | experiment | experiments | cohort | sample of | participants |
    investigators | report found | analysis | analyses | findings | finding | paper | published in | published by
    | randomized | randomised | placebo | observational | clinical trial | questionnaire | interviews | poll |
    polls | census | statistics""",
    CueKind.ATTRIBUTION: """according to | ~report that | reports that | reported that | says | said | say | ~note
    that | notes that | noted that | ~note | ~state that | ~claim that | ~argue | ~explain | explains | ~estimate
    that | estimates that | ~conclude | concluded | concludes | found that | finds that | find that | found |
    showed | shows | show | shown | ~suggest that | ~recommend | recommends | ~advise | advises | ~warn | warns |
    ~define | as reported by | as stated by | told | writes | wrote | experts | authors | ~observe | ~demonstrate
    | ~reveal | ~confirm | ~point out | pointed out | guidelines | guideline | guidance | ~report | ~document |
    ~cite | ~describe | described""",
    CueKind.UNIVERSAL: """all | every | everyone | everybody | always | never | any | each | no one | nobody |
    none | entire | whole | universal | universally | anyone""",
    CueKind.VAGUE: """some | many | several | most | few | a few | numerous | various | a lot of | lots of |
    plenty of | a number of | certain | countless | much | a majority of | the majority of | majority | minority |
    a variety of | a range of | different""",
    CueKind.PREVALENCE: """rare | common | uncommon | prevalent | prevalence | incidence | widespread | rates of |
    rate of | the most common | most common | more common | less common | in the united states | worldwide |
    globally | ~suffer from | ~live with | people with | percent of | per cent of | of adults | of people | of
    americans | of women | of men | of children | ~diagnose | diagnosed with | each year | every year | per year |
    a year | epidemic | affects | proportion | rarely | commonly""",
    CueKind.COMPARISON: """than | compared with | compared to | in comparison | versus | vs | as much as | as many
    as | as likely | more likely | less likely | higher | lower | greater | fewer | better | worse | unlike |
    similar to | the same as | different from | more effective | less effective | rather than | whereas | best |
    worst | largest | highest | lowest | leading""",
    CueKind.DEFINITION: """is a | is an | are a | is the | are the | refers to | refer to | means | means that |
    known as | called | ~define | defined as | ~define as | is when | is where | occurs when | happens when |
    characterized by | characterised by | also called | referred to as | consists of | consist of | is any |
    stands for | describes | type of | types of | form of | kind of | a condition | a disorder | a disease | term
    for | involves | ~involve""",
    CueKind.CLASSIFICATION: """types of | kinds of | categories | category | classified | ~classify | official |
    part of | subtypes | subtype | divided into | forms of | fall into | falls into | belongs to | belong to |
    include | includes | including | such as | considered a | considered part | recognized as | recognised as |
    symptom of | two types | three types | group of | ~comprise | made up of""",
    CueKind.SYMPTOM: """symptom | symptoms | sign | signs | signs of | feel | feels | feeling | felt | feelings |
    ~experience | pain | fatigue | numb | numbness | anxiety | sadness | nausea | fever | headache | headaches |
    trouble | difficulty | struggle | struggling | struggles | inability | unable to | side effects | episodes |
    episode | mood | characteristic | characteristics | appears as | ~present as | present itself""",
    CueKind.TREATMENT: """treatment | treatments | treat | treats | treated | treating | therapy | therapies |
    medication | medications | medicine | medicines | drug | drugs | antidepressants | antibiotics | dose | doses
    | dosage | vaccine | vaccines | vaccination | surgery | supplement | supplements | diet | diets | exercise |
    exercises | prescription | prescribed | ~prescribe | pill | pills | counseling | counselling | psychotherapy |
    intervention | interventions | remedy | remedies | rehabilitation | screening | ~manage | injections |
    injection | hormone | insulin | statins | opioids | painkillers | ibuprofen | aspirin | acetaminophen |
    vitamin | probiotics | meditation | mindfulness""",
    CueKind.RISK: """risk | risks | risky | danger | dangerous | dangers | harmful | harm | harms | safe | safely
    | safety | unsafe | toxic | poison | poisonous | death | deaths | die | dies | died | fatal | deadly |
    mortality | suicide | suicidal | overdose | side effect | side effects | adverse | complication |
    complications | addictive | addiction | emergency | contraindicated | ~avoid | warning | pregnant | pregnancy
    | breastfeeding | interact | interaction | interactions | withdrawal | stop taking | bleeding | seizure |
    seizures | stroke | heart attack | allergic | choking | life-threatening""",
    CueKind.HEALTH: """health | healthy | disease | diseases | disorder | disorders | illness | illnesses |
    condition | conditions | syndrome | infection | infections | cancer | diabetes | depression | blood | brain |
    heart | body | immune | cells | sleep | stress | trauma | patients | patient | mental | physical | emotional |
    emotionally | psychological | cognitive | children | adults | women | men | people | teens | babies | infants
    | virus | bacteria | obesity | weight | pressure | cholesterol | hormones | protein | nutrients | calories |
    skin | bone | bones | muscle | muscles | liver | kidney | kidneys | lung | lungs | gut | allergy | allergies |
    asthma | arthritis | dementia | autism | adhd | ptsd | bipolar | medical | clinical | population | birth |
    injury | abuse | wellbeing | well-being | memory | behavior | behaviour | relationships | climate | water |
    air | pollution | temperature | economy | countries | species | energy | carbon | emissions""",
    CueKind.ADVICE: """should | shouldn't | ought to | need to | needs to | have to | must | it's important | it
    is important | it's best | it is best | always best | try to | be sure | make sure | consider | talk to | talk
    with | speak with | speak to | see a doctor | see your doctor | your doctor | ~recommend | recommended |
    ~advise | seek | reach out | ask your | avoid | consult | it's a good idea | call | don't | do not | never |
    remember to | healthcare provider | health care provider | a good idea | worth | keep | aim for | limit |
    choose | stick to | contact | stay away""",
    CueKind.OPINION: """i think | i believe | in my opinion | in my view | we believe | i feel | my favorite | my
    favourite | amazing | wonderful | terrible | beautiful | unfortunately | fortunately | sadly | luckily |
    hopefully | good news | bad news | interesting | interestingly | surprising | surprisingly | happily | it's
    okay | it's ok | great | love | hate | exciting | perfect""",
    CueKind.HISTORY: """founded | invented | discovered | introduced | established | first described | coined |
    century | centuries | ancient | historically | originally | began | was first | were first | approved in | in
    the past | decades | originated | launched | opened | developed in | since then | war | was named | dates back
    | dating back | born in""",
    CueKind.CREDENTIAL: """board-certified | certified | licensed | degree | undergraduate | bachelor's | master's
    | doctorate | phd | graduated | graduate of | years of experience | of experience | specializes | specialises
    | specializing | professor of | university of | she received | he received | trained at | residency |
    fellowship | practitioner | has worked | worked as | awarded | author of | qualified""",
    CueKind.POLICY: """sourcing | guidelines to ensure | editorial | peer-reviewed studies | peer-reviewed |
    primary sources | tertiary references | tertiary sources | fact-checked | fact-check | medically reviewed |
    accurate and current | accuracy | we rely on | we strive | our standards | our policy | our writers | our
    editors | our experts | our content | our articles | our fact checkers |
    our fact-checkers | we fact-check | we update our | conflict of interest | privacy | our team | our mission |
    sources""",
    CueKind.PROMOTION: """our platform | our online | our services | our service | our product | our products |
    our app | our shop | our store | our guide | our blog | sign up | subscribe | newsletter | free trial |
    discount | get started | click here | click | buy now | shop | order now | download | learn more | read more |
    find out more | learn about | check out | you can learn | from the comfort of | our quiz | take our | our
    depression treatment | coupon | join us | follow us | browse | our newsletter""",
    CueKind.SIGNPOST: """we'll | we will | in this article | in this guide | in this section | in this post |
    below we | here we | let's | let us | read on | keep reading | here's | here is what | here are some | this
    article | this guide | this section | this post | as mentioned | as we | see below | as discussed | look at |
    take a look | break down | dive into | dive in | we explain | we look | we discuss | we explore | we cover |
    we describe | table of contents | without further ado | in short | bottom line | key takeaways | we've | next
    up | first up""",
    CueKind.READER: """you | your | yours | you're | you've | you'll | you'd | yourself""",
    CueKind.WE: """we | our | us | we're | we've | we'll | ours | i | my | me | i'm | i've | i'd | myself |
    ourselves""",
    CueKind.VERB: """is | are | was | were | be | been | being | am | has | have | had | do | does | did | will |
    would | can | could | may | might | must | shall | should | isn't | aren't | wasn't | weren't | doesn't |
    don't | didn't | can't | cannot | won't | hasn't | haven't | it's | that's | there's | they're | you're |
    we're | he's | she's | i'm | they've | who's | what's | happens | happen | occurs | occur | contains | contain
    | includes | include | ~become | became | ~make | makes | ~give | gives | gave | ~take | takes | took | taken
    | ~come | comes | came | ~go | goes | went | ~need | ~use | ~want | ~start | ~begin | ~begins | began | ~work
    | ~provide | ~remain | ~require | ~support | ~develop | ~occur | ~involve | ~keep | ~get | gets | got | ~feel
    | felt | ~find | ~know | knew | known | ~think | ~live | ~eat | ~drink | ~sleep | ~learn | ~move | ~play |
    ~call | ~turn | ~show | ~offer | ~continue | ~change | ~follow | ~try | ~ask | ~depend | ~vary | varies |
    ~receive | ~respond | ~spread | ~absorb | ~store | ~release | ~break | ~contain | ~hold | ~stay | ~last |
    ~carry | ~pass | ~reach | ~build | ~rely | ~choose | ~cover | ~measure | ~test | ~treat | ~form | ~act | ~bind
    | ~sit | ~stand | ~run | ~lie | ~set | ~belong | ~consist | ~exist | ~matter""",
}
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def _forms(verb: str) -> tuple[str, ...]:
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    if head.endswith("e"):
        forms: tuple[str, ...] = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = (head, head + "es", head + "ed", head + "ing")
    else:
        forms = (head, head + "s", head + "ed", head + "ing")
        if re.fullmatch(r"[^aeiou]*[aeiou][bdgkmnprt]", head):
            forms = (*forms, head + head[-1] + "ed", head + head[-1] + "ing")
    return tuple(form + tail for form in forms)


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], CueKind], ...]]:
    """First word → the phrases it opens, the longest first."""
    table: dict[str, dict[tuple[tuple[str, ...], CueKind], None]] = {}
    for kind, listed in _LISTS.items():
        for entry in " ".join(listed.split()).split("|"):
            entry = entry.strip()
            for phrase in _forms(entry[1:]) if entry.startswith("~") else (entry,):
                words = tuple(phrase.split())
                table.setdefault(words[0], {})[(words, kind)] = None
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}


def lowered(text: str) -> str:
    """Return ``text`` in lower case with plain apostrophes, each character still at its place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return low.replace("’", "'")


def cues(text: str, start: int = 0, end: int | None = None) -> Iterator[Cue]:
    """Yield every cue of ``text[start:end]`` in order; a word may be a cue of several kinds.

    Within one kind cues do not overlap: the first word decides, then the longest phrase. Time is linear.
    """
    stop = len(text) if end is None else end
    stretch = lowered(text[start:stop])
    yield from in_tokens(
        [(match.group(), match.start() + start, match.end() + start) for match in _TOKEN.finditer(stretch)]
    )


def in_tokens(tokens: list[tuple[str, int, int]]) -> Iterator[Cue]:
    """Yield the cues of tokens (lower-case word, start, end) in order."""
    table = _phrases()
    count = len(tokens)
    taken: dict[CueKind, int] = {}
    for place, (word, start, end) in enumerate(tokens):
        for phrase, kind in table.get(word, ()):
            size = len(phrase)
            if taken.get(kind, -1) > start:
                continue
            if size == 1:
                taken[kind] = end
                yield Cue(kind, start, end, word)
            elif place + size <= count and all(tokens[place + k][0] == phrase[k] for k in range(1, size)):
                taken[kind] = tokens[place + size - 1][2]
                yield Cue(kind, start, taken[kind], " ".join(phrase))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """Return the words of ``text[start:end]`` in lower case, hyphened compounds whole, with their places."""
    stop = len(text) if end is None else end
    return [
        (match.group(), match.start() + start, match.end() + start)
        for match in _TOKEN.finditer(lowered(text[start:stop]))
    ]

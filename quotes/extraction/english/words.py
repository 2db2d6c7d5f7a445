"""Closed classes of English words, as the rules need them; all in small letters."""


def word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any every each no"
    " another other both several many most few all one two three four five six seven"
    " eight nine ten 's ’s whose"
)
NOUN_MARKERS = DETERMINERS - word_set(
    "that 's ’s this these those all both some many most few one"
) | word_set(
    "of for in with by from about on latest new recent own first last early initial public"
    " false similar repeated such annual final official quick rare"
)
PREPOSITIONS = word_set(
    "of in on at to for with by from about into over after before between during without"
    " under against among through despite across behind beyond near since until upon"
    " within toward towards amid following via per regarding concerning including as than"
    " outside inside along around off out up down"
)
COORDINATING = word_set("and but or nor yet so")
SUBORDINATING = word_set(
    "that if when while because although though where whether since until unless after"
    " before as once why how what whereas"
)
RELATIVES = word_set("who which whom whose that where")
SUBJECTS = word_set("he she they it i we you who")
PRONOUNS = word_set("he she they it who")
FIRST_PERSONS = word_set("i we you")
HAVE = word_set("has have had having 've 'd")
BE = word_set("is are was were be been being am 's 're")
DO = word_set("do does did")
MODALS = word_set(
    "will would can could may might must shall should 'll 'd cannot can't won't wouldn't couldn't"
)
NEGATIONS = word_set(
    "not never n't no didn't don't doesn't hasn't haven't hadn't isn't wasn't"
)
AUXILIARIES = (
    HAVE
    | BE
    | DO
    | MODALS
    | word_set(
        "didn't don't doesn't hasn't haven't hadn't isn't wasn't weren't aren't won't wouldn't"
        " couldn't can't he's she's it's they're we're i'm you're they've we've i've he'd she'd"
        " they'd there's that's"
    )
)
#: In front of an infinitive that leaves it a statement: “went on to say”.
LIGHT = word_set(
    "went going continued goes continues came began begun quick used wanted likes tried proceeded failed on"
)
#: Verbs whose infinitive is no statement, though it may be a refusal.
ADVERBS = word_set(
    "also then later earlier repeatedly now still often always never just even once again"
    " only already previously recently publicly privately however instead further"
    " meanwhile too first finally simply today yesterday tomorrow tonight so ever both"
    " rather quite not all together soon sometimes"
)
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
    " tonight morning afternoon evening night mon tue wed thu fri sat sun"
)
MONTHS = word_set(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec"
)
#: Where and how something was said: “in a statement”, “on Twitter”, “to reporters”.
OCCASIONS = word_set(
    "statement statements interview interviews email emails e-mail e-mails release letter letters"
    " report reports conference conferences briefing briefings speech speeches post posts call"
    " message messages testimony court filing filings documents document memo note notes blog video"
    " remarks address debate hearing hearings meeting meetings rally event forum tweet tweets twitter"
    " facebook instagram radio television tv podcast show program broadcast article column"
    " reporters journalists response reply comments written phone telephone text affidavit"
    " questioning advisory notice update announcement ruling decision opinion posting website web site"
    " page sunday appearance telegram essay op-ed editorial petition lawsuit complaint suit motion"
    " book memoir broadcast broadcasts episode monologue week weekend month morning afternoon evening"
)
#: With last or this in front they say when.
TIMES = DAYS | MONTHS | word_set("week weekend month year spring summer fall winter")
#: Forms of reporting verbs that are nouns as often.
AMBIGUOUS = word_set(
    "advocate advocates answer answers appeal appeals attack attacks blame boast call calls caution challenge"
    " challenges charge charges claim claims comment comments cry demand demands detail"
    " details dispute doubt doubts estimate estimates express fear fears feel feeling"
    " figure figures find forecast guess hint hope hopes insult joke jokes judge judges"
    " label laugh lecture mention note notes object objects offer offers order orders"
    " outline plan pledge pledges post posts praise press project projects promise promises"
    " protest protests question questions quote quotes read reading reason reasons report reports request"
    " requests reply replies response review rule rules say shout show shows sign signal"
    " signals slam state states stress suspect suspects tease tout tweet tweets urge voice voices vow"
    " vows warning warnings welcome whisper wonder worry worries write writing record hold"
    " hail figure provide see saw speak want concern concerned think thinking go known"
    " lead leads rail snap sing tell affirm hear hearing finding findings meaning ruling saying"
    " understanding feelings repeat relay sound sounds view"
)
TITLES = word_set(
    "mr mrs ms miss dr sir lord lady president prime minister premier senator sen rep gov"
    " governor secretary judge justice chief mayor general gen col lt capt captain sgt"
    " professor prof rev reverend pope king queen prince princess chairman chairwoman"
    " director spokesman spokeswoman spokesperson congressman congresswoman mp coach"
    " const constable officer detective attorney commissioner ambassador deputy"
    " conservative liberal republican democratic democrat ndp leader"
)
CIVILITIES = word_set("mr mrs ms miss dr sir")
LISTENERS = word_set("reporters reporter journalists journalist")
NOBODY = word_set(
    "nobody none nothing it there this that which what something anything everything"
)


def is_adverb(word: str, capital: bool = False) -> bool:
    """Tell whether a word is taken for an adverb; with a capital letter -ly ends a name."""
    return word in ADVERBS or (
        not capital
        and len(word) > 4
        and word.endswith("ly")
        and word not in _NOUNS_IN_LY
    )


_NOUNS_IN_LY = word_set(
    "family italy july assembly reply supply ally bully monopoly rally daily weekly kelly emily sally billy early"
)

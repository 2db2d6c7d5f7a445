"""English verbs in the forms that news uses.

A lemma gives its forms by the regular rules of spelling, or by the table of the
irregular ones among the verbs that the rules name.
"""

from collections.abc import Iterator
from enum import StrEnum


class Form(StrEnum):
    """What a form can be in a sentence."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    DONE = "done"
    DOING = "doing"


#: Past and past participle of the irregular ones.
_IRREGULAR = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "think": ("thought", "thought"),
    "feel": ("felt", "felt"),
    "know": ("knew", "known"),
    "find": ("found", "found"),
    "make": ("made", "made"),
    "hear": ("heard", "heard"),
    "hold": ("held", "held"),
    "swear": ("swore", "sworn"),
    "see": ("saw", "seen"),
    "read": ("read", "read"),
    "sing": ("sang", "sung"),
    "quip": ("quipped", "quipped"),
    "admit": ("admitted", "admitted"),
    "blog": ("blogged", "blogged"),
    "rebut": ("rebutted", "rebutted"),
    "foresee": ("foresaw", "foreseen"),
    "put": ("put", "put"),
    "go": ("went", "gone"),
    "speak": ("spoke", "spoken"),
    "begin": ("began", "begun"),
    "show": ("showed", "shown"),
    "learn": ("learned", "learned"),
    "understand": ("understood", "understood"),
    "mean": ("meant", "meant"),
    "give": ("gave", "given"),
    "rule": ("ruled", "ruled"),
    "forget": ("forgot", "forgotten"),
    "refer": ("referred", "referred"),
    "commit": ("committed", "committed"),
    "strike": ("struck", "struck"),
    "plead": ("pleaded", "pleaded"),
    "take": ("took", "taken"),
    "lay": ("laid", "laid"),
    "bet": ("bet", "bet"),
    "recall": ("recalled", "recalled"),
    "tweet": ("tweeted", "tweeted"),
    "bear": ("bore", "borne"),
    "beat": ("beat", "beaten"),
    "become": ("became", "become"),
    "bind": ("bound", "bound"),
    "bite": ("bit", "bitten"),
    "blow": ("blew", "blown"),
    "break": ("broke", "broken"),
    "bring": ("brought", "brought"),
    "build": ("built", "built"),
    "buy": ("bought", "bought"),
    "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"),
    "come": ("came", "come"),
    "cost": ("cost", "cost"),
    "cut": ("cut", "cut"),
    "deal": ("dealt", "dealt"),
    "draw": ("drew", "drawn"),
    "drink": ("drank", "drunk"),
    "drive": ("drove", "driven"),
    "drop": ("dropped", "dropped"),
    "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"),
    "fight": ("fought", "fought"),
    "fit": ("fit", "fit"),
    "fly": ("flew", "flown"),
    "get": ("got", "gotten"),
    "grow": ("grew", "grown"),
    "have": ("had", "had"),
    "hit": ("hit", "hit"),
    "hurt": ("hurt", "hurt"),
    "keep": ("kept", "kept"),
    "lead": ("led", "led"),
    "leave": ("left", "left"),
    "let": ("let", "let"),
    "lie": ("lay", "lain"),
    "lose": ("lost", "lost"),
    "meet": ("met", "met"),
    "occur": ("occurred", "occurred"),
    "pay": ("paid", "paid"),
    "plan": ("planned", "planned"),
    "prefer": ("preferred", "preferred"),
    "rise": ("rose", "risen"),
    "run": ("ran", "run"),
    "seek": ("sought", "sought"),
    "sell": ("sold", "sold"),
    "send": ("sent", "sent"),
    "set": ("set", "set"),
    "sit": ("sat", "sat"),
    "sleep": ("slept", "slept"),
    "spend": ("spent", "spent"),
    "stand": ("stood", "stood"),
    "steal": ("stole", "stolen"),
    "stop": ("stopped", "stopped"),
    "teach": ("taught", "taught"),
    "throw": ("threw", "thrown"),
    "wear": ("wore", "worn"),
    "win": ("won", "won"),
}
#: Irregular verbs whose last letter is doubled before -ing.
_DOUBLED = frozenset(
    [
        "forget",
        "put",
        "begin",
        "bet",
        "cut",
        "fit",
        "get",
        "hit",
        "let",
        "run",
        "set",
        "sit",
        "win",
    ]
)
_VOWELS = "aeiou"


def forms(lemma: str) -> Iterator[tuple[str, Form]]:
    """Yield each form of a verb and what it can be; one form may come twice."""
    yield lemma, Form.BASE
    yield _third(lemma), Form.PRESENT
    past, done = _IRREGULAR.get(lemma, (_ed(lemma), _ed(lemma)))
    yield past, Form.PAST
    yield done, Form.DONE
    yield _ing(lemma, past), Form.DOING


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _ing(lemma: str, past: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("ee"):
        return lemma + "ing"
    if lemma.endswith("e"):
        return lemma[:-1] + "ing"
    if past == lemma + lemma[-1] + "ed" or lemma in _DOUBLED:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"

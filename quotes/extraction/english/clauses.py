"""Whether a clause with a verb of its own begins at an item of an English sentence."""

from collections.abc import Sequence
from functools import cache

from quotes.extraction.english import words as w
from quotes.extraction.english.inflection import Form, forms
from quotes.extraction.english.verbs import lexicon
from quotes.extraction.tokens import Sort, Token

#: Common verbs; with those that report they show that a clause begins.
_COMMON = """
accept agree allow appear apply arrive ask avoid bear beat become begin believe belong bind bite
blow break bring build buy call carry catch cause change choose close come consider continue cost
count cover create cut deal decide depend deserve develop die draw drink drive drop eat end ensure
enjoy expect face fail fall feel fight fill find fit fly follow force get give go grow handle
happen have hear help hit hold hope hurt include increase intend involve join keep kill know lack
lead learn leave let lie live look lose love make matter mean meet miss move need occur offer open
owe own pass pay plan play prefer prepare prevent produce prove provide pull put raise reach read
receive reduce reflect remain remember represent require return rise run save seek see seem sell
send serve set show sit sleep speak spend stand start stay steal stop support take talk teach tend
think throw travel treat try turn understand use wait walk want watch wear win work worry write
"""


@cache
def _finite() -> frozenset[str]:
    found = {
        form
        for lemma in _COMMON.split()
        for form, use in forms(lemma)
        if use in (Form.PRESENT, Form.PAST, Form.BASE)
    }
    return frozenset(found - _NOUNS)


#: Forms that are nouns or adjectives as often.
_NOUNS = w.word_set(
    "call close cost cut deal drink drive drop end face fall fight fit force help hit hope increase"
    " lack lead lie live look love matter mean miss move need offer open own pass pay plan play"
    " prove raise reach return rise run save set show sleep stand start stay stop support talk"
    " throw travel treat try turn use wait walk watch wear win work worry calls costs cuts deals"
    " ends faces falls fights forces hopes increases leads lies lives looks matters means moves"
    " needs offers plans plays raises returns runs shows stands starts stops talks turns uses works"
    " worries left set change changes cause causes cover covers"
)
_CONTRACTED = ("n't", "'re", "'ll", "'ve", "'d", "'m")


def is_verb(item: Token) -> bool:
    """Tell whether a word is taken for a finite verb, wherever it stands."""
    word = item.lower
    if item.sort is not Sort.WORD:
        return False
    if word in w.AUXILIARIES - {"'s"} or word.endswith(_CONTRACTED):
        return True
    return not item.capital and (
        word in _finite()
        or (word in lexicon() and word not in w.AMBIGUOUS and not word.endswith("ing"))
        or (word.endswith("ed") and len(word) > 4)
    )


def may_be_verb(item: Token) -> bool:
    """Tell whether a word can be a finite verb where only a verb fits: “who live”."""
    return item.lower in _finite() | _NOUNS


def has_verb(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a finite verb stands among items[start:end]."""
    end = min(end, len(items))
    if end - start > 1 and items[start].lower in _NOMINATIVES:
        after = items[start + 1]
        return after.sort is Sort.WORD or after.sort is Sort.QUOTE
    for at in range(start, end):
        if at > start and items[at].lower in _OPENERS:
            return False
        if is_verb(items[at]) or _is_contracted(items, at):
            return True
    return False


#: Behind one of these a verb is that of a clause within: “reveals its policies only when …”.
_OPENERS = w.word_set("when while because although unless until whenever")


#: What is a subject wherever it stands in front of a word.
_NOMINATIVES = w.word_set(
    "he she they we i there it's he's she's they're we're i'm there's that's"
)


def _is_contracted(items: Sequence[Token], at: int) -> bool:
    """Tell whether 's stands for is or has: “the bill's dead”, which a noun cannot show."""
    return (
        items[at].lower == "'s"
        and at > 0
        and items[at - 1].lower in ("that", "it", "there", "what", "who", "here")
    )

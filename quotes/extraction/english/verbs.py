"""English reporting verbs and what each takes: the lexicon by lemma and frame.

A frame is a letter after the lemma; what it means stands in FRAMES. Put together from
grammars and from reading news; the forms are made by inflection.py.
"""

from dataclasses import dataclass
from functools import cache

from quotes.extraction.english.inflection import Form, forms
from quotes.extraction.spans import Polarity

FRAMES = {
    "q": "that and a clause: “said that …”",
    "b": "a clause without that: “said he …”",
    "i": "stands inside or after the words: “…,” she said",
    "l": "a listener, then what they were told: “told reporters that …”",
    "n": "a noun phrase that states something: “denied the claims”",
    "t": "to and an infinitive: “promised to …”",
    "g": "an -ing form: “denied stealing …”",
    "h": "whether, if, how, why, what: “asked whether …”",
    "o": "somebody, and what is said of them: “called X a …”, “accused X of …”",
    "p": "a preposition and what it states: “warned of”, “insisted on”",
    "w": "weak: only with words in quotation marks",
    "m": "of the mind: beliefs and hopes, “believes that …”",
}

_TABLE = """
accuse o
acknowledge qbinhg
add qi
admire n
admit qbing
advise qil ?
advocate w ?
affirm qi
agree qit
alert l
allege qbin
allow qi
announce qin
answer qi
anticipate qm
appeal p ?
applaud w
argue qbi
articulate w
ask ihlr ?
assail n
assert qbin
assess q
assume qm
assure l
attack w
attest qi
aver qi
beg ir ?
believe qbm
bemoan n
blame o
blast n
blog i
boast qip
brag qip
call o
caution qil
challenge w
champion n
charge qi
cite n
claim qbint
clarify qi
comment qi
compare o
complain qip
concede qbin
conclude qi
concur i
condemn n
confess qi
confide qi
confirm qbinh
contend qbi
counter qi
criticise n
criticize n
cry i
decide w
declare qbio
decry n
defend w
demand qint ?
denounce n
deny qngi -
deride n
describe o
detail h
determine w
disagree i
disclose q
discuss hn
dismiss w
dispute qn -
doubt qm -
echo in
elaborate i
embrace n
emphasise qin
emphasize qin
encourage r ?
endorse n
enthuse i
estimate qbi
exclaim i
expect qm
explain qbih
express n
favor n
fear qbm
feel qim
figure qim
find q
forecast qin
foresee w
gripe qi
guess qbim
hail n
hear w
hint qip
hold qi
hope mw
howl i
imagine qim
imply q
indicate qbi
inform l
insinuate q
insist qbip
instruct r ?
intone i
invite r ?
joke qi
judge w
know qhm
label o
lambaste n
lament qin
laugh i
liken o
learn w
lecture i
maintain qi
marvel qi
mention qin
moan i
mock n
muse qi
mutter i
note qbin
notify l
object qi
observe qbi
offer i
opine qi
oppose n
order r ?
outline hn
plead ir ?
pledge qi
point qi
portray o
posit qi
post i
postulate q
praise n
pray q
predict qbin
press i
proclaim qbin
profess q
project q
promise qitl
pronounce o
propose qin ?
protest qi
provide w
question hin
quip qi
quote w
rail p
read iw
realize w
reason qi
reassure l
rebut w
recall qbinhg
recite i
reckon qbi
recommend qing ?
recount inh
reference n
refuse t
refute n -
regret qn
reiterate qin
reject n -
relate i
relay qi
remark qi
remember qghim
remind l
repeat qi
reply qi
report qbi
request qnr ?
respond qi
retort qi
reveal qbih
ridicule n
rule qi
say qbihn
scoff i
scream i
see w
shout i
show q
sigh i
signal q
slam n
snap i
speak w
specify qi
speculate qi
state qbin
stipulate q
stress qin
suggest qbin
summarize i
support w
surmise qi
suspect qbm
swear qb
tease i
tell lir
testify qbi
theorize qi
think imw
threaten t
thunder i
tout w
trumpet w
tweet qi
underline q
underscore q
understand qhm
uphold w
urge qinr ?
vent i
voice n
vow qit
want w
warn qbilp
welcome n
whisper i
wonder hi
worry qbm
write qbi
yell i
"""

_POLARITIES = {"": Polarity.ASSERTED, "-": Polarity.DENIED, "?": Polarity.REQUESTED}


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its lemma, its frames by letter and what it does."""

    lemma: str
    frames: str
    polarity: Polarity = Polarity.ASSERTED


@cache
def lexicon() -> dict[str, tuple[tuple[Verb, Form], ...]]:
    """Return, for each form of each verb, what it can be."""
    found: dict[str, dict[tuple[Verb, Form], None]] = {}
    for line in dict.fromkeys(_TABLE.split("\n")):
        if not line:
            continue
        lemma, frames, *sign = line.split()
        verb = Verb(lemma, frames, _POLARITIES[sign[0] if sign else ""])
        for form, use in forms(lemma):
            found.setdefault(form, {})[(verb, use)] = None
    return {form: tuple(uses) for form, uses in found.items()}

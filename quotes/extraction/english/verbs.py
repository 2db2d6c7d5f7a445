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
admit qbing
advise qil ?
advocate n ?
affirm qi
agree qi
alert l
allege qbin
allow qi
announce qin
answer qi
anticipate qm
applaud w
appeal p ?
argue qbi
articulate w
ask ihlr ?
assert qbin
assess q
assume qm
assure l
attest qi
attack w
aver qi
beg ir ?
believe qbm
blame o
blast w
blog i
boast qip
brag qip
call o
caution qil
challenge w
charge qi
cite w
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
criticize n
criticise n
cry i
decide w
declare qbio
decline t -
decry n
defend w
demand qint ?
denounce n
deny qngi -
describe o
detail h
determine q
disagree i
disclose q
discuss h
dispute qn -
doubt qm -
echo i
elaborate i
emphasize qin
emphasise qin
encourage r ?
enthuse i
estimate qbi
exclaim i
expect qm
explain qbih
express n
fear qbm
feel qim
figure qim
find q
forecast qin
foresee w
gripe qi
guess qbim
hail w
hear w
hint qip
hold qi
hope qbm
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
lament qin
laugh i
learn qm
lecture i
maintain qi
marvel qi
mention qi
moan i
mock w
muse qi
mutter i
note qbin
notify l
object qi
observe qbi
offer i
opine qi
order r ?
outline h
plead ir ?
pledge qit
point i
portray o
post i
postulate q
posit qi
praise w
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
pray q
question hiw
quip qi
quote w
rail p
read iw
realize qm
reason qi
reassure l
rebut w
recall qbinhg
recite i
reckon qbi
recommend qing ?
recount inh
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
reply qi
request qnr ?
respond qi
retort qi
reveal qbih
rule qi
say qbihn
scoff i
scream i
see w
shout i
show q
sigh i
signal q
sing i
slam w
snap i
speculate qi
speak w
specify qi
state qbin
stipulate q
stress qin
suggest qbin
summarize i
surmise qi
suspect qbm
swear qb
tease i
tell lir
testify qbi
theorize qi
think qbim
thunder i
tout n
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

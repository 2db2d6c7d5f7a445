"""French reporting verbs and what each takes: the lexicon by lemma and frame.

A frame is a letter after the lemma; what it means stands in FRAMES. Verbs of more than
one word are written out, “se” for pronominal ones. Put together from grammars and from
reading news; the forms are made by conjugation.py.
"""

from dataclasses import dataclass
from functools import cache

from quotes.extraction.french.conjugation import Form, forms
from quotes.extraction.spans import Polarity

FRAMES = {
    "q": "que and a clause: “a déclaré que …”",
    "i": "stands inside or after the words: “…”, a-t-il lancé",
    "n": "a noun phrase that states something: “a dénoncé le financement de …”",
    "d": "de and an infinitive or noun: “a promis de …”",
    "a": "à and an infinitive or noun: “appelle à …”",
    "s": "sur: “insiste sur …”",
    "c": "contre: “met en garde contre …”",
    "p": "pour, en faveur de: “plaide pour …”",
    "o": "somebody, and what is said of them: “accuse X de …”, “qualifie X de …”",
    "r": "somebody, who is asked: “a demandé à X de …”, “invite X à …”",
    "w": "weak: only with words in quotation marks",
    "e": "an adjective or state of one's own: “s'est dit prêt à …”",
}

_TABLE = """
accepter d
accorder w
accuser o
acquiescer i
admettre qin
affirmer qind
ajouter qi
alerter qisc
alléguer qin
analyser iw
annoncer qin
appeler ar ?
applaudir w
approuver w
appuyer i
arguer qind
argumenter qi
articuler i
assener qi
asséner qi
assurer qind
attaquer i
attester qin
avancer qin
avertir qi
aviser q
avouer qind
balayer w
blâmer o
balbutier i
bégayer i
bougonner i
calculer q
certifier qi
citer iw
claironner qi
clamer qind
clarifier qi
commander d ?
commenter i
compléter i
conclure qi
concéder qin
condamner n
confesser qi
confier qi
confirmer qin
conjurer r ?
conseiller qidnr ?
considérer qi
constater qin
contester n -
continuer i
contredire n -
convenir qid
corriger i
couper i
critiquer n
crier qi
craindre w
croire w
demander qindr ?
décider w
déclarer qin
décrire o
décréter qi
dénoncer qin
déplorer qin
démentir qnid -
démontrer q
désapprouver n
désavouer n -
deviner i
détailler i
dévoiler q
dire qid
discuter w
divulguer qn
défendre iw
douter q -
écrire qi
égrener i
émettre w
manifester w
encourager r ?
enjoindre r ?
énoncer qi
énumérer i
épingler w
espérer w
estimer qind
établir q
évaluer qin
évoquer wi
exhorter r ?
exiger qin ?
expliquer qi
exposer qi
exprimer nw
exclure qn -
féliciter w
fustiger n
garantir qi
glisser qi
grogner i
gronder i
gémir i
haranguer i
hésiter i
hurler qi
imaginer w
implorer r ?
incriminer n
indiquer qin
informer qi
insister qis
insinuer qi
interpeller i
interroger i
inviter r ?
invoquer n
ironiser i
jubiler i
juger qio
jurer qid
justifier iw
lancer qi
lâcher qi
louer w
mander i
marmonner i
marteler qi
menacer dr
mentionner qin
minimiser w
moquer w
murmurer qi
maintenir qi
maugréer i
narrer i
nier qnd -
noter qin
nuancer i
objecter qi
observer qi
opiner i
opposer i
ordonner qdr ?
parler w
penser w
persifler i
persister qi
plaider ipq
plaisanter i
pointer in
poser w
poursuivre i
prétendre qi
prétexter qn
préciser qin
préconiser qind ?
prédire qin
présager q
presser r ?
pressentir q
prévenir qi
prévoir q
proclamer qin
professer q
promettre qind
pronostiquer qin
proposer qidn ?
prôner n ?
protester ic
prier dr ?
prophétiser i
publier w
prononcer w
qualifier o
questionner i
quémander n
raconter qi
railler i
rappeler qin
rapporter qin
rassurer qi
rectifier i
recommander qidnr ?
reconnaître qind
redire qi
refuser dn -
regretter qind
rejeter n -
relater qin
relativiser iw
relever qi
remarquer qi
remercier w
remettre w
renchérir qi
renseigner q
répéter qi
répliquer qi
répondre qi
reprendre i
reprocher nd
réclamer qin ?
réfuter qn -
récuser qn -
réitérer qin
repousser n -
requérir qn ?
résumer qi
ressasser qi
retracer w
rétorquer qi
révéler qin
revendiquer nd
rire iw
ricaner i
riposter qi
ruminer i
rugir i
saluer w
savourer i
sermonner i
signaler qin
signifier q
sommer r ?
souffler qi
souhaiter w
soulever n
souligner qin
soupirer qi
soutenir qi
spécifier qi
stigmatiser n
suggérer qind ?
stipuler q
soupçonner o
supplier ri ?
supposer w
susurrer i
s'alarmer qid
s'appuyer w
s'écrier qi
s'emporter ic
s'engager a
s'enthousiasmer i
s'esclaffer i
s'exclamer qi
s'excuser id
s'expliquer wi
s'indigner qidc
s'inquiéter qid
s'insurger ic
s'interroger is
s'opposer a
s'offusquer qid
s'étonner qid
se défendre qid
se demander i
se désoler qid
se dire e
se féliciter qid
se justifier i
se lamenter i
se moquer w
se plaindre qid
se prononcer pc
se réjouir qid
se souvenir qi
se targuer d
se vanter qid
se vouloir w
se déclarer e
se montrer w
tempêter i
tempérer i
témoigner qi
tonner i
traiter o
trancher i
trouver o
vanter n
vociférer i
voir w
taxer o
taire w
tacler i
tancer i
théoriser q
attribuer w
balancer i
blaguer i
bredouiller i
caractériser o
chuchoter i
comparer o
éructer i
infirmer n -
imputer w
parier q
postuler q
présenter w
se présenter o
promettre qind
rapporter qin
rêver w
sourire i
"""

#: Verbs of several words: the verb, the words after it, the frames, the polarity.
_PHRASES = """
faire|part|d
faire|savoir|qi
faire|valoir|qin
faire|remarquer|qi
faire|observer|qi
faire|état|d
faire|connaître|n
faire|mine|w
laisser|entendre|qi
mettre|en garde|qicr
mettre|l' accent|s
mettre|en avant|n
mettre|en cause|n
mettre|en doute|n -
montrer|du doigt|n
pointer|du doigt|n
pointer|le doigt|s
tirer|la sonnette|w
prendre|position|pc
prendre|la parole|w
en|appeler|a ?
tenir|pour|w
lancer|un appel|a ?
émettre|l' hypothèse|qn
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its lemma, its frames by letter and what it does."""

    lemma: str
    frames: str
    polarity: Polarity = Polarity.ASSERTED
    pronominal: bool = False
    #: Small words that must follow the verb to make it this one.
    tail: tuple[str, ...] = ()


_POLARITIES = {"": Polarity.ASSERTED, "-": Polarity.DENIED, "?": Polarity.REQUESTED}


@cache
def lexicon() -> dict[str, tuple[tuple[Verb, Form], ...]]:
    """Return, for each form of each verb, what it can be."""
    found: dict[str, dict[tuple[Verb, Form], None]] = {}
    for verb, lemma in _verbs():
        for form, use in forms(lemma):
            found.setdefault(form, {})[(verb, use)] = None
    return {form: tuple(uses) for form, uses in found.items()}


def _verbs() -> list[tuple[Verb, str]]:
    verbs = []
    for line in dict.fromkeys(_TABLE.split("\n")):
        if not line:
            continue
        *words, last = line.split()
        sign = last if last in "-?" else ""
        frames = words.pop() if sign else last
        name = " ".join(words)
        lemma = name.removeprefix("se ").removeprefix("s'")
        verb = Verb(name, frames, _POLARITIES[sign], name != lemma)
        verbs.append((verb, lemma))
    for line in _PHRASES.split("\n"):
        if line:
            lemma, tail, rest = line.split("|")
            frames, _, sign = rest.partition(" ")
            verb = Verb(
                f"{lemma} {tail}", frames, _POLARITIES[sign], tail=tuple(tail.split())
            )
            verbs.append((verb, lemma))
    return [each for each in verbs if each[1] != "en"]

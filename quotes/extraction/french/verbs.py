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
    "f": "à and a figure: “estime à 300 le nombre de …”",
    "j": "what, and how it is judged: “juge la situation grave”",
    "e": "an adjective or state of one's own: “s'est dit prêt à …”",
}

_TABLE = """
nw: afficher, manifester
a: s'engager, s'opposer
aor ?: appeler
aq: s'attendre
d: accepter, se targuer
d ?: commander
dn -: refuser
dr: menacer
dr ?: prier
e: se dire, se déclarer
fqin: évaluer
fqindj: estimer
i: abonder, acquiescer, admonester, appuyer, argüer, articuler, assumer, attaquer,
  badiner, balancer, balbutier, blaguer, bougonner, bredouiller, bégayer, chuchoter,
  commenter, compatir, compléter, continuer, corriger, couper, deviner, dicter,
  débiter, déclamer, détailler, enchaîner, entonner, exulter, fanfaronner, fulminer,
  geindre, grogner, gronder, gémir, haranguer, hésiter, interjeter, interpeller,
  interroger, ironiser, jubiler, mander, marmonner, maugréer, minauder, narrer,
  nuancer, opiner, opposer, persifler, philosopher, plaisanter, poursuivre,
  prophétiser, psalmodier, pérorer, questionner, radoter, rager, railler, rebondir,
  rectifier, reformuler, relancer, renâcler, reprendre, ricaner, rouspéter, rugir,
  ruminer, réagir, s'agacer, s'emballer, s'enflammer, s'enthousiasmer, s'esclaffer,
  s'impatienter, s'énerver, s'étrangler, savourer, se demander, se défausser, se
  gausser, se hasarder, se justifier, se lamenter, se lancer, se raviser, se résigner,
  se scandaliser, sermonner, siffler, sourire, susurrer, tacler, tancer, temporiser,
  tempérer, tempêter, tiquer, tonner, trancher, vitupérer, vociférer, ânonner,
  égrener, énumérer, éructer
ic: pester, protester, râler, récriminer, s'emporter, s'insurger
id: s'excuser
in: justifier, pointer
inpq: plaider
inq: mentionner
is: s'interroger
iw: analyser, citer, défendre, relativiser, rire
n: brocarder, condamner, critiquer, décrier, dépeindre, désapprouver, entériner,
  fustiger, incriminer, invoquer, minorer, quémander, réprouver, soulever,
  stigmatiser, vanter, vilipender, éreinter, étriller
n -: contredire, désavouer, infirmer, rejeter, repousser
n ?: prôner, solliciter
nd: revendiquer
nw: exprimer
o: accuser, assimiler, blâmer, caractériser, comparer, décrire, définir, qualifier, se
  présenter, soupçonner, surnommer, taxer, traiter, trouver
p: militer
pc: se prononcer
q: aviser, calculer, déduire, démontrer, dévoiler, escompter, montrer, parier,
  postuler, pressentir, professer, présager, présumer, prévoir, renseigner, signifier,
  statuer, stipuler, subodorer, suspecter, théoriser, établir
q -: douter
qd: s'enorgueillir
qdr ?: ordonner
qi: acter, ajouter, argumenter, assener, asséner, avertir, certifier, claironner,
  clarifier, conclure, confesser, confier, conter, crier, décocher, décréter,
  expliquer, exposer, garantir, glisser, hurler, informer, insinuer, lancer, lâcher,
  maintenir, marteler, murmurer, objecter, observer, persister, poster, prétendre,
  prévenir, prêcher, rabâcher, raconter, rassurer, redire, relever, remarquer,
  renchérir, ressasser, riposter, répliquer, répondre, répéter, résumer, rétorquer,
  s'auto-persuader, s'exclamer, s'écrier, scander, se convaincre, se persuader, se
  rappeler, se remémorer, se souvenir, souffler, soupirer, soutenir, spécifier,
  tweeter, twitter, témoigner, écrire, énoncer
qid: convenir, dire, jurer, s'alarmer, s'inquiéter, s'offusquer, s'étonner, se
  défendre, se désoler, se féliciter, se plaindre, se réjouir, se vanter
qidc: s'indigner
qidn ?: proposer
qidnr ?: conseiller, recommander
qij: considérer
qin: admettre, alléguer, annoncer, attester, avancer, concéder, confirmer, constater,
  déclarer, dénoncer, déplorer, indiquer, noter, proclamer, pronostiquer, préciser,
  prédire, rappeler, rapporter, relater, réitérer, révéler, signaler, souligner
qin ?: exiger, réclamer
qind: affirmer, arguer, assurer, avouer, clamer, promettre, reconnaître, regretter
qind ?: préconiser, suggérer
qindr ?: demander
qiojn: juger
qis: insister
qisc: alerter
qn: anticiper, corroborer, diagnostiquer, divulguer, prétexter, relayer
qn -: contester, exclure, récuser, réfuter
qn ?: requérir
qnd -: nier
qnid -: démentir
r ?: conjurer, encourager, enjoindre, exhorter, implorer, inviter, presser, sommer
ri ?: supplier
rnd: reprocher
w: accorder, accueillir, ambitionner, applaudir, approuver, attribuer,
  balayer, conspuer, craindre, croire, discuter, décider, espérer, féliciter, huer,
  imaginer, imputer, louer, minimiser, moquer, ovationner, parler, penser,
  percevoir, poser, prononcer, préférer, présenter, publier, redouter, regarder,
  remercier, remettre, rendre, ressentir, retracer, rêver, s'appuyer, saluer, se
  montrer, se moquer, se vouloir, souhaiter, supposer, taire, titrer, voir, vouloir,
  émettre, épingler
wi: s'expliquer, évoquer
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
tenir|pour|w
lancer|un appel|ad ?
lancer|un avertissement|ad
tirer|la sonnette d' alarme|i
monter|au créneau|ic
hausser|le ton|ic
attirer|l' attention|s
mettre|en exergue|n
mettre|en lumière|n
mettre|au défi|r ?
faire|comprendre|qi
faire|mention|d
faire|allusion|a
faire|l' éloge|d
prendre|acte|d
croire|savoir|q
donner|à penser|q
donner|raison|w
rendre|compte|d
émettre|le souhait|qd
émettre|des doutes|s
exprimer|le souhait|qd
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
    for line in _TABLE.replace("\n  ", " ").split("\n"):
        frames, _, listed = line.partition(": ")
        frames, _, sign = frames.partition(" ")
        for name in filter(None, listed.split(", ")):
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

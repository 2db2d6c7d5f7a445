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
i: abonder, admonester, enchaîner, entonner, exulter, fanfaronner, fulminer, geindre,
  minauder, pérorer, philosopher, psalmodier, rager, radoter, réagir, rebondir,
  relancer, reformuler, renâcler, rouspéter, s'enflammer, s'impatienter, s'énerver,
  s'agacer, s'emballer, s'étrangler, se gausser, se hasarder, se résigner, se lancer,
  se raviser, se scandaliser, siffler, temporiser, tiquer, vitupérer, assumer, se
  défausser, compatir, badiner, argüer, interjeter, dicter, ânonner, débiter, déclamer
ic: pester, râler, récriminer
qi: conter, décocher, rabâcher, scander, se remémorer, se rappeler, se persuader,
  tweeter, twitter, poster, prêcher, acter, s'auto-persuader, se convaincre
qd: s'enorgueillir
q: montrer, déduire, statuer, subodorer, escompter, présumer, suspecter
qn: anticiper, diagnostiquer, relayer, corroborer
n: brocarder, étriller, éreinter, décrier, vilipender, réprouver, minorer, entériner,
  dépeindre
w: redouter, ovationner, préférer, percevoir, ressentir, afficher, ambitionner,
  regarder, accueillir, conspuer, huer, titrer, rendre, vouloir
o: surnommer, définir, assimiler
p: militer
a: s'engager, s'opposer
aor ?: appeler
d: accepter, se targuer
d ?: commander
dn -: refuser
dr: menacer
dr ?: prier
e: se dire, se déclarer
i: acquiescer, appuyer, articuler, attaquer, balancer, balbutier, blaguer, bougonner,
  bredouiller, bégayer, chuchoter, commenter, compléter, continuer, corriger, couper,
  deviner, détailler, grogner, gronder, gémir, haranguer, hésiter, interpeller,
  interroger, ironiser, jubiler, mander, marmonner, maugréer, narrer, nuancer, opiner,
  opposer, persifler, plaisanter, poursuivre, prophétiser, questionner, railler,
  rectifier, reprendre, ricaner, rugir, ruminer, s'enthousiasmer, s'esclaffer,
  savourer, se demander, se justifier, se lamenter, sermonner, sourire, susurrer,
  tacler, tancer, tempérer, tempêter, tonner, trancher, vociférer, égrener, énumérer,
  éructer
ic: protester, s'emporter, s'insurger
id: s'excuser
in: pointer
ipq: plaider
is: s'interroger
in: justifier, mentionner
iw: analyser, citer, défendre, relativiser, rire
n: condamner, critiquer, désapprouver, fustiger, incriminer, invoquer, quémander,
  soulever, stigmatiser, vanter
n -: contester, contredire, désavouer, infirmer, rejeter, repousser
n ?: prôner, solliciter
nd: reprocher, revendiquer
nw: exprimer
o: accuser, blâmer, caractériser, comparer, décrire, qualifier, se présenter,
  soupçonner, taxer, traiter, trouver
pc: se prononcer
q: aviser, calculer, démontrer, dévoiler, parier, postuler, pressentir, professer,
  présager, prévoir, renseigner, signifier, stipuler, théoriser, établir
q -: douter
qdr ?: ordonner
qi: ajouter, argumenter, assener, asséner, avertir, certifier, claironner, clarifier,
  conclure, confesser, confier, considérer, crier, décréter, expliquer, exposer,
  garantir, glisser, hurler, informer, insinuer, lancer, lâcher, maintenir, marteler,
  murmurer, objecter, observer, persister, prétendre, prévenir, raconter, rassurer,
  redire, relever, remarquer, renchérir, ressasser, riposter, répliquer, répondre,
  répéter, résumer, rétorquer, s'exclamer, s'écrier, se souvenir, souffler, soupirer,
  soutenir, spécifier, témoigner, écrire, énoncer
qid: convenir, dire, jurer, s'alarmer, s'inquiéter, s'offusquer, s'étonner, se
  défendre, se désoler, se féliciter, se plaindre, se réjouir, se vanter
qidc: s'indigner
qidn ?: proposer
qidnr ?: conseiller, recommander
qin: admettre, alléguer, annoncer, attester, avancer, concéder, confirmer, constater,
  déclarer, dénoncer, déplorer, indiquer, mentionner, noter, proclamer, pronostiquer,
  préciser, prédire, rappeler, rapporter, relater, réitérer, révéler, signaler,
  souligner, évaluer
qin ?: exiger, réclamer
qind: affirmer, arguer, assurer, avouer, clamer, estimer, promettre, reconnaître,
  regretter
qind ?: préconiser, suggérer
qindr ?: demander
qio: juger
qis: insister
qisc: alerter
qn: divulguer, prétexter
qn -: exclure, récuser, réfuter
qn ?: requérir
qnd -: nier
qnid -: démentir
r ?: conjurer, encourager, enjoindre, exhorter, implorer, inviter, presser, sommer
ri ?: supplier
w: accorder, applaudir, approuver, attribuer, balayer, craindre, croire, discuter,
  décider, espérer, féliciter, imaginer, imputer, louer, manifester, minimiser,
  moquer, parler, penser, poser, prononcer, présenter, publier, remercier, remettre,
  retracer, rêver, s'appuyer, saluer, se montrer, se moquer, se vouloir, souhaiter,
  supposer, taire, voir, émettre, épingler
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
en|appeler|a ?
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

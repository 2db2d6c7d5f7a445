"""Closed classes of French words, as the rules need them; all in small letters."""

from functools import cache


def listed(words: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(words.split())


DETERMINERS = listed(
    "le la les l' un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos"
    " votre vos plusieurs certains certaines quelques chaque aucun aucune tout toute tous"
    " toutes deux trois quatre cinq six sept huit neuf dix divers diverses différents"
    " différentes plusieurs d'autres beaucoup quelque"
)
#: Before a noun; a form that could be a verb is a noun after one of these.
NOUN_MARKERS = DETERMINERS - listed(
    "l' la les le leur tous tout toutes toute"
) | listed(
    "le la les du des au aux de d' en sans par sur sous avec pour dans à contre première premier"
    " dernière dernier nouvelle nouveau grande grand même autre seule seul prochaine"
)
#: L'annonce is a noun far oftener than an object and a verb.
ELIDED = listed("l' d'")
PREPOSITIONS = listed(
    "à de d' du des au aux en dans sur sous par pour avec sans chez vers contre entre"
    " depuis pendant durant selon lors dès parmi malgré hors outre via jusque jusqu'"
    " avant après face quant grâce suite afin devant derrière auprès envers concernant"
    " suivant moyennant sauf excepté près loin"
)
#: De, à and their contractions: what may go on inside a noun phrase.
LINKING = listed("de d' du des")
COORDINATING = listed("et ou mais or donc car ni puis")
SUBORDINATING = listed(
    "que qu' si s' comme quand lorsque lorsqu' puisque puisqu' tandis alors parce quoique"
    " quoiqu' bien dès tant"
)
RELATIVES = listed(
    "qui que qu' dont où lequel laquelle lesquels lesquelles auquel duquel auxquels"
    " auxquelles desquels desquelles"
)
SUBJECTS = listed(
    "il elle ils elles on je j' nous vous tu ce c' ceci cela ça celui-ci celle-ci ceux-ci"
    " celles-ci qui ceux celles celui celle l'un l'autre certains d'aucuns eux lui"
)
PRONOUNS = listed("il elle ils elles celui-ci celle-ci ceux-ci celles-ci lui eux qui")
FIRST_PERSONS = listed("je j' nous -je -nous moi tu vous -tu -vous -ce")
CLITICS = listed("ne n' se s' me m' te t' le la les l' lui leur y en nous vous")
REFLEXIVE = listed("se s'")
NEGATIONS = listed("ne n'")
HAVE = listed(
    "a ont avait avaient aura auront aurait auraient ait aient eut eurent ai avons avez as"
)
HAVING = listed("ayant avoir")
BE = listed(
    "est sont était étaient sera seront serait seraient fut furent soit soient suis es"
    " sommes êtes"
)
BEING = listed("étant être été")
#: Verbs in front of an infinitive that make it a plan or a possibility, no statement.
MODALS = listed(
    "doit doivent devrait devraient devait devaient peut peuvent pourrait pourraient"
    " pouvait pouvaient va vont allait allaient veut veulent voudrait voudraient prévoit"
    " compte comptent entend entendent espère espèrent souhaite souhaitent faut faudra"
    " faudrait refuse refusent"
)
#: Forms that are surely a finite verb.
VERBAL = HAVE | BE | MODALS
#: Verbs in front of an infinitive that leave it a statement: “vient d'annoncer”.
LIGHT = listed(
    "vient viennent venait venaient tient tenait tenu tiennent voulu tente tenté tenait"
    " continue cesse contente contenté commencé fini empressé empresse va-t tarde tardé"
    " allé allée jusqu' permis hésite hésité"
)
ADVERBS = listed(
    "pas plus jamais déjà encore aussi toujours ensuite puis enfin cependant toutefois"
    " néanmoins ainsi même bien mieux très trop par ailleurs hier aujourd'hui demain"
    " depuis alors d'ailleurs plutôt surtout quant d'abord désormais là ici tôt tard"
    " entre-autres maintenant parfois souvent notamment quand-même pourtant peu presque"
)
DAYS = listed(
    "lundi mardi mercredi jeudi vendredi samedi dimanche aujourd'hui hier demain matin"
    " soir après-midi midi nuit veille lendemain"
)
MONTHS = listed(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
#: Forms of reporting verbs that are nouns or adjectives as often.
AMBIGUOUS = listed(
    "annonce annonces demande demandes critique critiques juge juges note notes réplique"
    " répliques attaque attaques menace menaces alerte alertes doute doutes commande"
    " commandes offre presse souffle lance tire crie crie plainte plaint crainte excuse"
    " cible proteste projet reproche reproches rapporte réserve dispute analyse analyses"
    " conteste mande cite conseille accord accuse prône prime estime regard regarde"
    " insulte promesse promets assure rappel souligne signe signale énoncé exposé accusé"
    " exposés rapporté dit dits dite dites prévu reconnu connu compris mis fait promis"
    " pressé précise précises rassure rapports confie appelle proposé réponse recommandé"
    " appel débat débats témoigne traite traité traités trouve décrit décret publie"
    " récuse évoque voit parle louange loue garde gardes salue vante tempête tempêtes"
    " plaisante murmure murmures soupire sourire rire gronde raille balance observe"
    " continue reprend remarque remarques reproche contrôle parie crois cri crise"
    " juger montre montré montrée déclarée déclaré"
)
TITLES = listed(
    "m mm mme mmes mlle me dr docteur professeur monsieur madame mademoiselle maître"
    " général colonel capitaine sir lord mgr"
)
CIVILITIES = listed("m mm mme mmes mlle me dr monsieur madame mademoiselle maître mgr")
#: “selon X”: words, or pairs of words, in front of the one whom it is from.
ACCORDING = listed("selon d'après suivant")
#: “selon ses calculs”: what of somebody's own can be said to say something.
OPINIONS = listed(
    "informations calculs estimations estimation dires propos mots termes proches données"
    " chiffres sources avocats confrères collègues voisins amis conclusions prévisions"
    " parents enfants partisans détracteurs adversaires services équipes mémoires aveux"
)
#: “d'après un roman”: what a work is made after.
MODELS = listed(
    "nature roman photographie photo dessin tableau gravure modèle croquis livre film pièce"
    " œuvre scénario bande nouvelle conte idée plan plans mesure"
)
NOT_A_SPEAKER = listed(
    "moi nous vous toi saison saisons moyens catégorie catégories niveau niveaux cas loi règle règles critère critères besoin cas modalités disponibilité"
    " toute tout que qu' où âge nombre type taille ordre calendrier principe façon manière"
    " résultats résultat méthode modèle lequel laquelle laquelles l'article article usage"
    " humeur envie goût circonstances lesquels lesquelles"
)

#: Nouns of those who speak, in small letters.
PEOPLE = listed(
    "ministre président présidente chef cheffe directeur directrice porte-parole"
    " procureur procureure maire sénateur sénatrice député députée secrétaire juge avocat"
    " avocate expert experte experts analyste analystes économiste économistes sociologue"
    " professeur professeure chercheur chercheuse chercheurs collectif parti syndicat"
    " syndicats gouvernement association associations opposition ong police autorités"
    " armée organisation fédération ministère commission parquet historien historienne"
    " candidat candidate responsable responsables leader dirigeant dirigeante commissaire"
    " observateurs observateur spécialistes spécialiste militants militant militante"
    " partisans politologue médecin médecins pilote entraîneur joueur patron patronne"
    " pdg fondateur fondatrice auteur auteure autrice réalisateur réalisatrice acteur"
    " chanteur chanteuse journaliste journal quotidien agence chaîne presse magazine"
    " étudiant étudiants habitant habitants témoin témoins victime victimes avocats"
    " diplomate diplomates général colonel ambassadeur ambassadrice source sources"
    " pompiers enquêteurs préfet préfète recteur évêque pape roi reine prince princesse"
    " mairie préfecture tribunal cour conseil comité région banque entreprise société groupe"
    " direction ligue fondation institut université église hôpital diocèse coalition majorité"
    " délégation cabinet élysée assemblée sénat parlement union chambre régie compagnie club"
    " procureurs ministres maires élus parents familles riverains salariés ouvriers paysans"
    " agriculteurs conseiller conseillère élu élue élus vice-président coordinateur coordinatrice"
)
#: Where something is said: “dans un communiqué”, “sur Twitter”, “lors d'une réunion”.
MEDIA = listed(
    "communiqué interview entretien lettre message tweet déclaration tribune vidéo allocution"
    " discours courrier courriel post billet billets communiqués conversation note dépêche"
    " documentaire éditorial livre"
)
NETWORKS = listed(
    "twitter facebook instagram telegram youtube x rtl bfm rmc lci compte blog antenne"
)
OCCASIONS = listed(
    "conférence réunion audition débat discours interview entretien point visite sommet"
    " rencontre assemblée émission séance"
)
#: What stands between a verb and what it brings, or between a subject and its verb.
ASIDES = tuple(
    tuple(each.split())
    for each in [
        "tout de même",
        "quand même",
        "pour sa part",
        "pour leur part",
        "pour son compte",
        "de son côté",
        "de leur côté",
        "à son tour",
        "à leur tour",
        "à sa suite",
        "par ailleurs",
        "en effet",
        "en outre",
        "de plus",
        "en revanche",
        "d' ores et déjà",
        "à nouveau",
        "de nouveau",
        "une fois de plus",
        "une nouvelle fois",
        "une fois encore",
        "une dernière fois",
        "en particulier",
        "au passage",
        "sans détour",
        "sans ambages",
        "dans la foulée",
        "au contraire",
        "à plusieurs reprises",
        "à maintes reprises",
        "en conséquence",
        "de concert",
        "en public",
        "en privé",
        "tour à tour",
        "dans le même temps",
        "en même temps",
        "à l' inverse",
        "au final",
        "en fin de compte",
        "du coup",
        "à cette occasion",
        "à ce sujet",
        "à ce propos",
        "de manière générale",
        "haut et fort",
        "noir sur blanc",
        "à juste titre",
        "en substance",
        "en premier lieu",
        "pour finir",
        "au moins",
        "entre autres",
        "en creux",
        "à demi-mot",
        "à mots couverts",
        "du bout des lèvres",
        "en marge",
        "sur un ton ironique",
        "avec humour",
        "avec force",
        "avec ironie",
        "avec fermeté",
        "avec vigueur",
        "par téléphone",
        "par écrit",
        "par courriel",
        "par voie de communiqué",
        "à la presse",
        "en direct",
    ]
)


@cache
def aside_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the asides by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for each in ASIDES:
        found.setdefault(each[0], []).append(each)
    return {first: tuple(rest) for first, rest in found.items()}


#: Forms that are hardly ever the verb they look like.
NEVER = listed("maintenant tu lu lus vu vue vus vit vis crut dû prise prises note-t")
POSSESSIVES = listed("son sa ses leur leurs")

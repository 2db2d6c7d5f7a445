"""Adverbs, infinitives and adjectives of French, told by their endings."""

from functools import cache

from quotes.extraction.french.words import ADVERBS, DAYS, listed


@cache
def is_adverb(word: str) -> bool:
    """Tell whether a word is taken for an adverb or a word of time."""
    return (
        word in ADVERBS
        or word in DAYS
        or (len(word) > 6 and word.endswith("ment") and word not in _NOUNS_IN_MENT)
    )


_NOUNS_IN_MENT = listed(
    "gouvernement parlement mouvement département événement évènement règlement bâtiment"
    " document armement financement renforcement développement changement établissement"
    " argument monument médicament enseignement équipement logement traitement jugement"
    " complément élément instrument sentiment fondement événement soulèvement licenciement"
    " réchauffement paiement remboursement renseignement rassemblement comportement"
    " engagement environnement lancement classement versement investissement reclassement"
    " désarmement placement moment régiment"
)


_NOT_INFINITIVES = listed(
    "contre entre autre notre votre outre titre ministre membre chambre nombre centre lettre"
    " maître théâtre chapitre ordre cadre livre encontre rencontre octobre septembre"
    " novembre décembre hier premier dernier entier léger cher particulier janvier février"
    " fier amer mer fer hiver quartier dossier policier financier papier métier chantier"
    " pompier militaire guerre terre faire-part frère père mère affaire salaire maire"
    " nécessaire humanitaire horaire anniversaire avenir plaisir désir souvenir loisir soir"
    " tir cuir martyr toujours heure mesure nature culture structure procédure écriture"
    " lecture figure aventure ouverture fermeture propre libre sombre rare grave notaire"
    " caractère matière manière lumière rivière première dernière entière carrière frontière"
    " pire sire empire rire satire histoire victoire mémoire territoire gloire noire foire"
    " laboratoire observatoire réquisitoire conservatoire dictature candidature signature"
    " littérature température facture rupture voiture nourriture agriculture infrastructure"
    " derrière arrière inverse quatre quatorze arbitre"
)


def is_infinitive(word: str) -> bool:
    """Tell whether a small-letter word is taken for an infinitive, by its ending."""
    return (
        word.endswith(("er", "ir", "re"))
        and len(word) > 3
        and word not in _NOT_INFINITIVES
        and not word.endswith(("aire", "oire", "ure", "ière"))
    ) or word in _INFINITIVES


_INFINITIVES = listed(
    "faire croire boire taire plaire défaire refaire satisfaire conclure lire dire exclure inclure"
)


_ADJECTIVES = listed(
    "inacceptable grave graves bon bonne mauvais mauvaise bons bonnes utile inutile nécessaire"
    " juste injuste coupable coupables responsable responsables faux fausse vrai vraie"
    " important importante insuffisant insuffisante insuffisants suffisant suffisante"
    " dangereux dangereuse scandaleux scandaleuse honteux honteuse sérieux sérieuse"
)


def is_adjective(word: str) -> bool:
    """Tell whether a small-letter word is taken for an adjective of judgment."""
    return word in _ADJECTIVES or (
        len(word) > 5
        and word.endswith(
            (
                "able",
                "ables",
                "ible",
                "ibles",
                "eux",
                "euse",
                "euses",
                "ante",
                "antes",
                "ique",
                "iques",
                "elle",
                "elles",
                "aire",
                "aires",
                "if",
                "ive",
                "ives",
                "ifs",
            )
        )
    )

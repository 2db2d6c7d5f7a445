"""Roles, titles and pronouns, in French and English."""

import re

from quotes.checks.reading import name_end, word_set

#: Words that say what somebody is; the head of “le ministre”, “the foreign minister”.
ROLES = word_set("""
    agent ambassadeur ambassadrice analyste archevêque artiste auteur avocat avocate
    candidat candidate capitaine chancelier chancelière chef cheffe chercheur chercheuse
    colonel commandant commissaire conseiller conseillère coordinateur coordinatrice
    délégué député députée diplomate directeur directrice dirigeant dirigeante docteur
    économiste élu élue entraîneur envoyé évêque expert experte fondateur fondatrice
    général gouverneur gouverneure historien historienne juge
    journaliste lieutenant magistrat magistrate magnat maire médecin militant militante
    milliardaire ministre patron patronne pape porte-parole préfet préfète
    président présidente prince princesse procureur procureure professeur professeure
    reine représentant représentante responsable roi secrétaire sénateur sénatrice
    spécialiste syndicaliste témoin
    activist adviser advisor ambassador analyst author bishop cardinal captain ceo
    chair chairman chairwoman chancellor chief coach commander commissioner congressman
    congresswoman coordinator delegate director diplomat doctor economist editor envoy
    executive expert founder governor historian judge king lawmaker lawyer leader
    mayor minister officer official pope president professor prosecutor queen
    representative researcher secretary senator sheriff spokesman spokesperson
    spokeswoman strategist witness
    """)
#: Before or after a role: says that it is not, or not only, held now.
_NOT_NOW = word_set("""
    ancien ancienne ex futur future prochain prochaine désigné désignée élu élue
    former then next incoming designate elect late feu
    """)
PRONOUNS = word_set("""
    il elle ils elles lui celui-ci celle-ci ceux-ci celles-ci on
    he she they him her it
    """)
_LATTER = re.compile(
    r"(?:ce|cet|cette|ces)\s+(?:derni[eè]re?s?)|l[’']intéressée?|(?:the\s+)?latter"
    r"|(?:the\s+)?former",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"(?:(?:le|la|ce|cet|cette|the|this|that)\s+|l[’'])", re.I)
_WORD = re.compile(r"[^\W\d_][\w-]*")
#: A capitalized word after these is a body or a place, not the person.
_JOINS = word_set("de du des d la le les l à au aux en of the for in at to and et")


def is_pronoun(words: str) -> bool:
    """Tell whether a mention is a pronoun: “il”, “cette dernière”, “the latter”."""
    flat = " ".join(words.split())
    return flat.casefold() in PRONOUNS or _LATTER.fullmatch(flat) is not None


def role_in(words: str) -> str:
    """Return the word of a mention that says what somebody is, in lower case, or ""."""
    for word in _WORD.findall(words[:200]):
        if word.casefold() in ROLES:
            return str(word.casefold())
    return ""


def is_past_or_future(words: str) -> bool:
    """Tell whether a mention says that the office is not held now."""
    found = {word.casefold() for word in re.split(r"[\W_]+", words[:200])}
    return bool(found & _NOT_NOW)


def dangling_role(words: str) -> str:
    """Return the role of a mention that is a definite role and names nobody, or "".

    “le ministre des Affaires étrangères” is one; “un ministre” and “le ministre Brandt”
    are not.
    """
    flat = " ".join(words.split())
    determiner = _DETERMINER.match(flat)
    if determiner is None or len(flat) > 200:
        return ""
    found = list(_WORD.finditer(flat, determiner.end()))
    role = ""
    for number, word in enumerate(found):
        folded = word.group().casefold()
        if not role and number < 4 and folded in ROLES:
            role = folded
        if role and word.group()[0].isupper() and folded not in ROLES:
            before = found[number - 1].group().casefold() if number else ""
            if before not in _JOINS and not _is_body(flat, word.start()):
                return ""
    return role


def _is_body(flat: str, at: int) -> bool:
    """Tell whether a capitalized word goes on with a body: « de la Maison Blanche »."""
    before = re.split(r"[\s’']+", flat[:at].rstrip(" ’'"))
    while before and before[-1][:1].isupper():
        before.pop()
    follows_comma = flat[:at].rstrip().endswith(",")
    return bool(before) and before[-1].casefold() in _JOINS and not follows_comma


def names_somebody(
    text: str, at: int, limit: int, known: re.Pattern[str] | None
) -> bool:
    """Tell whether a role that ends at a position is followed by who holds it.

    Looked for as far as limit; a verb or a relative clause ends the look.
    """
    before = ""
    for word in _WORD.finditer(text, at, limit):
        folded = word.group().casefold()
        if folded in _ENDS_TITLE:
            return False
        if word.group()[0].isupper():
            if known is not None and known.match(text, word.start()):
                return True
            if before not in _JOINS and name_end(text, word.start()):
                return True
        before = folded
    return False


_ENDS_TITLE = word_set("""
    a ont est sont avait avaient était étaient va vont doit peut veut fait qui que dont
    avec selon sera serait aura aurait reste
    has have had is are was were will would can could must may might said says told met
    who whom that with after when where
    """)

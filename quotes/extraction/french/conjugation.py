"""French verbs in the forms that news uses: third persons, participles, dis-je.

Own code, not a list of forms: a lemma and its model give the forms, as in any school
grammar (Bescherelle's model verbs). Only what a reporting verb can be is made.
"""

from collections.abc import Iterator
from enum import StrEnum


class Form(StrEnum):
    """What a form can be in a sentence."""

    PRESENT = "present"
    PAST = "past"
    #: Future and conditional.
    LATER = "later"
    #: Imperfect or present subjunctive; the same letters often.
    SUBJUNCTIVE = "subjunctive"
    INFINITIVE = "infinitive"
    #: Past participle.
    DONE = "done"
    #: Present participle.
    DOING = "doing"


#: Model verbs of the third group by ending, longest first: present singular and plural,
#: imperfect stem, simple past (singular, plural), future stem, past participle.
_IRREGULAR = {
    "contredire": (
        "contredit",
        "contredisent",
        "contredis",
        "contredi",
        "contredir",
        "contredit",
    ),
    "dire": ("dit", "disent", "dis", "di", "dir", "dit"),
    "crire": ("crit", "crivent", "criv", "crivi", "crir", "crit"),
    "scrire": ("scrit", "scrivent", "scriv", "scrivi", "scrir", "scrit"),
    "mettre": ("met", "mettent", "mett", "mi", "mettr", "mis"),
    "connaître": ("connaît", "connaissent", "connaiss", "connu", "connaîtr", "connu"),
    "endre": ("end", "endent", "end", "endi", "endr", "endu"),
    "prendre": ("prend", "prennent", "pren", "pri", "prendr", "pris"),
    "ondre": ("ond", "ondent", "ond", "ondi", "ondr", "ondu"),
    "croire": ("croit", "croient", "croy", "cru", "croir", "cru"),
    "prévoir": ("prévoit", "prévoient", "prévoy", "prévi", "prévoir", "prévu"),
    "voir": ("voit", "voient", "voy", "vi", "verr", "vu"),
    "indre": ("int", "ignent", "ign", "igni", "indr", "int"),
    "tenir": ("tient", "tiennent", "ten", "tin", "tiendr", "tenu"),
    "venir": ("vient", "viennent", "ven", "vin", "viendr", "venu"),
    "clure": ("clut", "cluent", "clu", "clu", "clur", "clu"),
    "suivre": ("suit", "suivent", "suiv", "suivi", "suivr", "suivi"),
    "mentir": ("ment", "mentent", "ment", "menti", "mentir", "menti"),
    "faire": ("fait", "font", "fais", "fi", "fer", "fait"),
    "rire": ("rit", "rient", "ri", "ri", "rir", "ri"),
    "taire": ("tait", "taisent", "tais", "tu", "tair", "tu"),
    "lire": ("lit", "lisent", "lis", "lu", "lir", "lu"),
    "vouloir": ("veut", "veulent", "voul", "voulu", "voudr", "voulu"),
    "savoir": ("sait", "savent", "sav", "su", "saur", "su"),
    "courir": ("court", "courent", "cour", "couru", "courr", "couru"),
    "ouvrir": ("ouvre", "ouvrent", "ouvr", "ouvri", "ouvrir", "ouvert"),
    "rompre": ("rompt", "rompent", "romp", "rompi", "rompr", "rompu"),
    "battre": ("bat", "battent", "batt", "batti", "battr", "battu"),
    "vaincre": ("vainc", "vainquent", "vainqu", "vainqui", "vaincr", "vaincu"),
    "devoir": ("doit", "doivent", "dev", "du", "devr", "dû"),
    "pouvoir": ("peut", "peuvent", "pouv", "pu", "pourr", "pu"),
    "cevoir": ("çoit", "çoivent", "cev", "çu", "cevr", "çu"),
    "uire": ("uit", "uisent", "uis", "uisi", "uir", "uit"),
    "sentir": ("sent", "sentent", "sent", "senti", "sentir", "senti"),
    "cueillir": ("cueille", "cueillent", "cueill", "cueilli", "cueiller", "cueilli"),
    "répartir": ("répartit", "répartent", "répart", "réparti", "répartir", "réparti"),
}
_BY_LENGTH = sorted(_IRREGULAR, key=len, reverse=True)


def forms(lemma: str) -> Iterator[tuple[str, Form]]:
    """Yield each form of a verb and what it can be; one form may come twice."""
    yield lemma, Form.INFINITIVE
    for ending in _BY_LENGTH:
        if lemma.endswith(ending):
            stem = lemma[: -len(ending)]
            one, many, was, did, will, done = (stem + e for e in _IRREGULAR[ending])
            yield from _third_group(one, many, was, did, will, done)
            return
    if lemma.endswith("er"):
        yield from _first_group(lemma)
    elif lemma.endswith("ir"):
        yield from _second_group(lemma[:-1])
    else:
        raise ValueError(f"no model verb for {lemma!r}")


def _first_group(lemma: str) -> Iterator[tuple[str, Form]]:
    stem = lemma[:-2]
    soft = _soft(stem)
    mute = _mute(lemma)
    for ending in ("e", "ent"):
        yield mute + ending, Form.PRESENT
    for ending in ("ait", "aient", "ais"):
        yield soft + ending, Form.PAST
    for ending in ("a", "ai"):
        yield soft + ending, Form.PAST
    yield stem + "èrent", Form.PAST
    yield from _later(mute + "er")
    if mute != stem and "é" in stem:
        # Both spellings are in use: réitérera, and since 1990 réitèrera.
        yield from _later(lemma)
    yield from _agreeing(stem + "é")
    yield soft + "ant", Form.DOING


def _soft(stem: str) -> str:
    """Return a stem as it stands before a and o."""
    if stem.endswith("c"):
        return stem[:-1] + "ç"
    return stem + "e" if stem.endswith("g") else stem


#: Verbs that double the consonant before a mute e; others take a grave accent.
_DOUBLING = ("appeler", "rappeler", "jeter", "rejeter", "projeter", "épeler")


def _mute(lemma: str) -> str:
    """Return the stem as it stands before a mute e."""
    stem = lemma[:-2]
    if lemma in _DOUBLING:
        return stem + stem[-1]
    if len(stem) > 2 and stem[-1] not in "aeiouy" and stem[-2] in "eé":
        return stem[:-2] + "è" + stem[-1]
    if (
        len(stem) > 3
        and stem[-3] == "é"
        and stem[-2:] in ("gu", "gn", "br", "cr", "gr")
    ):
        return stem[:-3] + "è" + stem[-2:]
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    return stem


def _second_group(stem: str) -> Iterator[tuple[str, Form]]:
    """Avertir: stem averti-."""
    yield stem + "t", Form.PRESENT
    yield stem + "t", Form.PAST
    yield stem + "ssent", Form.PRESENT
    for ending in ("ssait", "ssaient", "rent"):
        yield stem + ending, Form.PAST
    yield from _later(stem + "r")
    yield from _agreeing(stem)
    yield stem + "ssant", Form.DOING


def _third_group(
    one: str, many: str, was: str, did: str, will: str, done: str
) -> Iterator[tuple[str, Form]]:
    yield one, Form.PRESENT
    yield one.replace("î", "i"), Form.PRESENT
    yield many, Form.PRESENT
    for ending in ("ait", "aient", "ais"):
        yield was + ending, Form.PAST
    for ending in ("t", "rent", "s"):
        yield did + ending, Form.PAST
    yield from _later(will)
    yield from _later(will.replace("î", "i"))
    yield from _agreeing(done)
    yield was + "ant", Form.DOING


def _later(stem: str) -> Iterator[tuple[str, Form]]:
    for ending in ("a", "ont", "ait", "aient"):
        yield stem + ending, Form.LATER


def _agreeing(done: str) -> Iterator[tuple[str, Form]]:
    masculine = done if done.endswith("s") else done + "s"
    for form in (done, masculine, done + "e", done + "es"):
        yield form, Form.DONE

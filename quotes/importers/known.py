"""What the newsroom knows of speakers, as the engine asks for it: by name and by office.

Reads the database and writes nothing. Keys are public ids; a merged speaker is the one
it was merged into.
"""

import re

from quotes.checks.reading import word_set
from quotes.extraction import Identity, Known
from quotes.models import Office, Speaker, SpeakerName
from quotes.texts import fold

_ARTICLE = re.compile(r"(?:le|la|les|l'|the|un|une|an?)(?:\s+|(?<='))")
_WORD = re.compile(r"[^\W_]+")
#: Words that join a title to a body: they tell no two bodies apart.
_JOINS = word_set("a au aux d de des du et en for in l la le les of and the to")


class Directory:
    """All names and offices, read once with three queries, whatever is asked of it.

    Takes memory for every speaker, so that nothing is read for a mention: make one for
    a page or a run. What is changed meanwhile is not seen.
    """

    def __init__(self):
        """Read speakers, their other names and their offices."""
        rows = list(
            Speaker.objects.order_by("pk").values_list(
                "pk", "public_id", "name", "merged_into_id"
            )
        )
        self._merged = {pk: into for pk, _id, _name, into in rows if into}
        self._identities = {pk: Identity(key, name) for pk, key, name, _into in rows}
        self._by_name = {}
        self._offices = {}
        for pk, _key, name, _into in rows:
            self._add_name(name, pk)
        names = SpeakerName.objects.order_by("pk").values_list("name", "speaker_id")
        for name, pk in names.iterator():
            self._add_name(name, pk)
        for office in Office.objects.order_by("pk").iterator():
            words = _words(office.title or office.organization)
            if words:
                self._offices.setdefault(words[0], []).append(office)

    def on(self, day, article_id=None):
        """Return the Known of a text: its day (date or None), its article's key if any.

        The day decides who holds an office; one without dates counts in the article
        that prints it alone, as Office.was_held() says.
        """

        def holding(title):
            asked = _words(_without_article(fold(title)))
            rows = self._offices.get(asked[0], ()) if asked else ()
            return self._who(
                office.speaker_id
                for office in rows
                if _is_called(asked, office) and office.was_held(day, article_id)
            )

        return Known(named=self._named, holding=holding)

    def _add_name(self, name, pk):
        self._by_name.setdefault(fold(name), []).append(pk)

    def _named(self, name):
        folded = fold(name)
        found = self._by_name.get(folded)
        if found is None:
            found = self._by_name.get(_without_article(folded), ())
        return self._who(found)

    def _who(self, keys):
        """Return the identities of speakers, each survivor once, in the order given."""
        survivors = dict.fromkeys(self._survivor(key) for key in keys)
        return [self._identities[key] for key in survivors]

    def _survivor(self, key):
        """Return who stands at the end of the merges; a circle ends the walk."""
        seen = {key}
        while key in self._merged and self._merged[key] not in seen:
            key = self._merged[key]
            seen.add(key)
        return key


def _without_article(folded):
    found = _ARTICLE.match(folded)
    return folded[found.end() :] if found else folded


def _words(text):
    return _WORD.findall(fold(text))


def _is_called(asked, office):
    """Tell whether words of a title can mean an office.

    “le ministre” can be every minister; “ministre des Affaires étrangères” is also the
    title “ministre” at the body “Affaires étrangères”.
    """
    title, body = _words(office.title), _words(office.organization)
    if not title:
        return asked == body
    if asked == title[: len(asked)]:
        return True
    rest = [word for word in asked[len(title) :] if word not in _JOINS]
    return asked[: len(title)] == title and bool(rest) and set(rest) <= set(body)

"""What the engine finds in a text, as an article's statements would store it."""

from bisect import bisect_left
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quotes.extraction import Mention, Resolved, Statement, detect, extract
from quotes.models import Quote, Span
from quotes.texts import ELISION, fold
from quotes.vocabulary import Language, SpanRole
from quotes.workflow import SpanAt, WorkflowError

#: Languages that the engine has rules for.
LANGUAGES = (Language.FRENCH, Language.ENGLISH)

#: Two statements share this part of their words, or are two.
ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that was found, with its number in the text, counted from 1.

    mentions are its own or, where the words go on from the statement before, that one's.
    """

    number: int
    language: str
    statement: Statement
    mentions: tuple[Mention, ...]

    @property
    def places(self):
        """Where the words stand: [(start, end)], in order."""
        return [(part.start, part.end) for part in self.statement.content]

    @property
    def spans(self):
        """Every part as a SpanAt, numbered from 1 in its role."""
        statement = self.statement
        quoted = [
            part
            for part in statement.quoted
            if any(content.holds(part) for content in statement.content)
        ]
        by_role = {
            SpanRole.CONTENT: statement.content,
            SpanRole.QUOTED: quoted,
            SpanRole.CUE: [statement.cue] if statement.cue else [],
            SpanRole.MENTION: [mention.span for mention in self.mentions],
        }
        return [
            SpanAt(role, number, part.start, part.end)
            for role, parts in by_role.items()
            for number, part in enumerate(parts, start=1)
        ]

    @property
    def columns(self):
        """The columns of a quote."""
        return {
            "kind": self.statement.kind.value,
            "polarity": self.statement.polarity.value,
            "is_heading": self.statement.heading,
            "language": self.language,
        }

    @property
    def readings(self):
        """Whom it is given to: [(number of the mention or None, Resolved)]."""
        if self.mentions:
            return [
                (number, mention.resolved)
                for number, mention in enumerate(self.mentions, start=1)
            ]
        speaker = self.statement.speaker
        return [(None, speaker)] if speaker is not None else []

    @property
    def claims(self):
        """Who may have said it: [(key or None, number of the mention or None)].

        A key stands there once; first whom a mention resolves to, then its candidates.
        None is a mention that stands for nobody the newsroom knows.
        """
        rows = {}
        for number, resolved in self.readings:
            if resolved.key is not None or number is not None:
                rows.setdefault(resolved.key or ("", number), (resolved.key, number))
            for each in resolved.candidates:
                if each.key is not None:
                    rows.setdefault(each.key, (each.key, number))
        return list(rows.values())

    @property
    def fields(self):
        """What a Proposal keeps: rule and confidence by field, and how it was read."""
        fields = {
            name: {"rule": each.rule, "confidence": each.confidence}
            for name, each in sorted(self.statement.grounds.items())
        }
        read = [_reading(number, each) for number, each in self.readings]
        if read:
            fields.setdefault("speaker", {})["read"] = read
        return fields

    def words(self, text):
        """Return its words as a quote has them."""
        return ELISION.join(part.of(text) for part in self.statement.content)


def _reading(number, resolved):
    return {
        "mention": number,
        "name": resolved.name,
        "key": resolved.key,
        "reason": resolved.reason,
        "candidates": [
            {"name": each.name, "key": each.key, "reason": each.reason}
            for each in resolved.candidates
        ],
    }


def find(text, language, known):
    """Return what the engine finds in a text, in its order.

    language is "fr", "en" or "und", which the engine then finds out; known is what it
    asks for names (quotes.importers.known). Raises WorkflowError (incomplete) for a
    language without rules, and where it cannot be told.
    """
    return found_in_extraction(extract(text, language_for(text, language), known))


def found_in_extraction(extraction):
    """Return the statements of an Extraction as Found, in its order."""
    found, before = [], None
    for number, statement in enumerate(extraction.statements, start=1):
        mentions = statement.mentions
        if not mentions and statement.continues and before is not None:
            mentions = _carried(before, statement.speaker)
        before = Found(number, extraction.language, statement, mentions)
        found.append(before)
    return found


def _carried(before: Found, speaker: Resolved | None):
    """Return the mentions that go on from the statement before, if they are its own."""
    if speaker is None or not before.mentions:
        return ()
    same = [each for each in before.mentions if each.resolved.name == speaker.name]
    return (Mention(same[0].span, speaker),) if same else ()


def language_for(text, language):
    """Return "fr" or "en", the language in which a text is read; see find()."""
    told = language_told(language)
    found = detect(text) if told == Language.UNDETERMINED else told
    if found is None:
        raise unclear()
    return found


def language_told(language):
    """Return "fr", "en" or "und"; raise WorkflowError (incomplete) for another one."""
    if language in (*LANGUAGES, Language.UNDETERMINED):
        return str(language)
    raise WorkflowError(
        _(
            "Statements are found in French and English texts; this one is in %(language)s."
        ),
        code="incomplete",
        params={"language": Language(language).label},
    )


def unclear():
    """Return the refusal of a text whose language cannot be told."""
    return WorkflowError(
        _("The text is not clearly French or English. Say which language it is in."),
        code="incomplete",
    )


class Stored:
    """The statements that an article has, in whatever status, as places in a revision."""

    def __init__(self, places, words):
        """Take the places of each quote in the revision, and the words of the others.

        places is {key: [(start, end)]}, sorted; words {words as fold() has them: key}.
        """
        self._placed = sorted((spans[0][0], key) for key, spans in places.items())
        self._places = places
        self._longest = max((p[-1][1] - p[0][0] for p in places.values()), default=0)
        self._words = words

    @classmethod
    def in_each(cls, revisions):
        """Return {revision's key: Stored}; two queries, however many revisions."""
        placed = {revision.pk: {} for revision in revisions}
        spans = Span.objects.filter(
            revision__in=placed, role=SpanRole.CONTENT, start__isnull=False
        ).order_by("start", "end")
        rows = spans.values_list("revision_id", "quote_id", "start", "end")
        for revision, quote, start, end in rows:
            placed[revision].setdefault(quote, []).append((start, end))
        of_article = {revision.article_id: revision.pk for revision in revisions}
        words = {revision.pk: {} for revision in revisions}
        quotes = Quote.objects.filter(article__in=of_article).order_by("pk")
        for article, pk, said in quotes.values_list("article_id", "pk", "words"):
            revision = of_article[article]
            if pk not in placed[revision]:
                words[revision][fold(said)] = pk
        return {key: cls(placed[key], words[key]) for key in placed}

    @property
    def is_empty(self):
        """Whether the article has no statement at all."""
        return not (self._places or self._words)

    def alike(self, found, text):
        """Return the key of the quote that is the same statement, or None.

        The same is what shares at least 0.8 of its words with one (what both have of
        what either has, in code points). A quote without a place in this revision is
        known by its words.
        """
        places = found.places
        first = places[0][0] - self._longest
        at = bisect_left(self._placed, (first, 0))
        best = (0.0, 0)
        for start, key in self._placed[at:]:
            if start >= places[-1][1]:
                break
            best = max(best, (shared(places, self._places[key]), key), key=_part)
        if best[0] >= ALIKE:
            return best[1]
        return self._words.get(fold(found.words(text)))


def _part(pair):
    return pair[0]


def shared(one, other):
    """Return how much of two statements is the same, from 0 to 1.

    Each is [(start, end)] without overlaps; the code points that both have, as part of
    those that either has.
    """
    both = sum(
        max(0, min(end, stop) - max(start, begin))
        for start, end in one
        for begin, stop in other
    )
    either = sum(end - start for start, end in (*one, *other)) - both
    return both / either if either else 0.0

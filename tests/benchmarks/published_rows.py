"""The publications of one quote, with the look-up rows that lists use."""

from orjson import Fragment

from quotes import models
from quotes.publishing import columns, public_state
from tests.benchmarks import lives
from tests.benchmarks.frozen import (
    digest_of,
    moment,
    parts_of,
)
from tests.benchmarks.plain_rows import canonical, having, maker
from tests.benchmarks.quick_terms import fold, terms_in_parts, words_in_parts

#: Columns that the digest covers beside the number and the days.
_OWN = (
    *("public_id", "status", "is_corrected", "is_single_editor", "words", "kind"),
    *("polarity", "language", "is_heading"),
)
_LISTED = (
    *("speaker_names", "speaker_search", "source_kind", "search_text"),
    *("article_search", "source_search"),
)
_DERIVED = ("office", "search_words", "search_terms")
publication_row = maker(
    models.Publication,
    *("id", "quote_id", "review_id", "article_id", "is_current", "under_review"),
    *("changed_at", "published_at", "said_on", "dated_on", "sorted_on", "state"),
    *("shown", "digest", "number", "decision", "role", "notice"),
    *_OWN,
    *_LISTED,
    *_DERIVED,
)
#: The day of the publication, where look-up rows have it.
_LINK = ("id", "publication_id")
_DAY = having(models.PublicationSpeaker, "sorted_on")
speaker_row = maker(models.PublicationSpeaker, *_LINK, "speaker_id", "position", *_DAY)
source_row = maker(models.PublicationSource, *_LINK, "source_id", "depth", *_DAY)
_NOTHING = dict.fromkeys((*_LISTED, *_DERIVED), "")
_FIRST_DAY = models.Publication._meta.get_field("sorted_on").get_default()


class Publications:
    """Gathers the publications of a quote, and writes them once all are there."""

    def __init__(self, quote):
        self.quote, self.made = quote, []
        #: What lists and display texts have of these speakers: changes only with them.
        self.listed_of = {}

    def add(self, step, state):
        """Make the next publication from the state that a step led to."""
        quote = self.quote
        state = public_state(state)
        named = [each for each in state.get("attributions", ()) if each["position"]]
        notices = [quote.notice] if state["corrections"] else []
        said_on = dated_on = None
        if step.status == "withdrawn":
            speakers, chain, shown, listed = [], (), {"notices": notices}, _NOTHING
        else:
            speakers = [
                quote.cast.by_public_id[s["speaker"]] for s in named if s["speaker"]
            ]
            chain = quote.cast.chain_of(quote.source)
            shown, listed = self._shown(state, named, speakers, chain, notices)
            said_on = quote.said_on
            dated_on = said_on or quote.article.published_on
        number = len(self.made) + 1
        own = columns(state)
        del own["said_on"]
        text = {
            "number": number,
            "decision": step.decision,
            "role": step.role,
            "notice": notices[0]["notice"] if notices else "",
            **own,
        }
        frozen = canonical(state), canonical(shown)
        digest = _digest(quote, text, listed, frozen, (said_on, dated_on))
        head = [quote.review_key, quote.at, said_on, dated_on, *frozen, digest]
        self.made.append((head, text, listed, speakers, chain))

    def _shown(self, state, named, speakers, chain, notices):
        """Return display texts, and the columns of lists, of a quote not withdrawn."""
        quote = self.quote
        mentions = tuple(each["mention"] for each in named)
        key = mentions, tuple(speaker.pk for speaker in speakers)
        if key not in self.listed_of:
            self.listed_of[key] = self._common(mentions, speakers, chain)
        common, listed = self.listed_of[key]
        wrong = []
        if quote.wrong and state["corrections"]:
            name = quote.cast.by_public_id[quote.wrong["speaker"]].name
            wrong = [{"speaker": name, "mention": common["mention"]}]
        return (
            {
                **common,
                "wrong": wrong,
                "evidence": quote.evidence,
                "notices": notices,
            },
            listed,
        )

    def _common(self, mentions, speakers, chain):
        quote, text = self.quote, self.quote.said.statement.text
        spans = quote.said.statement.spans
        words, passage = parts_of(text, spans, mentions)
        is_passage = quote.said.kind == "indirect" or quote.said.polarity != "asserted"
        exact = {(role, number): text[a:b] for role, number, a, b in spans}
        day = quote.said_on or quote.article.published_on
        offices = [quote.cast.office_of(each, day) for each in speakers]
        shown = {
            "parts": passage if is_passage else words,
            "passage": passage,
            "is_passage": is_passage,
            "mention": " · ".join(exact["mention", number] for number in mentions),
            "cue": exact["cue", 1],
            "speakers": list(map(quote.cast.speaker_part, speakers, offices)),
            "day": {
                "date": day.isoformat(),
                "is": "said_on" if quote.said_on else "published_on",
            },
            "article": quote.piece.article_part,
            "chain": [quote.cast.source_part(source) for source in chain],
        }
        return shown, self._listed(passage, speakers, offices, chain)

    def _listed(self, passage, speakers, offices, chain):
        quote, language = self.quote, self.quote.article.language
        passage = "".join([text for _role, text in passage])
        names = quote.cast.names_in(speakers)
        folded = quote.cast.folded_names_in(speakers)
        office = offices[0] if offices else None
        parts = [passage]
        if quote.words not in passage:
            parts.append(quote.words)
        parts += [quote.occasion, *folded.split(" · ")]
        return {
            "speaker_names": ", ".join([each.name for each in speakers]),
            "speaker_search": folded,
            "source_kind": chain[0].kind if chain else "",
            "search_text": fold(
                " ".join((quote.words, passage, *names, quote.occasion))
            ),
            "article_search": quote.piece.article_search,
            "source_search": quote.cast.chain_search(quote.source),
            "office": f"{office.title}, {office.organization}" if office else "",
            "search_words": words_in_parts(parts),
            "search_terms": terms_in_parts(parts, language),
        }

    def write(self, is_under_review):
        """Put the rows where those of the piece are; the last publication is current."""
        quote, rows = self.quote, self.quote.piece.rows
        last = len(self.made) - 1
        for place, (head, text, listed, speakers, chain) in enumerate(self.made):
            review, at, said_on, dated_on, state, shown, digest = head
            key, is_current = quote.key * lives.MOST_PUBLICATIONS + place, place == last
            label = is_current and is_under_review
            listed_on = dated_on or _FIRST_DAY
            day = (listed_on,) if _DAY else ()
            rows[models.Publication].append(
                publication_row(
                    *(key, quote.key, review, quote.article.key, is_current, label),
                    *(quote.at if label else at, at, said_on, dated_on),
                    *(listed_on, state.decode(), shown.decode(), digest),
                    *text.values(),
                    *listed.values(),
                )
            )
            # Two places for each: nothing here has more speakers or sources.
            for number, speaker in enumerate(speakers):
                values = (key * 2 + number, key, speaker.pk, number + 1, *day)
                rows[models.PublicationSpeaker].append(speaker_row(*values))
            for depth, source in enumerate(chain):
                values = (key * 2 + depth, key, source.pk, depth, *day)
                rows[models.PublicationSource].append(source_row(*values))


def _digest(quote, text, listed, frozen, days):
    state, shown = map(Fragment, frozen)
    said_on, dated_on = (day and day.isoformat() for day in days)
    return digest_of(
        {
            **text,
            **{name: listed[name] for name in _LISTED},
            "state": state,
            "shown": shown,
            "said_on": said_on,
            "dated_on": dated_on,
            "published_at": moment(quote.at),
        }
    )

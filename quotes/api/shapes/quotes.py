"""Errors, quotes and their versions."""

from rest_framework import serializers as s

from quotes import vocabulary as words
from quotes.api.shapes.fields import (
    LABELS,
    URL,
    day,
    flag,
    link,
    maybe,
    moment,
    number,
    one_of,
    page_of,
    shape,
    text,
)

# Errors

ERROR = {
    "error": shape(
        "ErrorBody",
        {
            "status": number("The status of the answer."),
            "code": text("For programs; stays."),
            "message": text("For people; may be reworded."),
            "fields": s.DictField(
                child=s.ListField(child=s.CharField()),
                help_text="What is wrong, by the name of the parameter.",
            ),
        },
    )()
}
Error = shape("Error", ERROR)

# Quotes

Notice = shape(
    "Notice",
    {
        "id": text("Id of the correction."),
        "url": link(URL),
        "class": one_of(words.CorrectionClass, "How far the correction goes."),
        "error": one_of(words.ErrorKind, "What was wrong."),
        "notice": text("One sentence, clear on its own."),
        "language": text("Language of the notice (BCP 47)."),
        "shown": maybe("What was shown. Null once the quote is withdrawn."),
        "right": maybe("What is right. Null once the quote is withdrawn."),
        "published_at": moment("When readers first saw it."),
    },
)

QuoteLinks = shape(
    "QuoteLinks",
    {
        "html": link("The page."),
        "json": link("This record."),
        "versions": link("All that was shown of it."),
    },
)

BASE = {
    "id": text("Public id; stays."),
    "url": link(URL),
    "version": number("The n-th public state, from 1."),
    "status": s.ChoiceField(LABELS, help_text="What readers are told of it."),
}
CHANGED = {
    "changed_at": moment("When readers last saw a difference."),
    "notices": Notice(many=True, help_text="Published corrections, newest first."),
    "links": QuoteLinks(),
}

QuoteOffice = shape(
    "QuoteOffice",
    {
        "title": text("As the newsroom has it.", allow_blank=True),
        "organization": text("As the newsroom has it.", allow_blank=True),
        "language": text("Language of both."),
    },
)

QuoteSpeaker = shape(
    "QuoteSpeaker",
    {
        "id": text("Public id."),
        "url": link(URL),
        "kind": one_of(words.SpeakerKind, "What the speaker is."),
        "name": text("The main name, when this version was published."),
        "names": s.DictField(
            child=s.CharField(), help_text="Names shown in other languages."
        ),
        "office": QuoteOffice(allow_null=True, help_text="Held on the day."),
    },
)

QuoteArticle = shape(
    "QuoteArticle",
    {
        "id": text("Public id."),
        "url": link(URL),
        "title": text("The headline, else the first words of the text."),
        "headline": maybe("Null where the article has none."),
        "publisher": maybe("Agency or publisher."),
        "published_on": day("Day of publication."),
        "language": text("Language of the article (BCP 47)."),
        "original_url": link("Where it first appeared.", allow_null=True),
    },
)

QuoteSource = shape(
    "QuoteSource",
    {
        "id": text("Public id."),
        "url": link(URL),
        "kind": one_of(words.SourceKind, "What the source is."),
        "name": text("What it is called."),
        "language": text("Language of the name."),
        "publisher": maybe("Who put it out."),
        "dated_on": day("Its date."),
        "original_url": link("Where it is.", allow_null=True),
    },
)

QUOTE = {
    **BASE,
    "corrected": flag("A published correction stands beside it."),
    "single_editor": flag("One person decided alone; the rule is two."),
    "statement": text(
        "The statement as it may be shown: marks around quoted words alone, reported "
        "speech with its cue and mention."
    ),
    "words": maybe("The bare content. Null where it would say something else alone."),
    "quoted_words": maybe("What stands in quotation marks, without them."),
    "reported": flag("Shown with cue and mention, because the article reports it."),
    "kind": one_of(words.Kind, "How the words are printed."),
    "polarity": one_of(words.Polarity, "What the speaker does with the content."),
    "language": text("Language of the words (BCP 47)."),
    "is_heading": flag("Printed as a heading."),
    "as_printed": maybe("Who said it, in the words of the article."),
    "cue": maybe("The words that introduce it, such as “said”."),
    "occasion": maybe("Where or to whom, in the language of the quote."),
    "evidence": maybe("Evidence of the decision, where it is public."),
    "speakers": QuoteSpeaker(
        many=True,
        help_text="Who said it; several said it jointly. Certain only if verified.",
    ),
    "office_on": shape(
        "OfficeDay",
        {
            "date": day("The day."),
            "is": maybe("said_on or published_on."),
        },
    )(help_text="The day for which the offices of the speakers are told."),
    "shown_wrongly": shape(
        "ShownWrongly",
        {
            "speaker": maybe("The speaker who was shown."),
            "as_printed": maybe("The words that had been taken for a mention."),
        },
    )(many=True, help_text="Attributions that a correction calls wrong."),
    "said_on": shape(
        "SaidOn",
        {
            "date": maybe("2024-11-12, 2024-11 or 2024: as far as it is known."),
            "precision": one_of(words.Precision, "How far.", allow_null=True),
            "known": one_of(words.Known, "How it is known.", allow_null=True),
        },
    )(),
    "date": day("The day that lists use: said on, else published on."),
    "article": QuoteArticle(),
    "sources": QuoteSource(
        many=True, help_text="Where it is from: the nearest, what that relays, …"
    ),
    "published_at": moment("When this version was published."),
    **CHANGED,
}

Quote = shape("Quote", QUOTE)
WithdrawnQuote = shape("WithdrawnQuote", {**BASE, **CHANGED})
GoneError = shape("WithdrawnError", {**ERROR, "quote": WithdrawnQuote()})
QuotePage = page_of("QuotePage", Quote)

Related = shape(
    "Related",
    {
        "kind": one_of(words.LinkKind, "What one does to the other."),
        "direction": s.ChoiceField(
            ["to", "from"], help_text="to: this quote does it to the other."
        ),
        "quote": shape(
            "RelatedQuote",
            {
                "id": text("Public id."),
                "url": link(URL),
                "json": link("Its record."),
                "status": BASE["status"],
                "statement": QUOTE["statement"],
                "language": QUOTE["language"],
            },
        )(),
    },
)
QuoteDetail = shape("QuoteDetail", {**QUOTE, "related": Related(many=True)})

VersionPage = page_of(
    "VersionPage",
    shape(
        "Version",
        {
            "version": BASE["version"],
            "decision": one_of(words.Decision, "What was decided."),
            "role": one_of(words.Role, "In which role somebody decided."),
            "status": one_of(words.Status, "What was decided it is."),
            "single_editor": QUOTE["single_editor"],
            "is_current": flag("Shown now."),
            "published_at": QUOTE["published_at"],
            "html": link("Its page; null once withdrawn.", allow_null=True),
            "quote": Quote(allow_null=True, help_text="Null once withdrawn."),
        },
    ),
)

"""Rows for tests: plain functions that give valid ones.

A test names only what it is about. Quotes, decisions and corrections go through the
workflow, so that reviews, digests and publications are real; words are given as text
and found in the article.
"""

import itertools
import json
from datetime import date, timedelta

from django.contrib.auth.models import Group, User
from django.utils import timezone

from quotes import workflow
from quotes.ids import new_public_id
from quotes.ledger import publication_digest, review_digest
from quotes.models import (
    Article,
    Attribution,
    Office,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
    Quote,
    QuoteLink,
    QuoteTerms,
    Review,
    Revision,
    Source,
    Span,
    Speaker,
    SpeakerName,
)
from quotes.publishing import derived_columns, public_names
from quotes.texts import find_unique, fold, sha256
from quotes.vocabulary import Role

#: Four statements: direct, denied and indirect, joint and indirect, mixed.
TEXT = """\
« Nous tiendrons parole », a déclaré Anna Brandt mardi à Bruxelles.
Le Kremlin a démenti que les deux hommes se soient parlé, une « pure invention ».
Les pourparlers reprendront lundi, selon Kiev et Washington.
Il faut “agir vite”, a lancé la ministre, sans dire ce que l’Union ferait ensuite.
"""

#: What make_quote takes for the first of them.
WORDS, CUE, MENTION = "Nous tiendrons parole", "a déclaré", "Anna Brandt"

#: The statement that is denied, as make_quote takes it.
DENIAL = {
    "words": "que les deux hommes se soient parlé",
    "cue": "a démenti",
    "mention": "Le Kremlin",
    "quoted": (),
    "kind": "indirect",
    "polarity": "denied",
}

_DEFAULT = object()
_numbers = itertools.count(1)


def make_user(username, *roles, **columns):
    """Return the user of that name, made on first use, in the groups named."""
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"is_staff": True, "password": "!", **columns}
    )
    if is_new and roles:
        user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_editor(username="editor"):
    """Return an editor; the quotes of this module are entered by the default one."""
    return make_user(username, Role.EDITOR)


def make_verifier(username="verifier"):
    """Return a verifier; make_verified_quote verifies as the default one."""
    return make_user(username, Role.VERIFIER)


def make_standards_editor(username="standards"):
    """Return a standards editor, who may do everything in the newsroom."""
    return make_user(username, Role.STANDARDS_EDITOR)


def make_superuser(username="root", password=None):
    """Return an administrator; with a password, for the log-in form."""
    user = make_user(username, is_superuser=True)
    if password:
        user.set_password(password)
        user.save()
    return user


def make_article(text=TEXT, *, by=None, **fields):
    """Return a published French article with its first revision.

    Other releases: release="draft", or release="embargoed" with embargo_until. Days
    may be given as "2024-11-12", here and in make_quote.
    """
    fields = {"headline": "Les pourparlers reprennent", "language": "fr", **fields}
    fields.setdefault("release", "published")
    if fields.get("published_on"):
        fields["published_on"] = _day(fields["published_on"])
        fields.setdefault("published_on_known", "printed")
    by = by or make_standards_editor()  # who may release it at once
    return workflow.receive_article(text, by=by, fields=fields).article


def make_revision(article=None, text=TEXT, **columns):
    """Return one more revision of an article, of a new article if none is given."""
    article = article or Article.objects.create(language="fr", release="published")
    columns.setdefault("number", article.revisions.count() + 1)
    return Revision.objects.create(
        article=article, text=text, sha256=sha256(text), **columns
    )


def make_speaker(name="Anna Brandt", **columns):
    """Return a new speaker, a person unless kind= says otherwise."""
    return Speaker.objects.create(name=name, **{"kind": "person", **columns})


def make_name(speaker, name="Mme Brandt", **columns):
    """Return another name of a speaker."""
    columns = {"kind": "short", "language": "fr", **columns}
    return SpeakerName.objects.create(speaker=speaker, name=name, **columns)


def make_office(speaker, title="ministre", **columns):
    """Return an office of a speaker; held_from, held_to or printed_in say when."""
    return Office.objects.create(speaker=speaker, title=title, **columns)


def make_source(name="conférence de presse", **columns):
    """Return a source, on the record; other terms get their reason and approval."""
    columns = {"kind": "press_conference", "language": "fr", **columns}
    if columns.get("terms", "on_record") != "on_record":
        columns.setdefault("terms_reason", "La source craint pour sa place.")
        if "terms_approved_by" not in columns:
            columns["terms_approved_by"] = make_standards_editor()
    return Source.objects.create(name=name, **columns)


def spans_of(text, **words_by_role):
    """Return SpanAt for words given by role, each found in text letter by letter.

    A role takes one string or several: spans_of(text, content=…, mention=("A", "B")).
    """
    spans = []
    for role, words in words_by_role.items():
        several = [words] if isinstance(words, str) else (words or ())
        for number, each in enumerate(several, start=1):
            found = find_unique(text, each)
            spans.append(workflow.SpanAt(role, number, found.start, found.end))
    return spans


def make_quote(
    words=WORDS,
    *,
    article=None,
    speaker=_DEFAULT,
    cue=_DEFAULT,
    mention=_DEFAULT,
    quoted=_DEFAULT,
    claims=None,
    by=None,
    proposed=False,
    public_id=None,
    at=None,
    **fields,
):
    """Enter an unverified quote (a proposed one with proposed=True) and return it.

    words, cue, mention and quoted stand in the article's text; by default they are
    the first statement of TEXT, and other words come without cue and mention.
    speaker=None says that it is not known who said it; claims=() makes no claim.
    """
    article = article or make_article()
    revision = article.current_revision
    is_first = words == WORDS and revision.text == TEXT
    cue = (CUE if is_first else ()) if cue is _DEFAULT else cue
    mention = (MENTION if is_first else ()) if mention is _DEFAULT else mention
    fields.setdefault("kind", "direct")
    if quoted is _DEFAULT:
        quoted = words if fields["kind"] == "direct" else ()
    if fields.get("said_on"):
        fields["said_on"] = _day(fields["said_on"])
        fields.setdefault("said_on_precision", "day")
        fields.setdefault("said_on_known", "printed")
    if claims is None:
        speaker = make_speaker() if speaker is _DEFAULT else speaker
        number = 1 if mention else None
        claims = [workflow.Claim(speaker, number, basis="printed")]
    return workflow.enter_quote(
        revision,
        by=by or make_editor(),
        spans=spans_of(
            revision.text, content=words, quoted=quoted, cue=cue, mention=mention
        ),
        fields=fields,
        claims=claims,
        proposed=proposed,
        public_id=public_id,
        at=at,
    )


def make_proposed_quote(*args, **options):
    """Return a quote that a program proposed, with its pending proposal."""
    quote = make_quote(*args, proposed=True, **options)
    make_proposal(quote)
    return quote


def make_proposal(quote, **columns):
    """Return what the engine said of a quote."""
    columns.setdefault("number", quote.proposals.count() + 1)
    return Proposal.objects.create(
        quote=quote,
        **{
            "engine": "rules",
            "engine_version": "1.0",
            "fields": {"speaker": {"rule": "incise-name", "confidence": 87}},
            **columns,
        },
    )


def make_verified_quote(*args, verified_by=None, **options):
    """Return a public quote, entered by the editor and verified by the verifier."""
    quote = make_quote(*args, **options)
    return workflow.verify(quote, by=verified_by or make_verifier())


def make_quote_of_two(one, other, **options):
    """Return a public statement of two speakers, each under a name of its own."""
    claims = [
        workflow.Claim(one, 1, basis="printed"),
        workflow.Claim(other, 2, basis="printed"),
    ]
    return make_verified_quote(
        "Les pourparlers reprendront lundi",
        kind="indirect",
        cue="selon",
        mention=("Kiev", "Washington"),
        claims=claims,
        **options,
    )


def make_unresolved_quote(*args, reason="Le texte ne nomme personne.", **options):
    """Return a public quote of which nobody knows who said it."""
    quote = make_quote(*args, **{"speaker": None, **options})
    return workflow.settle(quote, by=make_verifier(), reason=reason)


def make_disputed_quote(*args, evidence="Enregistrement, 2’10”.", **options):
    """Return a public quote whose words or attribution are contested."""
    quote = make_quote(*args, **options)
    return workflow.dispute(
        quote, by=make_verifier(), reason="Le bureau dément.", evidence=evidence
    )


def make_withdrawn_quote(*args, reason="Parole inventée.", **options):
    """Return a quote that was public and was taken back."""
    quote = make_verified_quote(*args, **options)
    return workflow.withdraw(quote, by=make_standards_editor(), reason=reason)


def make_quote_under_review(*args, **options):
    """Return a public quote that an editor changed since it was decided."""
    is_unresolved = options.get("speaker", _DEFAULT) is None
    make = make_unresolved_quote if is_unresolved else make_verified_quote
    return workflow.change_quote(
        make(*args, **options),
        by=make_editor(),
        fields={"occasion": "à Bruxelles"},
        reason="L’occasion manquait.",
    )


def make_rejected_quote(*args, **options):
    """Return a quote that an editor found to be none."""
    quote = make_quote(*args, **options)
    return workflow.reject(quote, by=make_editor(), reason="Une légende de photo.")


def make_quote_in(status, **options):
    """Return a quote that the workflow brought to a status."""
    make = {
        "proposed": make_proposed_quote,
        "unverified": make_quote,
        "verified": make_verified_quote,
        "disputed": make_disputed_quote,
        "unresolved": make_unresolved_quote,
        "withdrawn": make_withdrawn_quote,
        "rejected": make_rejected_quote,
        "under_review": make_quote_under_review,
    }[status]
    return make(**options)


def make_link(from_quote, to_quote, kind="denies"):
    """Return a link between two quotes."""
    return QuoteLink.objects.create(
        from_quote=from_quote, kind=kind, to_quote=to_quote, added_by=make_editor()
    )


def make_correction(quote=None, *, by=None, **fields):
    """Return a draft by the editor, of a verified quote if none is given."""
    fields = {
        "correction_class": "correction",
        "error": "our_record",
        "shown": "« le ministre »",
        "right": "Anna Brandt",
        "notice": "Notre base attribuait à tort ces propos au ministre.",
        **fields,
    }
    return workflow.draft_correction(
        quote or make_verified_quote(), by=by or make_editor(), fields=fields
    )


def make_signed_correction(quote=None, **fields):
    """Return a correction drafted by the editor and signed by the standards editor."""
    return workflow.sign_correction(
        make_correction(quote, **fields), by=make_standards_editor()
    )


def make_published_correction(quote=None, **fields):
    """Return a correction that readers see; its quote has one publication more."""
    return workflow.publish_correction(
        make_signed_correction(quote, **fields), by=make_standards_editor()
    )


def make_publications(n, *, articles=1, speakers=1):
    """Return n publications of n verified quotes, fast: for counting queries.

    One is made by the workflow; the others are copies of all its rows under new ids,
    with true digests, so that check_data finds no fault. articles and speakers say
    how many different ones they share.
    """
    mark = next(_numbers)
    article = make_article(headline=f"Dépêche {mark}-0", published_on="2024-11-12")
    speaker = make_speaker(f"Porte-parole {mark}-0", description="Bruxelles")
    source = make_source(f"conférence {mark}", relays=make_source(f"dépêche {mark}"))
    quote = make_verified_quote(article=article, speaker=speaker, source=source)
    copies = _Copies(Quote.objects.with_state().get(pk=quote.pk))
    copies.others(Article, article, "headline", articles, f"Dépêche {mark}-")
    copies.others(Speaker, speaker, "name", speakers, f"Porte-parole {mark}-")
    copies.write(n - 1)
    return list(
        Publication.objects.filter(
            source_rows__source=source, source_rows__depth=0
        ).order_by("pk")
    )


class _Copies:
    """Copies of one verified quote with all that hangs on it, written in bulk."""

    def __init__(self, quote):
        self.quote = quote
        self.pools = {}
        self.revisions = {}

    def others(self, model, first, column, count, name):
        """Keep a pool of count rows that differ from the first in id and name."""
        rows = [
            _copy(first, public_id=new_public_id(), **{column: f"{name}{number}"})
            for number in range(1, count)
        ]
        self.pools[model] = (column, [first, *model.objects.bulk_create(rows)])
        if model is Article:
            text = first.current_revision
            self.revisions = {first.pk: text} | {
                row.article_id: row
                for row in Revision.objects.bulk_create(
                    _copy(text, article=row) for row in rows
                )
            }

    def write(self, count):
        """Write count copies; each takes the next article and speaker of its pool."""
        places = [
            (self._pick(Article, number), self._pick(Speaker, number))
            for number in range(1, count + 1)
        ]
        quotes = Quote.objects.bulk_create(
            _copy(self.quote, public_id=new_public_id(), article=article)
            for article, _speaker in places
        )
        self.rows = list(zip(quotes, places, strict=True))
        self._copies(QuoteTerms, lambda quote, place: {})
        spans = self._copies(
            Span, lambda quote, place: {"revision": self.revisions[place[0].pk]}
        )
        mentions = {row.quote_id: row for row in spans if row.role == "mention"}
        self._copies(
            Attribution,
            lambda quote, place: {"speaker": place[1], "mention": mentions[quote.pk]},
        )
        self._write_reviews()
        self._write_publications()

    def _pick(self, model, number):
        rows = self.pools[model][1]
        return rows[number % len(rows)]

    def _copies(self, model, differing):
        originals = list(model.objects.filter(quote=self.quote).order_by("pk"))
        return model.objects.bulk_create(
            _copy(row, quote=quote, **differing(quote, place))
            for quote, place in self.rows
            for row in originals
        )

    def _renamed(self, value, quote, place):
        """Return JSON or text with the ids and names of the first quote's rows changed."""
        text = json.dumps(value, ensure_ascii=False)
        text = text.replace(self.quote.public_id, quote.public_id)
        for (column, rows), row in zip(self.pools.values(), place, strict=True):
            for each in ("public_id", column):
                text = text.replace(getattr(rows[0], each), getattr(row, each))
                text = text.replace(
                    fold(getattr(rows[0], each)), fold(getattr(row, each))
                )
        return json.loads(text)

    def _write_reviews(self):
        reviews = []
        for quote, place in self.rows:
            digest = ""
            for row in self._reviews:
                review = _copy(row, quote=quote, by=row.by, previous_digest=digest)
                review.state = self._renamed(row.state, quote, place)
                digest = review.digest = review_digest(review)
                reviews.append(review)
            quote.head_digest = digest
        self.last_reviews = {
            review.quote_id: review for review in Review.objects.bulk_create(reviews)
        }
        Quote.objects.bulk_update(
            [quote for quote, _place in self.rows], ["head_digest"], batch_size=200
        )

    @property
    def _reviews(self):
        if not hasattr(self, "_kept_reviews"):
            rows = self.quote.reviews.select_related("by").order_by("number")
            self._kept_reviews = list(rows)
        return self._kept_reviews

    def _write_publications(self):
        first = self.quote.publications.get()
        renamed = ("state", "shown", "search_text", "article_search")
        renamed += ("speaker_names", "speaker_search", "public_id")
        source_rows = list(first.source_rows.all())
        publications = [
            _copy(
                first,
                quote=quote,
                article=place[0],
                review=self.last_reviews[quote.pk],
                **{
                    name: self._renamed(getattr(first, name), quote, place)
                    for name in renamed
                },
            )
            for quote, place in self.rows
        ]
        for publication in publications:
            for name, value in derived_columns(publication).items():
                setattr(publication, name, value)
            publication.digest = publication_digest(publication)
        Publication.objects.bulk_create(publications)
        PublicationSpeaker.objects.bulk_create(
            PublicationSpeaker(
                publication=publication,
                speaker=place[1],
                position=1,
                sorted_on=publication.sorted_on,
            )
            for publication, (_quote, place) in zip(
                publications, self.rows, strict=True
            )
        )
        PublicationSource.objects.bulk_create(
            _copy(row, publication=publication, sorted_on=publication.sorted_on)
            for publication in publications
            for row in source_rows
        )
        named = {
            place[1].pk: publication
            for publication, (_quote, place) in zip(
                publications, self.rows, strict=True
            )
        }
        PublicName.objects.bulk_create(
            [
                name
                for publication in named.values()
                for name in public_names(publication)
            ],
            ignore_conflicts=True,
        )


def _copy(row, **differing):
    """Return an unsaved copy of a row."""
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and not {field.name, field.attname} & differing.keys()
    }
    return type(row)(**columns, **differing)


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def hours_from_now(hours):
    """Return an aware moment, for embargoes."""
    return timezone.now() + timedelta(hours=hours)

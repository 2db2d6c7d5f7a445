"""A database full of what readers must not see, beside a few things that they must.

Everything hidden holds words that are found nowhere else (HIDDEN), everything public
others (SHOWN); each word is registered with what it stands for. Words of unpublished
quotes in a public article stand in the article's own text too: those are IN_TEXT, and
may be read there, and not as a quote.
"""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from quotes import workflow
from quotes.models import (
    Batch,
    CorrectionTask,
    DeskItem,
    Finding,
    ImportedRow,
    ImportRun,
    ImportUpload,
    SavedFilter,
    Searched,
)
from quotes.workflow.merging import merge_speakers
from tests import factories as make
from tests.public_site import KINDS

#: Two words of everything hidden: who looks for the first must not be shown the second.
HIDDEN = re.compile(r"verborgen[a-z]*|klandestin[a-z]*")
IN_TEXT = re.compile(r"halboffen[a-z]*")
SHOWN = re.compile(r"offenkundig[a-z]*")

#: Paragraphs of the public article: two public statements, and those of nobody yet.
PUBLIC_TEXT = "\n".join(
    [
        "« Offenkundigworte tiendront », a déclaré Anna Brandt mardi à Bruxelles.",
        "« Offenkundigfrage demeure », a lancé la ministre, sans dire la suite.",
        "« Offenkundigstreit éclate », a dit Kiev.",
        "« Offenkundigneu », a dit Paris.",
        *(
            f"Rien à signaler dans ce paragraphe, qui sépare. {'Bla ' * 30}\n"
            f"« Halboffen{name} parle », a dit quelqu’un, « Halboffen{name}zwei »."
            for name in ("proposed", "unverified", "rejected", "changed")
        ),
    ]
)
#: The last day on which a dispatch was dated, for offices that end.
DAY = "2024-11-12"


def secret(name):
    """Return text that readers must never see, made of words for this thing alone."""
    return f"Verborgen{name} Klandestin{name}"


#: What has to be found, in lower case.
SHOWN_WORDS = {f"offenkundig{name}" for name in ("worte", "frage", "streit", "neu")}


def shown(name):
    """Return text that readers must be shown."""
    word = f"Offenkundig{name}"
    SHOWN_WORDS.add(word.lower())
    return word


class World(SimpleNamespace):
    """The rows; hidden, gone and merged are {kind: [public id]} of what no page shows."""

    def hide(self, kind, row):
        self.hidden[kind].append(row.public_id)
        return row


def make_world():
    """Fill the database and return the World."""
    keys = [Fernet.generate_key().decode()]
    with (
        override_settings(NEWSROOM_VAULT_KEYS=keys),
        pytest.MonkeyPatch.context() as patch,
    ):
        _name_users_unmistakably(patch)
        return _filled()


def _filled():
    w = World(
        hidden={kind: [] for kind in KINDS},
        withdrawn=[],
        merged=[],
        taken_back=[],
        standards=make.make_standards_editor(),
    )
    _make_public_things(w)
    _publish_more(w)
    _hide_in_public_article(w)
    _hide_behind_public_quotes(w)
    _hide_articles(w)
    _hide_people_and_sources(w)
    _hide_desk(w)
    return w


def _name_users_unmistakably(monkeypatch):
    original = make.make_user

    def named(username, *roles, **columns):
        columns = {
            "first_name": secret("firstname"),
            "last_name": secret("lastname"),
            "email": "verborgenmail@klandestin.example",
            **columns,
        }
        return original(f"verborgen{username}", *roles, **columns)

    monkeypatch.setattr(make, "make_user", named)


# What readers see


def _make_public_things(w):
    w.article = make.make_article(
        PUBLIC_TEXT,
        headline=shown("kopf"),
        byline=shown("autor"),
        publisher=shown("agentur"),
        dateline=shown("ort"),
        rights=shown("rechte"),
        published_on=DAY,
        published_printed=shown("zeit"),
        updated_printed=shown("neuzeit"),
        external_id=secret("externalid"),
        url="https://agentur.example/offenkundigoriginal",
    )
    w.relayed = make.make_source(shown("gespraech"), kind="interview")
    w.source = make.make_source(
        shown("depesche"),
        publisher=shown("verlag"),
        relays=w.relayed,
        terms="background",
        terms_reason=secret("termsreason"),
        terms_approved_by=w.standards,
    )
    w.speaker = make.make_speaker(
        shown("person"), sort_name=shown("register"), description=shown("beschreibung")
    )
    make.make_name(w.speaker, shown("kurzname"))
    make.make_office(
        w.speaker, shown("amt"), held_from=date(2024, 1, 1), held_to=date(2025, 1, 1)
    )
    w.quote = make.make_verified_quote(
        "Offenkundigworte tiendront",
        article=w.article,
        speaker=w.speaker,
        source=w.source,
        cue="a déclaré",
        mention="Anna Brandt",
        occasion=shown("anlass"),
        external_id=secret("quoteexternalid"),
    )
    w.correction = make.make_published_correction(
        w.quote,
        notice=shown("notiz"),
        shown=shown("falsch"),
        right=shown("richtig"),
        delay_reason=shown("verzug"),
    )
    w.quote.refresh_from_db()


def _publish_more(w):
    """An unresolved, a disputed and a once changed quote, linked with the first."""
    w.unresolved = make.make_unresolved_quote(
        "Offenkundigfrage demeure",
        article=w.article,
        mention="la ministre",
        reason=secret("settlereason"),
    )
    w.disputed = workflow.dispute(
        make.make_quote("Offenkundigstreit éclate", article=w.article),
        by=make.make_verifier(),
        reason=secret("disputereason"),
        evidence=secret("evidence"),
        internal=True,
    )
    link = make.make_link(w.disputed, w.quote)
    link.note = secret("linknote")
    link.save()
    w.alone = workflow.verify(
        make.make_quote(
            by=w.standards, article=make.make_article(headline=shown("solo"))
        ),
        by=w.standards,
        override=secret("override"),
    )
    w.evident = make.make_disputed_quote(evidence=shown("beweis"))


# What they do not


def _hide_in_public_article(w):
    """Quotes that nobody decided on, one under review, and two that were withdrawn."""
    said = {"article": w.article, "by": make.make_editor()}
    for status in ("proposed", "unverified", "rejected"):
        name = f"Halboffen{status}"
        quote = make.make_quote(
            f"{name} parle",
            quoted=f"{name} parle",
            speaker=_hidden_speaker(w, status),
            source=w.hide("source", make.make_source(secret(f"{status}source"))),
            occasion=secret(f"{status}occasion"),
            said_on=DAY,
            said_on_printed=secret("saidonprinted")[:40],
            proposed=status == "proposed",
            **said,
        )
        w.hide("quote", quote)
        make.make_proposal(
            quote, engine=secret("engine"), fields={"speaker": secret("rule")}
        )
        if status == "rejected":
            workflow.reject(quote, by=make.make_editor(), reason=secret("rejection"))
    w.reviewed = make.make_verified_quote(
        "Offenkundigneu", quoted="Offenkundigneu", speaker=w.speaker, **said
    )
    workflow.change_quote(
        w.reviewed,
        by=make.make_editor(),
        reason=secret("changereason"),
        fields={"occasion": secret("changedoccasion")},
        spans=make.spans_of(
            PUBLIC_TEXT,
            content="Halboffenchanged parle",
            quoted="Halboffenchanged parle",
        ),
    )
    w.reviewed.refresh_from_db()
    workflow.reattribute(
        w.reviewed,
        by=make.make_editor(),
        claims=[workflow.Claim(_hidden_speaker(w, "reattributed"))],
        reason=secret("reattributereason"),
    )
    _withdraw(w)


def _withdraw(w):
    """One whose words still stand in the text, one whose text was replaced."""
    article = make.make_article(
        f"« {secret('withdrawnwords')} », a dit un homme.\nRien d’autre.\n",
        headline=shown("leer"),
    )
    speaker = _hidden_speaker(w, "withdrawn")
    quote = make.make_verified_quote(
        secret("withdrawnwords"),
        article=article,
        speaker=speaker,
        source=w.hide("source", make.make_source(secret("withdrawnsource"))),
        occasion=secret("withdrawnoccasion"),
    )
    correction = make.make_published_correction(
        quote,
        notice=shown("ruecknahme"),
        shown=secret("withdrawnshown"),
        right=secret("withdrawnright"),
        correction_class="withdrawal",
    )
    quote.refresh_from_db()
    workflow.withdraw(quote, by=w.standards, reason=secret("withdrawreason"))
    make.make_revision(article, "Ce texte fut remplacé en entier.\n")
    w.withdrawn.append(quote.public_id)
    w.withdrawal = correction


def _hide_behind_public_quotes(w):
    """Candidates, wrong attributions that no correction names, drafts of corrections."""
    workflow.add_candidate(
        w.quote,
        by=make.make_editor(),
        claim=workflow.Claim(_hidden_speaker(w, "candidate"), basis="editor"),
        reason=secret("candidatereason"),
    )
    article = make.make_article(headline=shown("zweit"))
    quote = make.make_quote(article=article, speaker=_hidden_speaker(w, "deprecated"))
    quote = workflow.reattribute(
        quote,
        by=make.make_editor(),
        claims=[workflow.Claim(w.speaker, 1, basis="printed")],
        reason=secret("deprecatedreason"),
    )
    workflow.verify(quote, by=make.make_verifier())
    for make_it in (make.make_correction, make.make_signed_correction):
        row = make_it(
            w.quote,
            notice=secret("draftnotice"),
            shown=secret("draftshown"),
            right=secret("draftright"),
            delay_reason=secret("draftdelay"),
        )
        w.hide("correction", row)
        w.quote.refresh_from_db()


def _hide_articles(w):
    """Articles in each state that is not public, with all that can hang on one."""
    for release, options in (
        ("draft", {}),
        ("withheld", {}),
        ("embargoed", {"embargo_until": make.hours_from_now(5)}),
        ("published", {}),  # and taken back below
    ):
        name = release if release != "published" else "takenback"
        words = f"Verborgen{name}words parle"
        article = make.make_article(
            f"« {words} », a dit un homme.\n{secret(name + 'text')}\n",
            published_on=DAY,
            release=release,
            **options,
            **{
                column: secret(f"{name}{column}".replace("_", ""))
                for column in (
                    *("headline", "byline", "publisher", "dateline", "rights"),
                    *("external_id", "published_printed", "updated_printed"),
                )
            },
            url=f"https://verborgen{name}.example/",
        )
        w.hide("article", article)
        quote = make.make_verified_quote(
            words,
            article=article,
            speaker=_hidden_speaker(w, name),
            source=w.hide("source", make.make_source(secret(f"{name}source"))),
            occasion=secret(f"{name}occasion"),
        )
        w.hide("quote", quote)
        make.make_link(quote, w.quote)
        make.make_link(w.unresolved, quote)
        correction = make.make_published_correction(
            quote,
            notice=secret(f"{name}notice"),
            shown=secret(f"{name}shown"),
            right=secret(f"{name}right"),
        )
        w.hide("correction", correction)
        setattr(w, f"article_{name}", article)
    article.release = "withheld"
    with workflow.noting_release(article):
        article.save()
    w.taken_back.append(quote.public_id)
    w.report_on_hidden = _report("quote", quote.public_id, quote=quote.pk, version=1)


def _hidden_speaker(w, name):
    speaker = make.make_speaker(
        secret(f"{name}speaker"),
        sort_name=secret(f"{name}sortname"),
        description=secret(f"{name}description"),
    )
    make.make_name(speaker, secret(f"{name}othername"))
    make.make_office(
        speaker,
        secret(f"{name}office"),
        organization=secret(f"{name}organization"),
        held_from=date(2024, 1, 1),
    )
    return w.hide("speaker", speaker)


def _hide_people_and_sources(w):
    """What hangs on public people and sources and was only worked out, or is new."""
    make.make_office(w.speaker, secret("workedout"), note=secret("officenote"))
    make.make_office(
        w.speaker,
        secret("printedelsewhere"),
        held_from=date(2023, 1, 1),
        printed_in=w.article_embargoed,
    )
    official = make.make_speaker(shown("amtsperson"))
    make.make_office(
        official,
        secret("frozenoffice"),
        held_from=date(2023, 1, 1),
        printed_in=w.article_embargoed,
    )
    article = make.make_article(headline=shown("amtlich"), published_on=DAY)
    make.make_verified_quote(article=article, speaker=official)
    merged = make.make_speaker(shown("zweitname"))
    w.merge = merge_speakers(
        merged, w.speaker, by=w.standards, reason=secret("mergereason")
    )
    w.merged.append(merged.public_id)
    lost = _hidden_speaker(w, "mergedtohidden")
    merge_speakers(
        lost,
        _hidden_speaker(w, "survivor"),
        by=w.standards,
        reason=secret("hiddenmergereason"),
    )
    relayed = make.make_source(
        secret("relaysource"),
        url="https://verborgenurl.example/",
        archived_url="https://verborgenarchive.example/",
    )
    w.relayed.relays = w.hide("source", relayed)
    w.relayed.save()
    w.unnamed = make.make_source(
        shown("diplomat"),
        kind="unnamed",
        terms="unnamed",
        terms_reason=secret("unnamedreason"),
    )
    article = make.make_article(headline=shown("quelle"))
    make.make_verified_quote(article=article, source=w.unnamed, speaker=w.speaker)
    workflow.seal_identity(
        w.unnamed,
        by=w.standards,
        identity={
            "name": secret("vaultname"),
            "contact": secret("vaultcontact"),
            "known_to": secret("vaultknown"),
        },
        reason=secret("sealreason"),
    )
    w.hide(
        "source",
        make.make_source(secret("unusedsource"), publisher=secret("unusedpublisher")),
    )


def _report(about, about_id, **options):
    return workflow.receive_report(
        about=about,
        about_id=about_id,
        language="fr",
        message=secret("reportmessage"),
        evidence=secret("reportevidence"),
        form_digest=about_id.ljust(64, "0"),
        **options,
    )


def _hide_desk(w):
    """What only the desk knows: findings, batches, reports, tasks, filters."""
    w.report = _report("quote", w.quote.public_id, quote=w.quote.pk, version=1)
    workflow.answer_report(
        w.report,
        by=w.standards,
        state="declined",
        answer=secret("reportanswer"),
        note=secret("reportnote"),
    )
    Finding.objects.update_or_create(
        quote=w.quote,
        rule="M1",
        place="0",
        defaults={
            "severity": "low",
            "details": {"other": secret("finding")},
            "dismissed_by": w.standards,
            "dismissed_at": make.hours_from_now(0),
            "dismissal": secret("dismissal"),
        },
    )
    batch_article = w.hide(
        "article", make.make_article(release="draft", headline=secret("batchheadline"))
    )
    quote = w.hide(
        "quote",
        make.make_quote(article=batch_article, speaker=_hidden_speaker(w, "batchold")),
    )
    workflow.reattribute_batch(
        [quote], by=w.standards, speaker=w.speaker, reason=secret("batchreason")
    )
    workflow.undo_batch(
        Batch.objects.get(), by=w.standards, reason=secret("undoreason")
    )
    SavedFilter.objects.create(
        owner=w.standards, name=secret("filtername"), query=secret("filterquery")
    )
    CorrectionTask.objects.filter(correction=w.correction).update(
        note=secret("tasknote"), details={"what": secret("taskdetails")}
    )
    DeskItem.objects.filter(quote=w.quote).update(
        claimed_by=w.standards, claimed_until=make.hours_from_now(1)
    )
    _hide_imports(w)


def _hide_imports(w):
    """What only those who import know: files, reports, rows as they were."""
    file = {"sha256": "0" * 64, "size": 1, "by": w.standards}
    run = ImportRun.objects.create(
        name=secret("importname"),
        format=secret("form"),
        counts={"quote": {secret("importcounts"): 1}},
        report=secret("importreport"),
        **file,
    )
    ImportedRow.objects.create(
        run=run,
        kind="quote",
        key=w.quote.pk,
        is_new=False,
        before={"words": secret("importbefore")},
    )
    ImportUpload.objects.create(
        name=secret("uploadname"),
        format=secret("upf"),
        data=secret("uploaddata").encode(),
        **file,
    )
    Searched.objects.create(
        revision=w.quote.article.current_revision,
        engine=secret("searchengine"),
        engine_version="1",
    )

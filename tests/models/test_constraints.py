"""Every constraint holds against bulk_create, update() and loaddata.

Each case names columns that break one constraint in a row that is valid otherwise. For
a unique constraint a first row has those columns already.
"""

from datetime import date
from itertools import count
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from quotes.ids import new_public_id
from quotes.models import (
    Article,
    Attribution,
    Batch,
    BatchItem,
    Correction,
    CorrectionTask,
    DeskItem,
    Finding,
    ImportedRow,
    ImportRun,
    Office,
    Proposal,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
    Quote,
    QuoteLink,
    ReaderReport,
    Reading,
    Review,
    Revision,
    SavedFilter,
    Searched,
    Source,
    SourceIdentity,
    Span,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    VaultAccess,
)
from quotes.models.constraints import name_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

DIGEST = "a" * 64
DAY = date(2024, 11, 12)


def _settled_by_its_changer(world):
    return {
        "status": "verified",
        "changed_by": world.editor,
        "decided_by": world.editor,
        "review_count": 1,
        "head_digest": DIGEST,
    }


#: constraint → (model, columns that break it); a function is given the world, see below.
CASES = {
    "article_language_known": (Article, {"language": "xx"}),
    "article_release_known": (Article, {"release": "bogus"}),
    "article_date_basis_known": (
        Article,
        {"published_on": DAY, "published_on_known": "bogus"},
    ),
    "article_date_says_how_it_is_known": (Article, {"published_on": DAY}),
    "article_embargo_has_an_end": (Article, {"release": "embargoed"}),
    "article_external_id_unique_for_publisher": (
        Article,
        {"publisher": "AFP", "external_id": "doc-1"},
    ),
    "revision_number_unique_in_article": (Revision, {"number": 7}),
    "revision_number_from_one": (Revision, {"number": 0}),
    "revision_text_normalized": (Revision, {"text": "one\r\ntwo"}),
    "revision_sha256_complete": (Revision, {"sha256": DIGEST[:-1]}),
    "speaker_kind_known": (Speaker, {"kind": "bogus"}),
    "speaker_has_a_name": (Speaker, {"name": ""}),
    "speaker_wikidata_id_form": (Speaker, {"wikidata_id": "42"}),
    "speaker_wikidata_id_unique": (Speaker, {"wikidata_id": "Q42"}),
    "speaker_not_merged_into_itself": (
        Speaker,
        lambda world: {"merged_into": world.row},
    ),
    "speaker_name_kind_known": (SpeakerName, {"kind": "bogus"}),
    "speaker_name_language_known": (SpeakerName, {"language": "xx"}),
    "speaker_name_not_empty": (SpeakerName, {"name": ""}),
    "speaker_name_unique_for_speaker": (SpeakerName, {"name": "Moscou"}),
    "speaker_name_one_shown_per_language": (SpeakerName, {"is_display": True}),
    "office_language_known": (Office, {"language": "xx"}),
    "office_has_title_or_organization": (Office, {"title": "", "organization": ""}),
    "office_ends_after_it_begins": (
        Office,
        {"held_from": DAY, "held_to": date(2024, 11, 11)},
    ),
    "office_unique_for_speaker": (Office, {"title": "ministre", "held_from": DAY}),
    "office_undated_unique_for_speaker": (Office, {"title": "ministre"}),
    "source_kind_known": (Source, {"kind": "bogus"}),
    "source_terms_known": (
        Source,
        lambda world: {
            "terms": "bogus",
            "terms_reason": "peur",
            "terms_approved_by": world.verifier,
        },
    ),
    "source_language_known": (Source, {"language": "xx"}),
    "source_has_a_name": (Source, {"name": ""}),
    "source_does_not_relay_itself": (Source, lambda world: {"relays": world.row}),
    "source_off_record_needs_reason_and_approval": (
        Source,
        {"terms": "background", "terms_reason": "peur"},
    ),
    "quote_kind_known": (Quote, {"kind": "bogus"}),
    "quote_polarity_known": (Quote, {"polarity": "bogus"}),
    "quote_language_known": (Quote, {"language": "xx"}),
    "quote_status_known": (Quote, {"status": "bogus"}),
    "quote_date_basis_known": (
        Quote,
        {"said_on": DAY, "said_on_precision": "day", "said_on_known": "bogus"},
    ),
    "quote_date_precision_known": (
        Quote,
        {"said_on": DAY, "said_on_precision": "bogus", "said_on_known": "printed"},
    ),
    "quote_has_words": (Quote, {"words": ""}),
    "quote_date_says_how_it_is_known": (Quote, {"said_on_known": "printed"}),
    "quote_four_eyes": (Quote, _settled_by_its_changer),
    "quote_settled_has_a_decider": (
        Quote,
        lambda world: {"status": "unresolved", "decided_by": world.verifier},
    ),
    "quote_head_digest_fits_review_count": (Quote, {"review_count": 1}),
    "quote_external_id_unique_in_article": (Quote, {"external_id": "s-1"}),
    "span_role_known": (Span, {"role": "bogus"}),
    "span_anchor_known": (Span, {"state": "bogus"}),
    "span_number_unique_in_role": (Span, {"number": 7}),
    "span_number_from_one": (Span, {"number": 0}),
    "span_has_words": (
        Span,
        {"exact": "", "start": None, "end": None, "state": "lost"},
    ),
    "span_placed_unless_lost_or_ambiguous": (Span, {"state": "ambiguous"}),
    "span_end_after_start": (Span, {"end": 0}),
    "span_words_as_long_as_positions": (Span, {"exact": "No"}),
    "quote_link_kind_known": (QuoteLink, {"kind": "bogus"}),
    "quote_link_unique": (QuoteLink, {"kind": "denies"}),
    "quote_link_joins_two_quotes": (
        QuoteLink,
        lambda world: {"to_quote": world.row.from_quote},
    ),
    "attribution_rank_known": (Attribution, {"rank": "bogus"}),
    "attribution_basis_known": (Attribution, {"basis": "bogus"}),
    "attribution_number_unique_in_quote": (Attribution, {"number": 7}),
    "attribution_number_from_one": (Attribution, {"number": 0}),
    "attribution_deprecated_needs_reason": (Attribution, {"rank": "deprecated"}),
    "attribution_preferred_proposal_was_accepted": (
        Attribution,
        {"rank": "preferred", "position": 1, "basis": "proposed"},
    ),
    "attribution_position_only_when_preferred": (Attribution, {"position": 1}),
    "attribution_later_position_only_jointly": (
        Attribution,
        {"rank": "preferred", "position": 2},
    ),
    "attribution_jointly_only_when_preferred": (Attribution, {"jointly": True}),
    "attribution_one_preferred_unless_jointly": (
        Attribution,
        {"rank": "preferred", "position": 1},
    ),
    "attribution_position_unique_in_quote": (
        Attribution,
        {"rank": "preferred", "position": 2, "jointly": True},
    ),
    "proposal_outcome_known": (
        Proposal,
        lambda world: {"outcome": "bogus", "decided_by": world.editor},
    ),
    "proposal_number_unique_in_quote": (Proposal, {"number": 7}),
    "proposal_names_engine_and_version": (Proposal, {"engine_version": ""}),
    "proposal_decided_by_a_person": (Proposal, {"outcome": "accepted"}),
    "review_decision_known": (Review, {"decision": "bogus"}),
    "review_role_known": (Review, {"role": "bogus"}),
    "review_number_unique_in_quote": (Review, {"number": 7}),
    "review_digest_complete": (Review, {"digest": DIGEST[:-1]}),
    "review_first_has_no_predecessor": (Review, {"previous_digest": ""}),
    "correction_class_known": (Correction, {"correction_class": "bogus"}),
    "correction_error_known": (Correction, {"error": "bogus"}),
    "correction_severity_known": (Correction, {"severity": "bogus"}),
    "correction_language_known": (Correction, {"language": "xx"}),
    "correction_has_a_notice": (Correction, {"notice": ""}),
    "correction_signer_did_not_draft": (
        Correction,
        lambda world: {"signed_by": world.editor, "signed_at": world.now},
    ),
    "correction_signed_by_and_when": (
        Correction,
        lambda world: {"signed_by": world.verifier},
    ),
    "correction_published_only_when_signed": (
        Correction,
        lambda world: {"published_at": world.now},
    ),
    "publication_decision_known": (Publication, {"decision": "bogus"}),
    "publication_role_known": (Publication, {"role": "bogus"}),
    "publication_kind_known": (Publication, {"kind": "bogus"}),
    "publication_polarity_known": (Publication, {"polarity": "bogus"}),
    "publication_language_known": (Publication, {"language": "xx"}),
    "publication_source_kind_known": (Publication, {"source_kind": "bogus"}),
    "publication_status_is_public": (Publication, {"status": "unverified"}),
    "publication_number_unique_in_quote": (Publication, {"number": 7}),
    "publication_one_current_in_quote": (Publication, {"is_current": True}),
    "publication_under_review_only_when_current": (Publication, {"under_review": True}),
    "publication_withdrawn_shows_no_words": (Publication, {"status": "withdrawn"}),
    "publication_has_words_unless_withdrawn": (Publication, {"words": ""}),
    "publication_listed_under_its_date": (Publication, {"dated_on": DAY}),
    "public_name_once_for_speaker": (PublicName, {"folded": "anna"}),
    "public_name_not_empty": (PublicName, {"folded": ""}),
    "reading_once_for_quote_and_day": (Reading, {"day": DAY}),
    "publication_digest_complete": (Publication, {"digest": DIGEST[:-1]}),
    "publication_speaker_position_unique": (PublicationSpeaker, {"position": 7}),
    "publication_source_depth_unique": (PublicationSource, {"depth": 7}),
    "speaker_merge_joins_two": (
        SpeakerMerge,
        lambda world: {"survivor": world.row.speaker},
    ),
    "speaker_merge_has_a_reason": (SpeakerMerge, {"reason": ""}),
    "speaker_merge_one_standing": (
        SpeakerMerge,
        lambda world: {"speaker": world.speaker},
    ),
    "speaker_merge_undone_by_with_a_reason": (
        SpeakerMerge,
        lambda world: {"undone_by": world.editor, "undone_at": world.now},
    ),
    "import_run_undone_by_and_when": (
        ImportRun,
        lambda world: {"undone_at": world.now},
    ),
    "imported_row_kind_known": (ImportedRow, {"kind": "bogus"}),
    "imported_row_once_in_run": (ImportedRow, {"key": 7}),
    "searched_names_engine_and_version": (Searched, {"engine": ""}),
    "batch_has_a_reason": (Batch, {"reason": ""}),
    "batch_undone_by_with_a_reason": (
        Batch,
        lambda world: {"undone_by": world.editor, "undone_at": world.now},
    ),
    "batch_item_quote_unique_in_batch": (
        BatchItem,
        lambda world: {"quote": world.quote},
    ),
    "batch_item_done_or_left_out": (BatchItem, {"refusal": ""}),
    "correction_task_kind_known": (CorrectionTask, {"kind": "bogus"}),
    "correction_task_number_unique": (CorrectionTask, {"number": 7}),
    "correction_task_done_by_and_when": (
        CorrectionTask,
        lambda world: {"done_by": world.editor, "note": "Changé."},
    ),
    "correction_task_done_says_what_became_of_it": (
        CorrectionTask,
        lambda world: {"done_by": world.editor, "done_at": world.now},
    ),
    "finding_severity_known": (Finding, {"severity": "bogus"}),
    "finding_unique_in_quote": (
        Finding,
        lambda world: {"quote": world.quote, "rule": "M001", "place": "1-9"},
    ),
    "finding_dismissed_by_with_a_reason": (
        Finding,
        lambda world: {"dismissed_by": world.editor, "dismissed_at": world.now},
    ),
    "desk_item_status_known": (DeskItem, {"status": "bogus"}),
    "desk_item_severity_known": (DeskItem, {"severity": 4}),
    "desk_item_claim_ends": (DeskItem, lambda world: {"claimed_by": world.editor}),
    "saved_filter_name_unique_for_owner": (SavedFilter, {"name": "à vérifier"}),
    "saved_filter_has_a_name": (SavedFilter, {"name": ""}),
    "reader_report_about_known": (ReaderReport, {"about": "bogus"}),
    "reader_report_state_known": (
        ReaderReport,
        lambda world: {
            "state": "bogus",
            "handled_by": world.editor,
            "answer": "Corrigé.",
        },
    ),
    "reader_report_language_known": (ReaderReport, {"language": "xx"}),
    "reader_report_says_something": (ReaderReport, {"message": ""}),
    "reader_report_closed_by_with_an_answer": (
        ReaderReport,
        lambda world: {"state": "corrected", "handled_by": world.editor},
    ),
    "source_identity_is_sealed": (SourceIdentity, {"sealed": "Éloïse Kerguélen"}),
    "vault_access_act_known": (VaultAccess, {"act": "bogus"}),
    "vault_access_has_a_reason": (VaultAccess, {"reason": ""}),
}

#: Other constraints that say the same of a row; either may be the one that refuses.
IMPLIED_BY = {
    "attribution_one_preferred_unless_jointly": (
        "attribution_position_unique_in_quote",
    ),
}

#: More ways to break a constraint that has several parts.
MORE_CASES = [
    *(
        (name, model, columns)
        for name, model in (
            ("speaker_merge_undone_by_with_a_reason", SpeakerMerge),
            ("batch_undone_by_with_a_reason", Batch),
        )
        for columns in (
            {"undo_reason": "Homonymes."},
            lambda w: {"undone_at": w.now, "undo_reason": "Homonymes."},
            lambda w: {"undone_by": w.editor, "undo_reason": "Homonymes."},
        )
    ),
    (
        "batch_item_done_or_left_out",
        BatchItem,
        lambda w: {"review": saved(Review, w)},
    ),
    ("revision_text_normalized", Revision, {"text": "\ufeffone"}),
    ("revision_text_normalized", Revision, {"text": ""}),
    ("revision_text_normalized", Revision, {"text": "one\rtwo"}),
    ("article_embargo_has_an_end", Article, lambda w: {"embargo_until": w.now}),
    (
        "quote_four_eyes",
        Quote,
        lambda w: {**_settled_by_its_changer(w), "changed_by": None},
    ),
    (
        "quote_four_eyes",
        Quote,
        lambda w: {**_settled_by_its_changer(w), "status": "disputed"},
    ),
    (
        "quote_four_eyes",
        Quote,
        lambda w: {**_settled_by_its_changer(w), "status": "unresolved"},
    ),
    (
        "quote_settled_has_a_decider",
        Quote,
        lambda w: {
            **_settled_by_its_changer(w),
            "decided_by": None,
            "single_editor": "seule",
        },
    ),
    ("quote_head_digest_fits_review_count", Quote, {"head_digest": DIGEST}),
    (
        "quote_date_says_how_it_is_known",
        Quote,
        {"said_on": DAY, "said_on_known": "printed"},
    ),
    ("span_placed_unless_lost_or_ambiguous", Span, {"start": None, "end": None}),
    ("correction_signed_by_and_when", Correction, lambda w: {"signed_at": w.now}),
    ("proposal_decided_by_a_person", Proposal, lambda w: {"decided_by": w.editor}),
    ("proposal_names_engine_and_version", Proposal, {"engine": ""}),
    (
        "source_off_record_needs_reason_and_approval",
        Source,
        lambda w: {"terms": "unnamed", "terms_approved_by": w.verifier},
    ),
    (
        "publication_withdrawn_shows_no_words",
        Publication,
        {"status": "withdrawn", "words": "", "speaker_names": "Anna Brandt"},
    ),
    (
        "publication_withdrawn_shows_no_words",
        Publication,
        {"status": "withdrawn", "words": "", "search_text": "parole"},
    ),
    *(
        (
            "publication_withdrawn_shows_no_words",
            Publication,
            {"status": "withdrawn", "words": "", column: "parole"},
        )
        for column in ("search_words", "search_terms", "office")
    ),
    ("correction_task_done_by_and_when", CorrectionTask, lambda w: {"done_at": w.now}),
    (
        "reader_report_closed_by_with_an_answer",
        ReaderReport,
        {"state": "declined", "answer": "Non."},
    ),
    ("reader_report_closed_by_with_an_answer", ReaderReport, {"state": "spam"}),
    ("source_identity_is_sealed", SourceIdentity, {"sealed": ""}),
]


ALL_CASES = [
    *((name, *case) for name, case in CASES.items()),
    *MORE_CASES,
]


@pytest.fixture
def world():
    """The rows that those to be broken hang on, and a counter for their numbers."""
    w = SimpleNamespace(now=timezone.now(), numbers=count(50), row=None)
    w.editor, w.verifier = make_user("editor"), make_user("verifier")
    w.article = Article.objects.create(language="fr")
    w.revision = Revision.objects.create(
        article=w.article, number=1, text="Nous tiendrons parole.", sha256=DIGEST
    )
    w.speaker = Speaker.objects.create(kind="person", name="Anna Brandt")
    w.source = Source.objects.create(kind="wire", name="dépêche")
    w.quote, w.other_quote = Quote.objects.bulk_create(spare(Quote, w) for _ in "12")
    w.publication = spare(Publication, w)
    w.publication.save()
    w.batch = saved(Batch, w)
    w.run = saved(ImportRun, w)
    w.correction = spare(Correction, w)
    w.correction.save()
    return w


def spare(model, w):
    """Return one more valid row of a model, not saved; no two meet in anything unique."""
    number = next(w.numbers)
    public = {"public_id": new_public_id()}
    by_model = {
        Article: lambda: {**public, "language": "fr"},
        Revision: lambda: {
            "article": w.article,
            "number": number,
            "text": "Nous tiendrons parole.",
            "sha256": DIGEST,
        },
        Speaker: lambda: {**public, "kind": "person", "name": "Mark Rutte"},
        SpeakerName: lambda: {
            "speaker": w.speaker,
            "name": f"A. {number}",
            "kind": "short",
            "language": "fr",
        },
        Office: lambda: {"speaker": w.speaker, "title": f"ministre {number}"},
        Source: lambda: {**public, "kind": "wire", "name": "dépêche"},
        Quote: lambda: {
            **public,
            "article": w.article,
            "kind": "direct",
            "words": "Nous",
            "language": "fr",
            "changed_by": w.editor,
        },
        Span: lambda: {
            "quote": w.quote,
            "revision": w.revision,
            "role": "cue",
            "number": number,
            "start": 0,
            "end": 4,
            "exact": "Nous",
        },
        QuoteLink: lambda: {
            "from_quote": w.quote,
            # The first is saved with the kind that breaks the second.
            "kind": "repeats",
            "to_quote": w.other_quote,
        },
        Attribution: lambda: {
            "quote": w.quote,
            "number": number,
            "speaker": w.speaker,
            "basis": "printed",
        },
        Proposal: lambda: {
            "quote": w.quote,
            "number": number,
            "engine": "rules",
            "engine_version": "1.0",
        },
        Review: lambda: {
            "quote": w.quote,
            "number": number,
            "decision": "change",
            "by": w.editor,
            "role": "editor",
            "at": w.now,
            "state": {},
            "previous_digest": DIGEST,
            "digest": DIGEST,
        },
        Correction: lambda: {
            **public,
            "quote": w.quote,
            "correction_class": "minor",
            "error": "our_record",
            "shown": "lui",
            "right": "elle",
            "notice": "C’était elle.",
            "language": "fr",
            "drafted_by": w.editor,
        },
        Publication: lambda: {
            "digest": DIGEST,
            "quote": w.quote,
            "number": number,
            "review": saved(Review, w),
            "is_current": False,
            "published_at": w.now,
            "decision": "verify",
            "role": "verifier",
            "public_id": w.quote.public_id,
            "status": "verified",
            "words": "Nous",
            "article": w.article,
            "state": {},
            "shown": {},
        },
        PublicationSpeaker: lambda: {
            "publication": w.publication,
            "speaker": w.speaker,
            "position": number,
            "sorted_on": DAY,
        },
        PublicationSource: lambda: {
            "publication": w.publication,
            "source": w.source,
            "depth": number,
            "sorted_on": DAY,
        },
        PublicName: lambda: {"speaker": w.speaker, "folded": f"anna brandt {number}"},
        Reading: lambda: {
            "quote": w.quote,
            "day": date.fromordinal(DAY.toordinal() + number),
            "count": 3,
        },
        SpeakerMerge: lambda: {
            "speaker": saved(Speaker, w),
            "survivor": saved(Speaker, w),
            "reason": "Une seule personne.",
            "by": w.verifier,
        },
        Batch: lambda: {**public, "reason": "Erreur d’agence.", "by": w.editor},
        ImportRun: lambda: {
            **public,
            "name": "pieces.ndjson",
            "format": "ndjson",
            "sha256": DIGEST,
            "size": 7,
            "by": w.editor,
        },
        ImportedRow: lambda: {
            "run": w.run,
            "kind": "quote",
            "key": number,
            "is_new": True,
        },
        Searched: lambda: {
            "revision": saved(Revision, w),
            "engine": "quotes.extraction",
            "engine_version": "1",
        },
        BatchItem: lambda: {
            "batch": w.batch,
            "quote": saved(Quote, w),
            "refusal": "Modifiée entre-temps.",
        },
        CorrectionTask: lambda: {
            "correction": w.correction,
            "number": number,
            "kind": "export",
        },
        Finding: lambda: {
            "quote": w.quote,
            "rule": "A002",
            "place": str(number),
            "severity": "high",
        },
        DeskItem: lambda: {"quote": saved(Quote, w), "article": w.article},
        SavedFilter: lambda: {"owner": w.editor, "name": f"filtre {number}"},
        ReaderReport: lambda: {
            "about": "quote",
            "about_id": w.quote.public_id,
            "quote": w.quote,
            "language": "fr",
            "message": "Ce n’est pas elle.",
            "form_digest": f"{number:064d}",
        },
        SourceIdentity: lambda: {
            "source": saved(Source, w),
            "sealed": "gAAAAABn",
            "sealed_by": w.editor,
        },
        VaultAccess: lambda: {
            "source": w.source,
            "act": "opened",
            "reason": "Plainte.",
            "by": w.verifier,
        },
    }
    return model(**by_model[model]())


def saved(model, w):
    row = spare(model, w)
    row.save()
    return row


def constraint_called(name, model):
    return next(each for each in model._meta.constraints if each.name == name)


def rows_of(model):
    """Return the manager that finds rows: that of the vault hides them by default."""
    return getattr(model, "vault", model.objects)


def is_unique(name, model):
    return isinstance(constraint_called(name, model), models.UniqueConstraint)


def breaking(columns, world, row):
    """Return the columns of a case for one row."""
    world.row = row
    return columns(world) if callable(columns) else columns


def prepare(name, model, columns, world):
    """Save the row that has the columns already, where the constraint is unique."""
    if is_unique(name, model):
        first = spare(model, world)
        for column, value in breaking(columns, world, first).items():
            setattr(first, column, value)
        first.save()


def names(error, name):
    """Tell whether a database's error says which constraint refused."""
    return name_of(error) in (name, *IMPLIED_BY.get(name, ()))


def contents():
    """Return every row of the app's tables, histories included, for comparing."""
    return {
        model._meta.db_table: list(rows_of(model).order_by("pk").values_list())
        for model in apps.get_app_config("quotes").get_models()
    }


by_case = pytest.mark.parametrize(
    ("name", "model", "columns"),
    ALL_CASES,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(ALL_CASES)],
)


def test_every_constraint_has_a_case():
    there = {
        constraint.name
        for model in apps.get_app_config("quotes").get_models()
        if not model._meta.model_name.startswith("historical")
        for constraint in model._meta.constraints
    }

    assert there == CASES.keys()


@by_case
def test_bulk_create_is_refused(name, model, columns, world):
    prepare(name, model, columns, world)
    row = spare(model, world)
    row.pk = 10_000_000
    for column, value in breaking(columns, world, row).items():
        setattr(row, column, value)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows_of(model).bulk_create([row])

    assert names(refused.value, name)


@by_case
def test_update_is_refused(name, model, columns, world):
    prepare(name, model, columns, world)
    row = saved(model, world)
    changes = breaking(columns, world, row)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows_of(model).filter(pk=row.pk).update(**changes)

    assert names(refused.value, name)


@by_case
def test_loaddata_is_refused_and_leaves_nothing(name, model, columns, world, tmp_path):
    prepare(name, model, columns, world)
    good, bad = spare(model, world), spare(model, world)
    changes = breaking(columns, world, bad)
    if bad in changes.values():
        bad.save()  # a row can name only itself once it is there
    for column, value in changes.items():
        setattr(bad, column, value)
    if is_unique(name, model):
        bad.pk = 10_000_000  # by its natural key it would overwrite the first row
    if model is QuoteLink:
        good.kind = "confirms"  # all there is to tell two links apart
    fixture = tmp_path / "broken.json"
    fixture.write_text(
        serializers.serialize(
            "json",
            [good, bad],
            # Rows that are not saved have no others to be joined with.
            fields=[field.name for field in model._meta.concrete_fields],
            use_natural_foreign_keys=True,
            use_natural_primary_keys=not is_unique(name, model),
        )
    )
    before = contents()

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        call_command("loaddata", fixture, verbosity=0)

    assert names(refused.value, name)
    assert contents() == before


@pytest.mark.parametrize(
    "model",
    sorted({case[0] for case in CASES.values()}, key=lambda each: each.__name__),
)
def test_the_rows_to_be_broken_are_valid_before(model, world):
    """Without this, a case could pass because of something else that is wrong."""
    before = rows_of(model).count()

    rows_of(model).bulk_create([spare(model, world)])

    assert rows_of(model).count() == before + 1


@pytest.mark.parametrize("model", [Article, Speaker, Source, Quote, Correction])
def test_a_public_id_is_given_once(model, world):
    first, second = saved(model, world), spare(model, world)
    second.public_id = first.public_id

    with pytest.raises(IntegrityError, match="public_id"), transaction.atomic():
        model.objects.bulk_create([second])


def test_a_publication_has_its_review_to_itself(world):
    row = spare(Publication, world)
    row.review = world.publication.review

    with pytest.raises(IntegrityError, match="review_id"), transaction.atomic():
        Publication.objects.bulk_create([row])


def test_a_merged_speaker_may_keep_the_wikidata_id_of_the_one_it_is(world):
    survivor, merged = spare(Speaker, world), spare(Speaker, world)
    survivor.wikidata_id = merged.wikidata_id = "Q42"
    survivor.save()
    merged.merged_into = survivor

    merged.save()

    assert Speaker.objects.filter(wikidata_id="Q42").count() == 2


def test_several_speakers_are_preferred_jointly(world):
    for position in (1, 2):
        row = spare(Attribution, world)
        row.rank, row.position, row.jointly = "preferred", position, True
        row.save()

    assert world.quote.attributions.filter(rank="preferred").count() == 2

"""A new version of a text: who keeps what was decided, who loses it, what is asked."""

import pytest
from django.core.management import call_command

from quotes import integrity, workflow
from quotes.ledger import quote_state, spans_in_force
from quotes.models import Finding, Publication, Quote, Review, Revision, Span
from quotes.vocabulary import Decision, Role, Status
from quotes.workflow import Claim, SpanAt
from tests import revised_piece as piece
from tests.factories import (
    make_article,
    make_correction,
    make_editor,
    make_office,
    make_quote,
    make_quote_in,
    make_quote_under_review,
    make_speaker,
    make_standards_editor,
    make_user,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db

#: What a new version adds in front of the old one.
SAME = "Mise à jour.\n"


def enter(article, name, speaker, *, by=None):
    """Enter a statement of the piece as it is in the fixture."""
    spans = [SpanAt(*place) for place in piece.statement(name)]
    return workflow.enter_quote(
        article.current_revision,
        by=by or make_editor(),
        spans=spans,
        fields={"kind": "mixed"},
        claims=[Claim(speaker, 1, basis="printed")],
    )


@pytest.fixture
def article():
    return make_article(piece.PIECE, headline="")


@pytest.fixture
def kallas(article):
    """What was said at the hearing, verified."""
    quote = enter(article, "kallas-hearing", make_speaker("Kaja Kallas"))
    return workflow.verify(quote, by=make_verifier())


@pytest.fixture
def cancian(article):
    """What was said to AFP, verified."""
    quote = enter(article, "cancian-afp", make_speaker("Mark Cancian"))
    return workflow.verify(quote, by=make_verifier())


@pytest.fixture
def minister(article):
    """What the minister said, verified."""
    quote = enter(article, "minister-mobilise", make_speaker("Andriï Sybiga"))
    return workflow.verify(quote, by=make_verifier())


def receive(article, text, **said):
    return workflow.receive_revision(article, text, by=make_editor(), **said)


def fresh(quote):
    return Quote.objects.with_state().get(pk=quote.pk)


def assert_sound():
    assert [str(each) for each in integrity.problems()] == []
    assert list(integrity.ledger_problems()) == []


def text_of(quote):
    return spans_in_force(fresh(quote))[0].revision.text


# Same words


def test_a_verified_quote_that_moved_keeps_its_status_and_is_public_where_it_stands(
    article, kallas
):
    text = piece.with_the_hearing_moved()

    report = receive(article, text)

    quote = fresh(kallas)
    assert quote.status == Status.VERIFIED
    assert [fate.state for fate in report.matched] == ["moved"]
    first, second = quote.publications.order_by("number")
    assert (first.is_current, second.is_current) == (False, True)
    assert second.decision == Decision.REANCHOR
    assert second.words == first.words
    assert second.state["revision"]["number"] == 2
    content = next(s for s in second.state["spans"] if s["role"] == "content")
    assert text[content["start"] : content["end"]] == content["exact"]
    assert second.shown["mention"] == first.shown["mention"] == "cette dernière"
    assert_sound()


def test_who_took_the_text_in_did_not_change_the_quote(article, kallas):
    verifier = make_verifier("another")

    workflow.receive_revision(article, SAME + piece.PIECE, by=verifier)

    quote = fresh(kallas)
    assert quote.changed_by == make_editor()
    reason = {"reason": "Contesté.", "evidence": "Enregistrement."}
    assert workflow.dispute(quote, by=verifier, **reason).status == Status.DISPUTED
    assert_sound()


@pytest.mark.parametrize("status", Status)
def test_same_words_keep_every_status(status):
    quote = make_quote_in(status)
    publications = quote.publications.count()

    report = receive(quote.article, SAME + quote.article.current_revision.text)

    after = fresh(quote)
    assert after.status == status
    assert [fate.state for fate in report.fates] == ["moved"]
    assert {s.revision.number for s in spans_in_force(after)} == {2}
    settled = status in ("verified", "disputed", "unresolved")
    assert after.publications.count() == publications + settled
    review = after.reviews.last()
    assert (review.decision, review.reason) == (Decision.REANCHOR, "¶ 1 → 2")
    assert_sound()


def test_spans_of_the_old_text_are_kept(article, kallas):
    before = list(Span.objects.filter(quote=kallas).order_by("pk").values())

    receive(article, piece.with_the_hearing_moved())

    kept = Span.objects.filter(quote=kallas, revision__number=1).order_by("pk")
    assert list(kept.values()) == before


def test_the_same_text_again_changes_nothing(article, kallas):
    report = receive(article, piece.PIECE.replace("\n", "\r\n"))

    assert report.is_unchanged
    assert report.revision.number == 1
    assert Revision.objects.count() == 1
    assert fresh(kallas).version == kallas.version


# Other words


def test_other_words_take_a_verified_quote_under_review_with_its_new_words(
    article, cancian, kallas
):
    editor = make_editor("importer")

    report = workflow.receive_revision(
        article, piece.with_a_typo_mended(), by=editor, reason="AFP, 2e version"
    )

    quote = fresh(cancian)
    assert quote.status == Status.UNDER_REVIEW
    assert quote.words.endswith("possèdent en grand nombre”")
    assert quote.changed_by == editor
    assert [fate.quote.pk for fate in report.reworded] == [quote.pk]
    [publication] = quote.publications.all()
    assert publication.under_review
    assert publication.words.endswith("en grande quantité”")
    review = quote.reviews.last()
    assert (review.decision, review.reason) == (
        Decision.CHANGE,
        "¶ 1 → 2: AFP, 2e version",
    )
    assert fresh(kallas).status == Status.VERIFIED
    assert_sound()


def test_what_was_reworded_is_verified_again_by_somebody_else(article, cancian):
    verifier = make_verifier()
    workflow.receive_revision(article, piece.with_a_typo_mended(), by=verifier)

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.verify(fresh(cancian), by=verifier)
    again = workflow.verify(fresh(cancian), by=make_verifier("another"))

    assert refused.value.code == "four_eyes"
    assert again.status == Status.VERIFIED
    assert again.publications.get(is_current=True).words == again.words
    assert_sound()


def test_another_mention_takes_the_verification_although_the_words_are_the_same(
    article, minister
):
    receive(article, piece.with_the_minister_named())

    quote = fresh(minister)
    assert quote.status == Status.UNDER_REVIEW
    assert quote.words == minister.words
    spans = {span.role: span for span in spans_in_force(quote)}
    assert (spans["content"].state, spans["mention"].state) == ("exact", "lost")
    assert_sound()


def test_after_another_mention_the_quote_is_reattributed_and_verified(
    article, minister
):
    text = piece.with_the_minister_named()
    receive(article, text)
    at = text.index("Mark Cancian, insistant")
    cancian = make_speaker("Mark Cancian")

    changed = workflow.reattribute(
        fresh(minister),
        by=make_editor(),
        claims=[Claim(cancian, place=(at, at + len("Mark Cancian")))],
        reason="La nouvelle version le nomme.",
    )
    verified = workflow.verify(changed, by=make_verifier())

    publication = verified.publications.get(is_current=True)
    assert publication.speaker_names == "Mark Cancian"
    assert publication.shown["mention"] == "Mark Cancian"
    assert_sound()


def test_the_mention_of_a_candidate_voids_nothing(article, cancian):
    text = piece.PIECE
    at = text.index("Jake Sullivan")
    workflow.add_candidate(
        cancian,
        by=make_editor(),
        claim=Claim(make_speaker("Jake Sullivan"), place=(at, at + 13)),
        reason="Cité juste avant.",
    )

    receive(article, piece.replaced("Jake Sullivan", "M. Sullivan"))

    assert fresh(cancian).status == Status.VERIFIED
    assert_sound()


def test_a_wrong_attribution_keeps_the_mention_that_it_rested_on(article, minister):
    at = piece.PIECE.index("Mark Rutte")
    wrong = workflow.reattribute(
        minister,
        by=make_editor(),
        claims=[Claim(make_speaker("Mark Rutte"), place=(at, at + 10))],
        reason="Essai.",
    )
    workflow.verify(wrong, by=make_verifier())

    receive(article, piece.with_the_minister_named())

    quote = fresh(minister)
    assert quote.status == Status.VERIFIED
    deprecated = quote.attributions.get(rank="deprecated")
    assert deprecated.mention.exact == "le ministre"
    assert deprecated.mention.revision.number == 1
    assert_sound()


def test_two_places_equally_good_are_chosen_by_an_editor(article, minister):
    text = piece.with_the_minister_printed_twice()

    report = receive(article, text)

    quote = fresh(minister)
    assert quote.status == Status.UNDER_REVIEW
    assert [fate.state for fate in report.ambiguous] == ["ambiguous"]
    assert {span.start for span in spans_in_force(quote)} == {None}
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.verify(quote, by=make_verifier())
    assert refused.value.code == "bad_span"
    assert_sound()

    shift = len(piece.MINISTER) + 1
    spans = [
        SpanAt(role, number, start + shift, end + shift)
        for role, number, start, end in piece.statement("minister-mobilise")
    ]
    placed = workflow.change_quote(
        quote, by=make_editor(), spans=spans, reason="La seconde fois."
    )
    verified = workflow.verify(placed, by=make_verifier())

    assert verified.status == Status.VERIFIED
    assert {span.state for span in spans_in_force(fresh(quote))} == {"exact"}
    assert_sound()


# Gone


def test_a_public_quote_that_was_cut_keeps_its_record_and_asks(article, kallas):
    report = receive(article, piece.with_the_hearing_cut())

    quote = fresh(kallas)
    assert quote.status == Status.VERIFIED
    assert quote.version == kallas.version
    assert text_of(quote) == piece.PIECE
    [fate] = report.vanished
    assert fate.asks
    finding = quote.findings.get(rule="R001")
    assert (finding.severity, finding.place) == ("high", "2")
    assert quote.desk_item.severity == 3
    lost = Span.objects.filter(quote=quote, revision__number=2)
    assert {span.state for span in lost} == {"lost"}
    [publication] = quote.publications.all()
    assert (publication.is_current, publication.under_review) == (True, False)
    assert_sound()


def test_no_it_was_cut_for_space_settles_the_question(article, kallas):
    receive(article, piece.with_the_hearing_cut())
    finding = Finding.objects.get(rule="R001")

    workflow.dismiss_finding(finding, by=make_editor(), reason="Coupé, faute de place.")
    receive(article, piece.with_the_hearing_cut() + "\nFin.")

    finding.refresh_from_db()
    assert finding.dismissal == "Coupé, faute de place."
    assert Finding.objects.filter(rule="R001").count() == 1
    assert not hasattr(fresh(kallas), "desk_item")
    assert_sound()


def test_yes_it_was_a_correction_is_answered_by_drafting_one(article, kallas):
    receive(article, piece.with_the_hearing_cut())

    correction = make_correction(fresh(kallas))

    finding = Finding.objects.get(rule="R001")
    assert finding.dismissed_by == make_editor()
    assert correction.public_id in finding.dismissal
    assert_sound()


def test_a_draft_that_is_discarded_leaves_the_question_open(article, kallas):
    receive(article, piece.with_the_hearing_cut())
    correction = make_correction(fresh(kallas))

    workflow.discard_correction(correction, by=make_editor(), reason="À revoir.")

    assert Finding.objects.open().filter(rule="R001").count() == 1
    assert_sound()


def test_a_quote_under_review_that_was_cut_asks_too(article):
    quote = make_quote_under_review()

    report = receive(quote.article, "Tout autre chose, sur une seule ligne.")

    assert [fate.asks for fate in report.vanished] == [True]
    assert fresh(quote).status == Status.UNDER_REVIEW
    assert_sound()


@pytest.mark.parametrize("status", ["proposed", "unverified", "rejected", "withdrawn"])
def test_what_readers_do_not_see_is_kept_and_asks_nothing(status):
    quote = make_quote_in(status)

    report = receive(quote.article, "Tout autre chose, sur une seule ligne.")

    assert [fate.state for fate in report.vanished] == ["lost"]
    assert fresh(quote).status == status
    assert not Finding.objects.filter(rule="R001").exists()
    assert_sound()


def test_a_statement_that_comes_back_is_found_again(article, kallas):
    receive(article, piece.with_the_hearing_cut())

    report = receive(article, piece.PIECE)

    assert [fate.state for fate in report.fates] == ["exact"]
    assert text_of(kallas) == piece.PIECE
    assert {s.revision.number for s in spans_in_force(fresh(kallas))} == {3}
    assert not Finding.objects.filter(rule="R001").exists()
    assert_sound()


@pytest.mark.parametrize("status", ["rejected", "withdrawn"])
def test_what_nobody_looks_at_is_not_placed_on_a_guess(status):
    quote = make_quote_in(status)
    text = quote.article.current_revision.text.replace("parole »", "promesse »")

    receive(quote.article, text)

    after = fresh(quote)
    assert after.status == status
    assert after.words == quote.words
    assert_sound()


def test_what_was_not_found_is_marked_in_the_new_text_by_an_editor(article, kallas):
    text = piece.replaced(piece.HEARING, "Il faut aider Kiev, a dit Mme Kallas mardi.")
    receive(article, text)
    assert fresh(kallas).findings.filter(rule="R001").exists()
    at = text.index("Il faut aider Kiev")
    spans = [
        SpanAt("content", 1, at, at + 18),
        SpanAt("cue", 1, at + 20, at + 25),
        SpanAt("mention", 1, at + 26, at + 36),
    ]

    changed = workflow.change_quote(
        fresh(kallas),
        by=make_editor(),
        spans=spans,
        revision=article.revisions.get(number=2),
        reason="Tout autrement.",
    )

    assert (changed.status, changed.words) == ("under_review", "Il faut aider Kiev")
    assert text_of(kallas) == text
    assert not fresh(kallas).findings.filter(rule="R001").exists()
    assert_sound()
    verified = workflow.verify(changed, by=make_verifier())
    assert verified.publications.get(is_current=True).shown["mention"] == "Mme Kallas"
    assert_sound()


def test_words_are_not_marked_in_an_older_or_another_text(article, kallas):
    first = article.revisions.get()
    receive(article, SAME + piece.PIECE)

    for revision in (first, make_article().current_revision):
        with pytest.raises(workflow.WorkflowError) as refused:
            workflow.change_quote(
                fresh(kallas),
                by=make_editor(),
                spans=[SpanAt("content", 1, 0, 4)],
                revision=revision,
                reason="Ailleurs.",
            )
        assert refused.value.code == "bad_span"


# What goes on working


def test_a_change_after_a_revision_is_made_in_the_new_text(article, kallas):
    text = piece.with_the_hearing_moved()
    receive(article, text)
    quote = fresh(kallas)

    spans = [
        SpanAt(span.role, span.number, span.start, span.end)
        for span in spans_in_force(quote)
        if span.role != "quoted"
    ]
    changed = workflow.change_quote(
        quote, by=make_editor(), spans=spans, reason="Sans guillemets."
    )

    assert changed.status == Status.UNDER_REVIEW
    assert {span.revision.number for span in spans_in_force(fresh(quote))} == {2}
    assert_sound()


def test_a_mention_that_is_named_does_not_go_in_the_new_text_either(article, kallas):
    receive(article, piece.with_the_hearing_moved())
    quote = fresh(kallas)
    spans = [
        SpanAt(span.role, span.number, span.start, span.end)
        for span in spans_in_force(quote)
        if span.role != "mention"
    ]

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.change_quote(quote, by=make_editor(), spans=spans, reason="Sans.")

    assert refused.value.code == "bad_span"


def test_the_checks_read_the_mention_where_it_stands_now(article, minister):
    """A001 says that nobody is called “ministre” up to there, in either text."""
    before = set(Finding.objects.values_list("rule", flat=True))

    receive(article, SAME + piece.PIECE)

    assert set(Finding.objects.values_list("rule", flat=True)) == before
    workflow.refresh_article(article.pk)
    assert set(Finding.objects.values_list("rule", flat=True)) == before
    assert before


def test_going_back_is_refused_to_a_review_of_the_old_text(article, kallas):
    receive(article, piece.with_the_hearing_moved())

    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.revert(fresh(kallas), 1, by=make_editor(), reason="Avant.")

    assert refused.value.code == "bad_span"


def test_a_published_correction_stays_as_it_was(article, minister):
    make_office(make_speaker("Mark Rutte"), "secrétaire général")
    correction = make_correction(
        minister, right_attribution=minister.attributions.get()
    )
    standards = make_standards_editor()
    workflow.sign_correction(correction, by=standards)
    workflow.publish_correction(correction, by=standards)
    before = quote_state(fresh(minister))["corrections"]

    receive(article, SAME + piece.PIECE)

    assert quote_state(fresh(minister))["corrections"] == before
    assert fresh(minister).publications.get(is_current=True).is_corrected
    assert_sound()


def test_a_colleague_s_claim_lasts_through_a_new_text():
    quote = make_quote()
    workflow.claim(quote, by=make_editor("colleague"))

    receive(quote.article, SAME + quote.article.current_revision.text)

    assert fresh(quote).desk_item.claimed_by == make_editor("colleague")


def test_the_commands_find_nothing_wrong_after_a_revision(article, kallas, minister):
    receive(article, piece.with_the_minister_named())

    call_command("check_data", verbosity=0)
    call_command("verify_ledger", verbosity=0)


# Who, when, and what for


def test_a_contributor_takes_no_text_in(article):
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.receive_revision(
            article, "Un.", by=make_user("camille", Role.CONTRIBUTOR)
        )

    assert refused.value.code == "not_allowed"
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \r\n", "Un\0."])
def test_a_text_that_cannot_be_kept_changes_nothing(article, kallas, text):
    with pytest.raises(workflow.WorkflowError) as refused:
        receive(article, text)

    assert refused.value.code == "incomplete"
    assert fresh(kallas).version == kallas.version


def test_who_looked_at_an_older_text_looks_again(article):
    receive(article, SAME + piece.PIECE)

    with pytest.raises(workflow.WorkflowError) as refused:
        receive(article, piece.with_a_typo_mended(), seen=1)

    assert refused.value.code == "changed_meanwhile"
    assert Revision.objects.count() == 2


def test_the_revision_says_who_took_it_in_and_when(article):
    report = receive(article, "\ufeffUn.\r\nDeux.", at=None)

    assert (report.revision.number, report.revision.text) == (2, "Un.\nDeux.")
    assert report.revision.received_by == make_editor()


def test_what_no_quote_has_yet_is_proposed_by_the_caller(article, kallas):
    def propose(revision):
        return [make_quote("Mise à jour", article=article, kind="indirect")]

    report = receive(article, SAME + piece.PIECE, propose=propose)

    assert [quote.words for quote in report.proposed] == ["Mise à jour"]
    assert_sound()


def test_a_failing_proposal_leaves_no_revision(article, kallas):
    def propose(revision):
        raise LookupError

    with pytest.raises(LookupError):
        receive(article, SAME + piece.PIECE, propose=propose)

    assert Revision.objects.count() == 1
    assert Span.objects.filter(revision__number=2).count() == 0


def test_a_preview_tells_the_same_and_writes_nothing(article, kallas, cancian):
    text = piece.replaced(piece.HEARING + "\n", "", piece.with_a_typo_mended())
    counts = [model.objects.count() for model in (Span, Review, Publication, Revision)]

    preview = workflow.preview_revision(article, text, by=make_editor())

    assert counts == [
        model.objects.count() for model in (Span, Review, Publication, Revision)
    ]
    report = receive(article, text)
    told = [(f.quote.pk, f.state, f.status, f.words, f.asks) for f in preview.fates]
    assert told == [
        (f.quote.pk, f.state, f.status, f.words, f.asks) for f in report.fates
    ]
    assert preview.revision is None
    for fate in report.fates:
        after = fresh(fate.quote)
        assert (after.status, after.words) == (fate.status, fate.words)


def test_only_verified_words_of_the_newest_text_are_public(article, cancian):
    """Until somebody verifies, readers go on seeing what was verified last."""
    receive(article, piece.with_a_typo_mended())

    [shown] = Publication.objects.listed()

    assert shown.words == cancian.words
    assert shown.label == "under_review"


def test_two_new_texts_after_each_other(article, kallas, cancian, minister):
    receive(article, piece.with_a_typo_mended())
    receive(article, piece.with_the_hearing_moved())

    assert fresh(kallas).status == Status.VERIFIED
    # The words are back, but two people have not looked at them again.
    assert fresh(cancian).status == Status.UNDER_REVIEW
    assert fresh(cancian).words.endswith("en grande quantité”")
    assert make_verified_quote()
    assert_sound()

"""One page of every kind that readers can open, in every state that changes it."""

from datetime import date
from types import SimpleNamespace

from django.urls import reverse

from quotes import workflow
from tests import factories as make


def make_examples():
    """Fill the database with public things; return {kind of page: path in English}."""
    w = _public_things()
    shown = {
        name: getattr(w, name).publications.get(is_current=True)
        for name in ("corrected", "unresolved", "disputed", "reviewed", "denial")
    }
    make.make_publications(27)  # a second page, and numbers beside the facets
    cite = f"/q/{w.corrected.public_id}/cite/"
    return {
        "home": "/",
        "quotes": "/quotes/",
        "quotes, found": "/quotes/?q=tiendrons&kind=direct",
        "quotes, best": "/quotes/?q=tiendrons&sort=best",
        "quotes, by name": "/quotes/?speaker=Brandt&status=verified",
        "quotes, none": "/quotes/?q=introuvable",
        "quotes, misspelled": "/quotes/?q=Brendt",
        "quotes, faults": "/quotes/?kind=bogus&after=never",
        "find": "/find/",
        "find, found": "/find/?text=Nous+tiendrons+notre+parole",
        "find, none": "/find/?text=zzz",
        "find, faults": "/find/?text=",
        "quote, corrected": shown["corrected"].get_absolute_url(),
        "quote, unresolved": shown["unresolved"].get_absolute_url(),
        "quote, disputed": shown["disputed"].get_absolute_url(),
        "quote, under review": shown["reviewed"].get_absolute_url(),
        "quote, denial": shown["denial"].get_absolute_url(),
        "quote, withdrawn": f"/q/{w.withdrawn.public_id}/",
        "version, earlier": w.corrected.publications.get(number=1).get_version_url(),
        "version, current": shown["corrected"].get_version_url(),
        "cite": cite,
        "cite, earlier": f"{cite}?version=1",
        "speakers": "/speakers/",
        "speaker": w.speaker.get_absolute_url(),
        "articles": "/articles/",
        "article": w.article.get_absolute_url(),
        "source": w.source.get_absolute_url(),
        "corrections": "/corrections/",
        "correction": w.correction.get_absolute_url(),
        "correction, withdrawn": w.withdrawal.get_absolute_url(),
        "about": "/about/",
        "policy, corrections": reverse("quotes:policy-corrections"),
        "policy, sources": reverse("quotes:policy-sources"),
        "policy, verification": reverse("quotes:policy-verification"),
        "search help": reverse("quotes:search-help"),
        "API manual": "/api/",
        "report": f"/report/quote/{w.corrected.public_id}/",
        "report, speaker": f"/report/speaker/{w.speaker.public_id}/",
        "report, old version": f"/report/quote/{w.corrected.public_id}/v/1/",
        "report, answer": f"/report/{w.report.key}/",
        "embed": f"/embed/q/{w.corrected.public_id}/",
        "embed, below": f"/embed/q/{w.corrected.public_id}/?below=1",
        "embed, withdrawn": f"/embed/q/{w.withdrawn.public_id}/",
        "nothing there": "/q/000000000000/",
    }


def _public_things():
    w = SimpleNamespace()
    w.article = make.make_article(
        published_on="2024-11-12",
        publisher="AFP",
        byline="Léa Martin",
        dateline="Bruxelles",
        rights="© AFP",
        url="https://afp.example/1",
    )
    w.source = make.make_source(
        relays=make.make_source("l’entretien", kind="interview"),
        url="https://source.example/",
    )
    w.speaker = make.make_speaker(description="Femme politique")
    make.make_name(w.speaker)
    make.make_office(
        w.speaker, held_from=date(2020, 1, 1), organization="ministère de l’Eau"
    )
    make.make_office(w.speaker, "porte-parole", printed_in=w.article)
    w.corrected = make.make_verified_quote(
        article=w.article, speaker=w.speaker, source=w.source, occasion="à Bruxelles"
    )
    w.correction = make.make_published_correction(w.corrected)
    w.unresolved = make.make_unresolved_quote(
        "agir vite",
        article=w.article,
        cue="a lancé",
        mention="la ministre",
        quoted="agir vite",
    )
    w.denial = make.make_verified_quote(
        article=w.article,
        speaker=make.make_speaker("Kremlin", kind="government"),
        **make.DENIAL,
    )
    w.disputed = make.make_disputed_quote(
        article=make.make_article(), speaker=w.speaker
    )
    w.reviewed = make.make_quote_under_review()
    w.withdrawn = make.make_withdrawn_quote()
    w.withdrawal = make.make_published_correction(
        w.withdrawn,
        correction_class="withdrawal",
        notice="Ces mots sont inventés, personne ne les a dits.",
    )
    make.make_link(w.denial, w.corrected)
    w.report = workflow.receive_report(
        about="quote",
        about_id=w.corrected.public_id,
        quote=w.corrected.pk,
        version=1,
        language="fr",
        message="Ce n’est pas elle qui l’a dit.",
        form_digest="0" * 64,
    )
    return w

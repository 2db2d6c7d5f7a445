"""The public pages that readers can report an error on, found as readers may see them."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from quotes.models import Article, Correction, Publication, Source, Speaker
from quotes.vocabulary import ReportAbout, Status


@dataclass(frozen=True)
class Page:
    """The public page that a report is about; words are those it may still show."""

    about: ReportAbout
    public_id: str
    url: str
    words: str = ""
    language: str = ""
    publication: Publication | None = None
    quote: int | None = None
    version: int | None = None


def page_about(about, public_id, version=None):
    """Return the public page of that kind and id; Http404 where readers see none.

    A withdrawn quote has a page without words; a merged speaker that of the survivor.
    """
    if about == ReportAbout.QUOTE:
        return _quote_page(public_id, version)
    if about == ReportAbout.SPEAKER:
        given = get_object_or_404(Speaker, public_id=public_id).resolved()
        row = get_object_or_404(Speaker.objects.public(), pk=given.pk)
        words, language = row.name, ""
    elif about == ReportAbout.ARTICLE:
        row = get_object_or_404(Article.objects.public(), public_id=public_id)
        words, language = row.title, row.language
    elif about == ReportAbout.SOURCE:
        row = get_object_or_404(Source.objects.public(), public_id=public_id)
        words, language = row.name, row.language
    elif about == ReportAbout.CORRECTION:
        row = get_object_or_404(Correction.objects.public(), public_id=public_id)
        words, language = row.notice, row.language
    else:
        raise Http404
    return Page(
        ReportAbout(about),
        row.public_id,
        row.get_absolute_url(),
        words=words,
        language=language,
        quote=getattr(row, "quote_id", None),
    )


def _quote_page(public_id, version):
    current = get_object_or_404(Publication.objects.current(), public_id=public_id)
    versions = Publication.objects.public().filter(quote=current.quote_id)
    row = current if version is None else get_object_or_404(versions, number=version)
    is_gone = versions.filter(number__gte=row.number, status=Status.WITHDRAWN).exists()
    if is_gone:
        url = reverse("quotes:quote-short", args=[public_id])  # slugs hold words
    else:
        url = row.get_absolute_url() if row.is_current else row.get_version_url()
    return Page(
        ReportAbout.QUOTE,
        public_id,
        url,
        publication=None if is_gone else row,
        quote=row.quote_id,
        version=row.number,
    )

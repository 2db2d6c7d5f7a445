"""“Report an error”: for everybody, without cookie, account or script; not for machines."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.forms import ValidationError
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from quotes import reporting, workflow
from quotes.models import Article, Publication, ReaderReport, Speaker
from tests import factories as make

pytestmark = pytest.mark.django_db

SAID = "Ce n’est pas Anna Brandt\nqui l’a dit."


@pytest.fixture
def quote():
    """A public quote with a source and a published correction: two publications."""
    quote = make.make_verified_quote(source=make.make_source())
    return make.make_published_correction(quote).quote


def public_pages(quote):
    """Return the address of the page of each kind, with what a report is about."""
    publication = Publication.objects.get(is_current=True)
    return {
        ("quote", quote.public_id, 2): publication.get_absolute_url(),
        ("quote", quote.public_id, 1): (
            quote.publications.get(number=1).get_version_url()
        ),
        ("article", quote.article.public_id, None): quote.article.get_absolute_url(),
        ("speaker", Speaker.objects.get().public_id, None): (
            Speaker.objects.get().get_absolute_url()
        ),
        ("source", quote.source.public_id, None): quote.source.get_absolute_url(),
        ("correction", quote.corrections.get().public_id, None): (
            quote.corrections.get().get_absolute_url()
        ),
    }


def form_address(about, public_id, number=None):
    """Return the address of a form without a language before it."""
    with translation.override("en"):
        if number is not None:
            return reverse("quotes:report-quote", args=[public_id, number])
        return reverse("quotes:report", args=[about, public_id])


def token_for(*page, seconds=60):
    """Return the token of a form that was made some seconds ago."""
    made = timezone.now() - timedelta(seconds=seconds)
    return reporting.new_token(reporting.page_about(*page), at=made)


def send(client, *page, prefix="", headers=None, **fields):
    """Post the form of a page as a reader would, a minute after it was made."""
    fields = {"message": SAID, "evidence": "", "subject": "", **fields}
    if "token" not in fields:
        fields["token"] = token_for(*page)
    return client.post(prefix + form_address(*page), fields, headers=headers)


def words_kept(answer, said=SAID):
    """Tell whether a page has what was typed, and a token that is new."""
    html = answer.content.decode()
    return escape(said) in html and bool(token_in(html))


def token_in(html):
    return re.search(r'name="token" value="([^"]+)"', html)[1]


# The way there


def test_every_page_of_a_thing_leads_to_its_form(client, quote):
    for page, address in public_pages(quote).items():
        for prefix in ("", "/fr"):
            html = client.get(prefix + address).content.decode()
            assert f'href="{prefix}{form_address(*page)}"' in html, address


def test_a_withdrawn_quote_leads_there_too_and_its_form_has_no_words(client):
    quote = make.make_withdrawn_quote()
    gone = quote.publications.get(is_current=True)

    html = client.get(gone.get_absolute_url()).content.decode()

    here = form_address("quote", quote.public_id, 2)
    assert f'href="{here}"' in html
    for number in (None, 1, 2):
        form = client.get(form_address("quote", quote.public_id, number))
        assert form.status_code == 200
        assert "This quote was withdrawn." in form.content.decode()
        assert "tiendrons" not in form.content.decode()
        assert "Anna Brandt" not in form.content.decode()


def test_the_form_shows_what_it_is_about(client, quote):
    shown = {
        "quote": "Nous tiendrons parole",
        "article": "Les pourparlers reprennent",
        "speaker": "Anna Brandt",
        "source": "conférence de presse",
        "correction": "Notre base attribuait",
    }
    for page, address in public_pages(quote).items():
        html = client.get(form_address(*page)).content.decode()
        assert shown[page[0]] in html
        assert f'href="{address}"' in html
        assert 'content="noindex"' in html


@pytest.mark.parametrize("release", ["draft", "withheld", "embargoed"])
def test_what_is_not_public_cannot_be_reported(client, quote, release):
    pages = [(page, token_for(*page)) for page in public_pages(quote)]
    article = Article.objects.get()
    article.release = release
    article.embargo_until = make.hours_from_now(1) if release == "embargoed" else None
    article.save()

    for page, token in pages:
        assert client.get(form_address(*page)).status_code == 404
        assert send(client, *page, token=token).status_code == 404
    assert not ReaderReport.objects.exists()


def test_nothing_else_can_be_reported(client, quote):
    unverified = make.make_quote("agir vite", article=quote.article)
    hidden = make.make_speaker("Candidate Cachée")
    for about, public_id, number in (
        ("quote", unverified.public_id, None),
        ("quote", quote.public_id, 3),
        ("quote", quote.public_id, 0),
        ("quote", "0" * 12, None),
        ("speaker", hidden.public_id, None),
        ("source", make.make_source("cachée").public_id, None),
        ("correction", make.make_correction(quote).public_id, None),
        ("review", quote.public_id, None),
        ("bogus", quote.public_id, None),
    ):
        address = form_address(about, public_id, number)
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code == 404, address


def test_a_merged_speaker_is_reported_as_the_survivor(client, quote):
    merged = Speaker.objects.get()
    merged.merged_into = make.make_speaker("Anna Brandt-Weber")
    merged.save()

    answer = send(client, "speaker", merged.public_id)

    assert answer.status_code == 303
    assert ReaderReport.objects.get().about_id == merged.merged_into.public_id


# Sending


def test_a_report_is_taken_and_its_private_link_shown(client, quote):
    answer = send(client, "quote", quote.public_id, 1, evidence="L’enregistrement.")

    report = ReaderReport.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == reverse("quotes:report-answer", args=[report.key])
    assert (report.about, report.about_id, report.version) == (
        "quote",
        quote.public_id,
        1,
    )
    assert (report.quote, report.language) == (quote, "en")
    assert report.message == SAID
    html = client.get(answer["Location"]).content.decode()
    assert "the only way to read our answer" in html
    assert "Ce n’est pas Anna Brandt<br>qui l’a dit." in html
    assert "L’enregistrement." in html
    assert "Nobody has looked at it yet." in html


def test_what_each_report_is_about_is_kept(client, quote):
    for page in public_pages(quote):
        send(client, *page, prefix="/fr", message=f"{page[0]} : c’est faux.")

    reports = ReaderReport.objects.order_by("pk").values_list(
        "about", "about_id", "version", "quote", "language"
    )
    with_quote = ("quote", "correction")
    assert list(reports[:5]) == [
        (*page, quote.pk if page[0] in with_quote else None, "fr")
        for page in list(public_pages(quote))[:5]
    ]


def test_the_version_is_the_one_that_the_reader_saw(client):
    quote = make.make_verified_quote()
    token = token_for("quote", quote.public_id)
    make.make_published_correction(quote)

    send(client, "quote", quote.public_id, token=token)

    assert ReaderReport.objects.get().version == 1


def test_lines_are_counted_as_people_see_them(client, quote):
    answer = send(
        client, "quote", quote.public_id, message="\r\n".join(["a"] * 2000) + "b"
    )

    assert answer.status_code == 303
    assert ReaderReport.objects.get().message == "\n".join(["a"] * 2000) + "b"


@pytest.mark.parametrize("page", ["", "/fr"])
def test_no_cookie_is_set_by_any_step(quote, page):
    strict = Client(enforce_csrf_checks=True)
    here = ("quote", quote.public_id)
    sent = send(strict, *here, prefix=page)

    assert sent.status_code == 303
    for answer in (
        strict.get(page + form_address(*here)),
        sent,
        send(strict, *here, prefix=page, message="court"),
        strict.get(sent["Location"]),
    ):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "no-store" in answer["Cache-Control"]
        assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert not strict.cookies


def test_the_form_needs_no_script_and_no_other_host(client, quote):
    html = client.get(form_address("quote", quote.public_id)).content.decode()

    assert "<script" not in html
    assert "style=" not in html
    assert set(re.findall(r'href="https?://([^/"]+)', html)) <= {"testserver"}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, quote, method):
    here = form_address("quote", quote.public_id)
    key = ReaderReport.objects.create(
        about="quote", about_id="0" * 12, language="fr", message=SAID
    ).key

    assert getattr(client, method)(here).status_code == 405
    for each in (method, "post"):
        answer = getattr(client, each)(reverse("quotes:report-answer", args=[key]))
        assert answer.status_code == 405


# Not for machines


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [(0, "faster than anybody"), (2.5, "faster"), (24 * 3600 + 1, "older than a day")],
)
def test_too_fast_and_too_old_are_told_with_the_words_kept(
    client, quote, seconds, sentence
):
    here = ("quote", quote.public_id)
    old = token_for(*here, seconds=seconds)

    answer = send(client, *here, token=old, evidence="La « bande ».")

    html = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in html
    assert "Your words are kept: read them over and send them again." in html
    assert words_kept(answer)
    assert words_kept(answer, "La « bande ».")
    assert token_in(html) != old
    assert not ReaderReport.objects.exists()


def test_each_of_these_is_one_message_to_translate(client, quote, monkeypatch):
    monkeypatch.setattr(reporting, "_", lambda message: f"[{message}]")
    here = ("quote", quote.public_id)
    for token in ("x", *(token_for(*here, seconds=n) for n in (0, 24 * 3600 + 1))):
        [error] = send(client, *here, token=token).context["form"].non_field_errors()
        assert re.fullmatch(r"\[[^][]+\]", error), error


@pytest.mark.parametrize("seconds", [3.1, 24 * 3600 - 5])
def test_in_between_is_in_time(client, quote, seconds):
    here = ("quote", quote.public_id)

    assert (
        send(client, *here, token=token_for(*here, seconds=seconds)).status_code == 303
    )


def test_a_token_is_good_for_its_page_alone(client, quote):
    other = token_for("article", quote.article.public_id)
    forged = signing.Signer(salt="another").sign_object(["quote", quote.public_id])
    for token in ("", "x", other, forged, other[:-1] + "x", "é:é"):
        answer = send(client, "quote", quote.public_id, token=token)
        assert answer.status_code == 400, token
        assert "not made for this page" in answer.content.decode()
        assert words_kept(answer)
    assert not ReaderReport.objects.exists()


def test_a_form_without_any_field_is_told_too(client, quote):
    answer = client.post(form_address("quote", quote.public_id))

    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode()


def test_a_filled_field_that_people_do_not_see_is_told_plainly(client, quote):
    answer = send(client, "quote", quote.public_id, subject="Cheap watches")

    assert answer.status_code == 400
    assert "A field that people do not see" in answer.content.decode()
    assert words_kept(answer)
    assert not ReaderReport.objects.exists()


def test_people_are_kept_from_that_field(client, quote):
    html = client.get(form_address("quote", quote.public_id)).content.decode()

    away = re.search(r'<div class="nobody" aria-hidden="true">.*?</div>', html)[0]
    assert 'name="subject"' in away
    assert 'tabindex="-1"' in away
    assert 'autocomplete="off"' in away


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"message": "trop peu"}, "at least 10"),
        ({"message": "x" * 4001}, "at most 4000"),
        ({"message": "  "}, "required"),
        ({"evidence": "x" * 4001}, "at most 4000"),
        ({"message": "zéro\0" * 10}, "Null characters"),
    ],
)
def test_what_is_wrong_with_a_field_is_told_beside_it(client, quote, fields, sentence):
    answer = send(client, "quote", quote.public_id, **fields)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not ReaderReport.objects.exists()


def test_sending_one_form_twice_leads_to_one_private_link(client, quote):
    here = ("quote", quote.public_id)
    token = token_for(*here)

    first, second = (send(client, *here, token=token) for _ in "12")
    other = send(client, *here, token=token, message="Autre chose est faux.")

    assert first["Location"] == second["Location"] != other["Location"]
    assert ReaderReport.objects.count() == 2


def test_two_readers_with_the_same_words_have_links_of_their_own(client, quote):
    here = ("quote", quote.public_id)
    at = timezone.now() - timedelta(minutes=1)
    page = reporting.page_about(*here)
    tokens = [reporting.new_token(page, at=at) for _ in "12"]

    links = {send(client, *here, token=token)["Location"] for token in tokens}

    assert len(links) == 2


def test_past_the_limit_is_a_429_that_says_when_with_the_words_kept(client, quote):
    here = ("quote", quote.public_id)
    for number in range(5):
        assert send(client, *here, message=f"{SAID} {number}").status_code == 303

    answer = send(client, *here)

    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert "60 minutes" in answer.content.decode()
    assert words_kept(answer)
    assert ReaderReport.objects.count() == 5


# Addresses


def address_of(remote="203.0.113.9", forwarded=None):
    extra = {"REMOTE_ADDR": remote}
    if forwarded is not None:
        extra["HTTP_X_FORWARDED_FOR"] = forwarded
    return reporting.client_address(RequestFactory().get("/", **extra))


def test_without_proxies_nobody_forwards(settings):
    assert settings.NEWSROOM_PROXIES == 0
    assert address_of(forwarded="192.0.2.1") == "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "10.9.9.9, 198.51.100.2, 192.0.2.1", "192.0.2.1"),
        (2, "10.9.9.9, 192.0.2.1, 203.0.113.8", "192.0.2.1"),
        (2, "192.0.2.1", "203.0.113.9"),  # came past a proxy: believe the connection
        (1, None, "203.0.113.9"),
        (1, "unknown", "unknown"),  # counted by what stands there
        (1, "unknown:5000", "unknown"),
        (1, "192.0.2.1:5000", "192.0.2.1"),
        (1, "[2001:db8:1:2:3:4:5:6]:99", "2001:db8:1:2::/64"),
        (1, "[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"),
        (1, '"[2001:db8::1]:99"', "2001:db8::/64"),
        (1, "2001:db8:1:2:3:4:5:6:99", "2001:db8:1:2::/64"),
        (1, "[::ffff:192.0.2.1]:99", "192.0.2.1"),
        (1, "192.0.2.9, ", "nowhere"),
        (1, "", "203.0.113.9"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_behind_proxies_the_address_is_counted_from_the_right(
    settings, proxies, forwarded, address
):
    settings.NEWSROOM_PROXIES = proxies

    assert address_of(forwarded=forwarded) == address


@pytest.mark.parametrize(
    "entry",
    ["192.0.2.1:{}", "[2001:db8::{}]:99", "2001:db8:1:2:3:4:5:6:{}", "_hidden:{}"],
)
def test_a_port_does_not_escape_the_limit(client, quote, settings, entry):
    settings.NEWSROOM_PROXIES = 1
    here = ("quote", quote.public_id)
    statuses = [
        send(
            client, *here, headers={"X-Forwarded-For": entry.format(5000 + number)}
        ).status_code
        for number in range(6)
    ]

    assert statuses == [303] * 5 + [429]


def test_all_who_come_over_a_socket_share_one_limit(client, quote):
    assert address_of(remote="") == "nowhere"
    page = ("quote", quote.public_id)

    statuses = []
    for number in range(6):
        fields = {"token": token_for(*page), "message": f"{SAID} {number}"}
        sent = client.post(form_address(*page), fields, REMOTE_ADDR="")
        statuses.append(sent.status_code)

    assert statuses == [303] * 5 + [429]


# Other writings than UTF-8


def send_bytes(client, page, charset, message):
    parts = {"token": token_for(*page).encode(), "message": message}
    body = b"".join(
        b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (name.encode(), value)
        for name, value in parts.items()
    )
    kind = f"multipart/form-data; boundary=B; charset={charset}"
    return client.generic("POST", form_address(*page), body + b"--B--\r\n", kind)


@pytest.mark.parametrize(
    ("charset", "message"),
    [
        ("unicode_escape", rb"\ud800 ce n'est pas elle"),
        ("raw_unicode_escape", rb"\udfff ce n'est pas elle"),
        ("utf-7", b"+2AA- ce n'est pas elle"),
        *(
            (charset, b"ce n'est pas elle")
            for charset in (
                *("idna", "rot13", "hex", "zip", "undefined", "punycode"),
                *("utf-16-le", "latin-1", "nonsense", '""'),
            )
        ),
    ],
)
def test_what_is_not_sent_as_utf_8_is_told_so(client, quote, charset, message):
    client.raise_request_exception = False
    page = ("quote", quote.public_id)

    answer = send_bytes(client, page, charset, message)
    said = {"CONTENT_TYPE": f"text/plain; charset={charset}"}
    looked = client.get("/quotes/", **said)

    for each in (answer, looked):
        assert each.status_code == 400
        assert each.content.decode().startswith("This was not sent as UTF-8")
        assert not each.cookies
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "utf_8"])
def test_utf_8_is_read_under_each_of_its_names(client, quote, charset):
    page = ("quote", quote.public_id)

    answer = send_bytes(client, page, charset, "Ce n’est pas elle.".encode())

    assert answer.status_code == 303
    assert ReaderReport.objects.get().message == "Ce n’est pas elle."


def test_a_surrogate_in_utf_8_is_no_sign_that_is_kept(client, quote):
    page = ("quote", quote.public_id)

    answer = send_bytes(client, page, "utf-8", b"Ce n'est pas elle \xed\xa0\x80.")

    assert answer.status_code == 303
    assert "\ufffd" in ReaderReport.objects.get().message


def test_another_address_written_to_the_left_does_not_escape_the_limit(
    client, quote, settings
):
    settings.NEWSROOM_PROXIES = 1
    here = ("quote", quote.public_id)
    statuses = [
        send(
            client, *here, headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.1"}
        ).status_code
        for number in range(6)
    ]
    other = send(client, *here, headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"})

    assert statuses == [303] * 5 + [429]
    assert other.status_code == 303
    assert "192.0.2" not in str(list(ReaderReport.objects.values()))


# The private link


@pytest.fixture
def report(client, quote):
    send(client, "quote", quote.public_id)
    return ReaderReport.objects.get()


def answer_page(client, report, prefix=""):
    return client.get(prefix + reverse("quotes:report-answer", args=[report.key]))


def test_the_private_link_is_kept_out_of_indexes_caches_and_referrers(client, report):
    answer = answer_page(client, report)

    assert answer["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_no_public_page_leads_to_the_private_link(client, quote, report):
    addresses = [*public_pages(quote).values(), "/", "/quotes/", "/corrections/"]
    for address in addresses:
        assert report.key not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("corrected", "You were right: there was an error."),
        ("declined", "We looked into it and found no error."),
    ],
)
def test_the_answer_is_read_as_it_is_and_escaped(client, report, state, sentence):
    workflow.answer_report(
        report,
        by=make.make_editor("camille"),
        state=state,
        answer="C’est <b>vu</b>.\nMerci.",
        note="Note interne.",
    )

    html = answer_page(client, report).content.decode()

    assert sentence in html
    assert "C’est &lt;b&gt;vu&lt;/b&gt;.<br>Merci." in html
    assert "camille" not in html
    assert "interne" not in html


def test_being_looked_into_and_put_aside_are_told_in_words(client, report):
    report = workflow.take_up_report(report, by=make.make_editor())
    assert (
        "An editor is looking into it." in answer_page(client, report).content.decode()
    )
    workflow.mark_spam(report, by=make.make_editor())
    html = answer_page(client, report).content.decode()

    assert "We did not take this for a report of an error." in html


def test_a_report_taken_up_again_shows_no_answer_until_it_has_one_again(client, report):
    by, day = make.make_editor(), datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    workflow.answer_report(
        report, by=by, state="declined", answer="Rien trouvé.", at=day
    )
    closed = answer_page(client, report).content.decode()
    report.refresh_from_db()
    again = workflow.take_up_report(report, by=by, at=day + timedelta(days=1))
    opened = answer_page(client, report).content.decode()
    workflow.answer_report(
        again, by=by, state="corrected", answer="Si !", at=day + timedelta(days=2)
    )
    html = answer_page(client, report).content.decode()

    assert "Rien trouvé." in closed
    assert "March 4, 2026" in closed
    assert "An editor is looking into it." in opened
    for gone in ("Our answer", "Rien trouvé.", "March 5, 2026"):
        assert gone not in opened
    assert "Si !" in html
    assert "March 6, 2026" in html


def test_the_private_link_shows_nothing_that_was_taken_back(client, quote, report):
    assert "tiendrons" in answer_page(client, report).content.decode()
    workflow.withdraw(
        quote.publications.get(is_current=True).quote,
        by=make.make_standards_editor(),
        reason="Inventé.",
    )
    html = answer_page(client, report).content.decode()
    assert "tiendrons" not in html
    assert "This quote was withdrawn." in html

    article = Article.objects.get()
    article.release = "withheld"
    article.save()
    html = answer_page(client, report).content.decode()
    assert "not public any more" in html
    assert escape(report.message.split("\n")[0]) in html


def test_an_unknown_key_is_a_404(client):
    assert client.get("/report/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404
    assert client.get("/report/quote/").status_code == 404


def test_the_interface_is_in_the_language_of_the_address(client, quote, report):
    form = client.get("/fr" + form_address("quote", quote.public_id))

    assert '<html lang="fr">' in form.content.decode()
    assert '<html lang="fr">' in answer_page(client, report, "/fr").content.decode()


def test_a_page_of_an_unknown_kind_is_none(quote):
    with pytest.raises(Http404):
        reporting.page_about("review", quote.public_id)


def test_a_token_from_tomorrow_is_too_fresh(quote):
    page = reporting.page_about("quote", quote.public_id)
    token = reporting.new_token(page, at=make.hours_from_now(24))

    with pytest.raises(ValidationError, match="faster"):
        reporting.read_token(token, page)

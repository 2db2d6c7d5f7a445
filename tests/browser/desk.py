"""What the browser tests of the desk share: the demo, logging in, pressing keys."""

from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from quotes.models import Quote

PASSWORD = "dépêche et preuve"


def load_demo(*fixtures):
    """Load fixtures and let their two editors log in."""
    call_command("loaddata", *fixtures, verbosity=0)
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()


def log_in(page, username, path="/admin/desk/"):
    """Log in on a page and go to a path; return the page."""
    page.goto(f"/admin/login/?next={path}")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"**{path}")
    return page


def submit(button):
    """Click a button that sends a form; return once the page after it is there.

    A click alone returns before the server has answered, so that what it stored could
    not be looked up yet.
    """
    with button.page.expect_navigation():
        button.click()


def statement(external_id):
    """Return a statement of the fixtures as it is stored now."""
    return Quote.objects.get(external_id=external_id)


def address(external_id, language="en"):
    """Return where a statement stands on the desk."""
    with override(language):
        return reverse("admin:desk_item", args=[statement(external_id).public_id])


def shown(page):
    """Return the external id of the statement on a page of the desk."""
    public_id = page.url.split("?")[0].rstrip("/").split("/")[-1]
    return Quote.objects.get(public_id=public_id).external_id

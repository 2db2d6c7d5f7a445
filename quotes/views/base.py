"""What the public views share: reading only, and an id that decides."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import DetailView

PAGE = 25
READ = ["get", "head", "options"]


class Canonical(DetailView):
    """A page whose id decides: another slug is a 301 to the right address."""

    http_method_names = READ
    slug_field = slug_url_kwarg = "public_id"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        withdrawn = self.withdrawn()
        if withdrawn is not None:
            # Not the address that was asked for: its slug is made of the words.
            own_path = reverse("quotes:quote-short", args=[withdrawn.public_id])
            context = {"publication": withdrawn, "own_path": own_path}
            return render(request, "quotes/quote_withdrawn.html", context, status=410)
        address = self.canonical_url()
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        return self.render_to_response(self.get_context_data(object=self.object))

    def withdrawn(self):
        """Return the withdrawn publication that is all this address may show."""

    def canonical_url(self):
        return self.object.get_absolute_url()

"""Parts of addresses; importing this makes them known to Django."""

from django.urls import register_converter

from quotes.ids import ALPHABET, LENGTH


class PublicIdConverter:
    """A public id in an address."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(PublicIdConverter, "publicid")

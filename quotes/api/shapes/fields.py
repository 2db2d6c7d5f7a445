"""What the shapes of answers are made of."""

from rest_framework import serializers as s

from quotes import vocabulary as words

#: What readers are told of a quote.
LABELS = [
    status.value
    for status in (*words.SETTLED, words.Status.UNDER_REVIEW, words.Status.WITHDRAWN)
]

URL = "Permanent address; leads to the page."


def shape(name, fields):
    """Return the serializer class of that name; fields may be named like keywords."""
    made = type(name, (s.Serializer,), dict(fields))
    # In the order given, not in that in which the fields happened to be made.
    made._declared_fields = {key: made._declared_fields[key] for key in fields}
    return made


def page_of(name, item):
    """Return the shape of a page of a list."""
    return shape(
        name,
        {
            "next": link("The next page; null on the last.", allow_null=True),
            "previous": link("The page before; null on the first.", allow_null=True),
            "results": item(many=True),
        },
    )


def text(told, **options):
    return s.CharField(help_text=told, **options)


def maybe(told):
    """Return a text that is null where it is not known or not told."""
    return s.CharField(help_text=told, allow_null=True)


def link(told, **options):
    return s.URLField(help_text=told, **options)


def number(told):
    return s.IntegerField(help_text=told)


def flag(told):
    return s.BooleanField(help_text=told)


def day(told):
    """Return an ISO 8601 date that may be unknown."""
    return s.DateField(help_text=told, allow_null=True)


def moment(told, **options):
    """Return a moment in UTC."""
    return s.DateTimeField(help_text=told, **options)


def one_of(choices, told, **options):
    """Return a member of one of the closed sets of words."""
    return s.ChoiceField(choices.choices, help_text=told, **options)

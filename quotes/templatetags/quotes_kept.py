"""Parts of pages that are the same on all of them."""

from django import template

from quotes.copies import kept_part

register = template.Library()


@register.tag
def kept(parser, token):
    """Make what stands inside once for each language and section of the site.

    {% kept "foot" %}…{% endkept %}: nothing inside may depend on anything else.
    """
    name = token.split_contents()[1]
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return _Kept(name, nodes)


class _Kept(template.Node):
    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        def make():
            text = self.nodelist.render(context)
            return text, len(text)

        return kept_part(("kept", self.name, context.get("section")), make)

"""Reading HTML as a checker does: elements with their attributes, texts and places."""

from html.parser import HTMLParser

#: Elements without an end.
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
    *("source", "track", "wbr"),
}
#: Elements of SVG may close themselves.
SVG = "svg"


class Element:
    """An element: tag, attributes, what it holds, and where it stands."""

    def __init__(self, tag, attributes, parent=None):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []

    def get(self, name, default=""):
        return self.attributes.get(name, default)

    @property
    def text(self):
        """The text in it, spaces made one."""
        told = "".join(
            child if isinstance(child, str) else f" {child.text} "
            for child in self.children
        )
        return " ".join(told.split())

    @property
    def ancestors(self):
        found, each = [], self.parent
        while each is not None:
            found.append(each)
            each = each.parent
        return found

    def all(self, *tags):
        """Yield the elements in it of these tags, of every tag if none is given."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def __repr__(self):
        return f"<{self.tag} {self.attributes}>"


class Document(HTMLParser):
    """A parsed page; faults are what a browser would have to guess about."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.faults, self.doctype = [], ""
        self.root = self._here = Element("", {})
        self.feed(text)
        self.close()
        if self._here is not self.root:
            self.faults.append(f"<{self._here.tag}> is never closed")

    def handle_decl(self, decl):
        self.doctype = decl.lower()

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.children.append(element)
        if tag not in VOID:
            self._here = element

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            if not any(each.tag == SVG for each in (self._here, *self._here.ancestors)):
                self.faults.append(f"<{tag}/> closes itself, which HTML does not know")
            self._here = self._here.parent

    def handle_endtag(self, tag):
        if tag in VOID or tag != self._here.tag:
            self.faults.append(
                f"</{tag}> at {self.getpos()} closes <{self._here.tag or 'nothing'}>"
            )
            return
        self._here = self._here.parent

    def handle_data(self, data):
        self._here.children.append(data)

    def all(self, *tags):
        return list(self.root.all(*tags))

"""A page as a tree, read without a browser."""

from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr", "rect", "use"}


class Element:
    """One element with its attributes, children and texts in order."""

    def __init__(self, name, attributes, parent):
        self.name, self.attributes, self.parent, self.children = name, attributes, parent, []

    def all(self, name="", **wanted):
        """Return the elements below in order, by name and attributes (``class_`` for a single class)."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (not name or child.name == name) and child.fits(wanted):
                    found.append(child)
                found += child.all(name, **wanted)
        return found

    def fits(self, wanted):
        """Tell whether the element has the attributes."""
        classes = (self.attributes.get("class") or "").split()
        return all(
            value in classes if key == "class_" else self.attributes.get(key) == value for key, value in wanted.items()
        )

    @property
    def text(self):
        """The words below, as they stand."""
        return "".join(child.text if isinstance(child, Element) else child for child in self.children)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.at.name == tag, f"</{tag}> closes <{self.at.name}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def tree(page):
    """Return the root of a page; every element must be closed where it was opened."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.at is reader.root, f"<{reader.at.name}> is never closed"
    return reader.root

"""Reports as a browser's parser sees them."""

from datetime import date
from html.parser import HTMLParser

from plotly.offline import get_plotlyjs

from hustings.link import default_view
from hustings.scene import Scene

BASE = "https://board.example/x"


DAY = date(2026, 2, 3)


class Reader(HTMLParser):
    """Elements as a browser's parser sees them, with the text that is directly in each."""

    VOID = ("meta", "br")

    def __init__(self, content: bytes):
        super().__init__()
        self.attributes, self.texts, self.inside = [], [], []
        # 4.8 MB that hold no element of ours
        self.feed(content.decode("utf-8").replace(get_plotlyjs(), ""))
        self.close()
        assert self.inside == []

    def handle_starttag(self, tag, attributes):
        self.attributes.append((tag, dict(attributes)))
        self.texts.append((tag, ""))
        if tag not in self.VOID:
            self.inside.append(len(self.texts) - 1)

    def handle_endtag(self, tag):
        assert self.texts[self.inside.pop()][0] == tag

    def handle_data(self, data):
        if self.inside:
            tag, text = self.texts[self.inside[-1]]
            self.texts[self.inside[-1]] = (tag, text + data)

    def of(self, tag: str, **wanted: str) -> list[dict]:
        return [
            found
            for name, found in self.attributes
            if name == tag and wanted.items() <= found.items()
        ]

    def all(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for name, text in self.texts if name == tag]

    @property
    def text(self) -> str:
        kept = (text for tag, text in self.texts if tag not in ("script", "style"))
        return " ".join(" ".join(kept).split())


def scene(data, path="", **chosen) -> Scene:
    return Scene(data, default_view(data).having(**chosen), path, BASE)

"""A PDF as a screen reader has it: its elements in order, each with the text that its tags give it."""

import io
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2

# At the end of a line, where a word goes on in the next.
SOFT_HYPHEN = "\u00ad"


@dataclass
class Element:
    """A tagged element: its kind, the text of itself and its children, and what stands for it where it is a picture.

    `left` and `right` are where its text begins and ends on the page, in points; without text the infinities.
    """

    kind: str
    text: str = ""
    alternative: str = ""
    children: list["Element"] = field(default_factory=list)
    left: float = math.inf
    right: float = -math.inf

    @property
    def rows(self) -> list[list[str]]:
        """The texts of a table's rows, without its head."""
        return [[cell.text for cell in row.all("TD")] for row in self.all("TR") if any(row.all("TD"))]

    @property
    def head(self) -> list[str]:
        """The texts of a table's head."""
        return [cell.text for cell in self.all("TH")]

    @property
    def caption(self) -> str:
        """The caption of a table or a figure."""
        return "".join(caption.text for caption in self.all("Caption"))

    def all(self, *kinds: str) -> Iterator["Element"]:
        """The elements of these kinds within it, in order."""
        for child in self.children:
            if child.kind in kinds:
                yield child
            yield from child.all(*kinds)


class TaggedPdf:
    """A PDF, read."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._marked: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        with pdfplumber.open(io.BytesIO(content)) as book:
            for number, page in enumerate(book.pages):
                for character in page.chars:
                    if character["mcid"] is not None:
                        self._marked[number, int(character["mcid"])].append(character)
            self.page_count = len(book.pages)
            self.width = float(book.pages[0].width)
        with pikepdf.open(io.BytesIO(content)) as book:
            self._page_numbers = {page.objgen: number for number, page in enumerate(book.pages)}
            (self.root,) = self._children(book.Root.StructTreeRoot, None)
            self.language = str(book.Root.Lang)
            with book.open_metadata() as metadata:
                self.title = str(metadata["dc:title"])

    def _children(self, node: pikepdf.Dictionary, page: int | None) -> list[Element]:
        inside = node.get("/K", [])
        parts = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
        page = self._page_numbers[node.Pg.objgen] if "/Pg" in node else page
        return [element for part in parts if (element := self._element(part, page)) is not None]

    def _element(self, part: object, page: int | None) -> Element | None:
        if isinstance(part, int):
            return self._text(page, part)
        assert isinstance(part, pikepdf.Dictionary)
        if part.get("/Type") == "/MCR":
            return self._text(self._page_numbers[part.Pg.objgen] if "/Pg" in part else page, int(part.MCID))
        if part.get("/Type") == "/OBJR":
            return None
        children = self._children(part, page)
        return Element(
            str(part.S).removeprefix("/"),
            text="".join(child.text for child in children),
            alternative=str(part.get("/Alt", "")),
            children=children,
            left=min((child.left for child in children), default=math.inf),
            right=max((child.right for child in children), default=-math.inf),
        )

    def _text(self, page: int | None, number: int) -> Element:
        assert page is not None
        characters = self._marked[page, number]
        return Element(
            "text",
            text="".join(c["text"] for c in characters).replace(SOFT_HYPHEN, ""),
            left=min((c["x0"] for c in characters), default=math.inf),
            right=max((c["x1"] for c in characters), default=-math.inf),
        )

    @property
    def sections(self) -> dict[str, list[Element]]:
        """Its parts: under each heading of the second level what follows it, up to the next."""
        parts: dict[str, list[Element]] = {}
        for element in self.root.children:
            if element.kind == "H2":
                parts[element.text] = []
            elif parts:
                parts[next(reversed(parts))].append(element)
        return parts

    @property
    def bookmarks(self) -> list[str]:
        """The titles of its bookmarks."""
        with pypdfium2.PdfDocument(self.content) as book:
            return [bookmark.get_title() for bookmark in book.get_toc()]

    @property
    def plain_text(self) -> str:
        """All its text as it is copied out of it, page by page."""
        with pypdfium2.PdfDocument(self.content) as book:
            return "\n".join(page.get_textpage().get_text_range() for page in book)

"""Looking inside a PDF: its text, as far as a reader can copy it, and the elements of its structure tree."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All text, in the order in which it is drawn, a line for every piece; words in pictures come letter by letter."""
    return "".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of every page."""
    with opened(pdf) as document:
        texts = ["".join(_drawn(page.obj, page.obj.Resources)) for page in document.pages]
    whole = "(?m)(^.\n){2,}"
    return [re.sub(whole, lambda letters: letters.group().replace("\n", "") + "\n", text) for text in texts]


def _drawn(stream: pikepdf.Object, resources: pikepdf.Object) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in dict(resources.get("/Font", {})).items()}
    forms = dict(resources.get("/XObject", {}))
    now: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(stream, "Tf Tj TJ ET Do"):
        match str(operator):
            case "Tf":
                now = fonts[str(operands[0])]
            case "Tj":
                yield _read(operands[0], now)
            case "TJ":
                yield "".join(_read(part, now) for part in operands[0] if isinstance(part, pikepdf.String))
            case "ET":
                yield "\n"
            case "Do" if forms[str(operands[0])].get("/Subtype") == "/Form":
                form = forms[str(operands[0])]
                yield from _drawn(form, form.get("/Resources", resources))


def _read(string: pikepdf.Object, letters: dict[int, str]) -> str:
    raw = bytes(string)
    return "".join(letters.get(int.from_bytes(raw[i : i + 2]), "") for i in range(0, len(raw), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """What each glyph means, from the ToUnicode map of a font."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for low, high, value in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = chr(int(value, 16) + step)
    return found


def elements(pdf: bytes) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree: headings, tables, figures."""
    with opened(pdf) as document:
        waiting = [document.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                yield node
                if "/K" in node:
                    waiting.append(node.K)


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree with what stands in it: its kind ("/TD"), its alternative, its parts."""

    kind: str
    alt: str
    inside: tuple["Tag | str", ...]

    @property
    def text(self) -> str:
        return " ".join(" ".join(part if isinstance(part, str) else part.text for part in self.inside).split())

    def every(self, *kinds: str) -> Iterator["Tag"]:
        """The elements of these kinds inside it, in reading order, those inside each other too."""
        for part in self.inside:
            if isinstance(part, Tag):
                if part.kind in kinds:
                    yield part
                yield from part.every(*kinds)


def tagged(pdf: bytes) -> Tag:
    """The structure tree with its words, as a screen reader goes through it."""
    with opened(pdf) as document:
        marked = {page.obj.objgen: _marked(page) for page in document.pages}
        return Tag("", "", tuple(_tags(document.Root.StructTreeRoot.K, None, marked)))


def _tags(node: pikepdf.Object, page, marked) -> Iterator[Tag | str]:
    match node:
        case int():
            yield marked[page].get(node, "")
        case pikepdf.Array():
            for one in node:
                yield from _tags(one, page, marked)
        case pikepdf.Dictionary():
            page = node.Pg.objgen if "/Pg" in node else page
            if "/S" in node:
                inside = tuple(_tags(node.K, page, marked)) if "/K" in node else ()
                yield Tag(str(node.S), str(node.get("/Alt", "")), inside)
            elif "/MCID" in node:
                yield marked[page].get(int(node.MCID), "")


def _marked(page: pikepdf.Page) -> dict[int | None, str]:
    """The words of a page by the number of the marked content that they stand in, a space after every piece."""
    fonts = {name: _letters(font) for name, font in dict(page.obj.Resources.get("/Font", {})).items()}
    found: dict[int | None, str] = defaultdict(str)
    within: list[int | None] = [None]
    now: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ ET"):
        match str(operator):
            case "BDC" | "BMC":
                named = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary)
                within.append(operands[1].get("/MCID", within[-1]) if named else within[-1])
            case "EMC":
                within.pop()
            case "Tf":
                now = fonts[str(operands[0])]
            case "Tj" | "TJ":
                pieces = operands[0] if str(operator) == "TJ" else operands
                found[within[-1]] += "".join(_read(piece, now) for piece in pieces if isinstance(piece, pikepdf.String))
            case "ET":
                found[within[-1]] += " "
    return found

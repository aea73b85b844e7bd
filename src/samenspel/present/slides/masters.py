"""An empty presentation in our look: theme, master and layouts with real placeholders.

Boxes are left, top, width and height in points on a sheet of 960 by 540.
"""

from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from samenspel.present.palette import CONDITIONS, PAPER
from samenspel.present.words import say

Box = tuple[float, float, float, float]
WIDE, TALL = 960, 540
MARGIN = 48.0
TITLE: Box = (MARGIN, 26, 864, 58)
CARD: Box = (MARGIN, 96, 864, 388)
SENTENCE: Box = (76, 410, 808, 66)
PICTURE: Box = (76, 108, 808, 288)
FLOWER: Box = (MARGIN, 96, 500, 388)
BESIDE: Box = (572, 350, 340, 134)
FOOTER: Box = (MARGIN, 500, 720, 22)
NUMBER: Box = (832, 500, 80, 22)
SEEN: Box = (84, 112, 804, 92)
ASKED: Box = (84, 216, 804, 160)
WHY: Box = (84, 396, 804, 76)

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MAIN = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_LAYOUTS = ("opening", "flower", "picture", "question", "cards", "table")
MOST_CARDS = 4


def empty_deck(lang: str) -> Deck:
    """A presentation without slides; its layouts are named in this language, and found with `layout`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(TALL)
    _without_leftovers(deck)
    master = deck.slide_master
    theme = master.part.part_related_by(RELATION.THEME)
    theme._blob = _theme(theme.blob.decode()).encode()
    for spare in list(deck.slide_layouts)[len(_LAYOUTS) :]:
        deck.slide_layouts.remove(spare)
    _replace(master._element, _sheet("", _on_master(lang), background=True))
    master._element.replace(master._element.find(f"{_MAIN}txStyles"), parse_xml(_styles()))
    for name, one in zip(_LAYOUTS, deck.slide_layouts, strict=True):
        one._element.attrib.pop("type", None)
        one._element.set("preserve", "1")
        _replace(one._element, _sheet(say(f"slides-layout-{name}", lang), _on_layout(name, lang)))
    return deck


def layout(deck: Deck, name: str) -> Any:
    """One of the layouts by its plain name: "opening", "flower", "picture", "question", "cards", "table"."""
    return deck.slide_layouts[_LAYOUTS.index(name)]


def _without_leftovers(deck: Deck) -> None:
    """The template that we begin with has a thumbnail and printer settings of somebody else."""
    for owner in (deck.part, deck.part.package):
        relations: Any = owner._rels
        for key, relation in list(relations.items()):
            if relation.reltype in (RELATION.PRINTER_SETTINGS, RELATION.THUMBNAIL):
                relations.pop(key)


def _theme(theme: str) -> str:
    paper, found = PAPER["light"], CONDITIONS["light"]
    colours = {
        "dk1": paper.ink,
        "lt1": paper.card,
        "dk2": paper.grey,
        "lt2": paper.paper,
        **{f"accent{place}": found[name] for place, name in enumerate(("CHA", "AMB", "INT", "REL", "ORG", "PRO"), 1)},
        "hlink": paper.accent,
        "folHlink": paper.grey,
    }
    inside = "".join(f'<a:{name}><a:srgbClr val="{one[1:]}"/></a:{name}>' for name, one in colours.items())
    before, _, rest = theme.partition("<a:clrScheme")
    theme = f'{before}<a:clrScheme name="Samenspel">{inside}</a:clrScheme>{rest.partition("</a:clrScheme>")[2]}'
    for part, face in (("majorFont", "Georgia"), ("minorFont", "Arial")):
        theme = theme.replace(f'<a:{part}><a:latin typeface="Calibri"/>', f'<a:{part}><a:latin typeface="{face}"/>')
    return theme.replace('name="Office Theme"', 'name="Samenspel"')


def _replace(sheet: Any, made: str) -> None:
    sheet.replace(sheet.find(f"{_MAIN}cSld"), parse_xml(made))


def _sheet(name: str, inside: str, *, background: bool = False) -> str:
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    return (
        f'<p:cSld {_NAMESPACES} name="{name}">{ground if background else ""}<p:spTree><p:nvGrpSpPr>'
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{inside}</p:spTree></p:cSld>"
    )


def _on_master(lang: str) -> str:
    return "".join(
        (
            _placeholder(2, "title", 0, TITLE, lang),
            _placeholder(3, "body", 1, CARD, lang),
            *_feet(lang),
        )
    )


def _on_layout(name: str, lang: str) -> str:
    body: dict[str, tuple[tuple[Box, int, str], ...]] = {
        "opening": (((MARGIN, 300, 560, 150), 20, "t"),),
        "flower": ((BESIDE, 20, "t"),),
        "picture": ((SENTENCE, 20, "ctr"),),
        "question": ((SEEN, 20, "t"), (ASKED, 34, "ctr"), (WHY, 16, "b")),
        "cards": tuple(((MARGIN, 96 + 98 * place, 864, 90), 18, "ctr") for place in range(MOST_CARDS)),
        "table": (((MARGIN, 92, 864, 60), 20, "t"),),
    }
    cards: dict[str, tuple[Box, ...]] = {"flower": (FLOWER,), "picture": (CARD,), "question": (CARD,)}
    drawn = [_card(20 + place, box) for place, box in enumerate(cards.get(name, ()))]
    if name == "picture":
        drawn.append(_hairline(30, SENTENCE[0], 402, SENTENCE[2]))
    title = (MARGIN, 96, 560, 190) if name == "opening" else TITLE
    drawn.append(_placeholder(2, "ctrTitle" if name == "opening" else "title", 0, title, lang))
    for place, (box, size, anchor) in enumerate(body[name]):
        kind = "subTitle" if name == "opening" else "body"
        serif = name == "question" and place == 1
        drawn.append(_placeholder(3 + place, kind, 10 + place, box, lang, size, anchor, serif))
    return "".join([*drawn, *_feet(lang)])


def _feet(lang: str) -> tuple[str, str]:
    return _placeholder(40, "ftr", 50, FOOTER, lang), _placeholder(41, "sldNum", 51, NUMBER, lang)


def _emu(points: float) -> int:
    return round(points * 12700)


def _frame(box: Box) -> str:
    left, top, wide, tall = map(_emu, box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>'


def _placeholder(
    ident: int, kind: str, index: int, box: Box, lang: str, size: int = 20, anchor: str = "t", serif: bool = False
) -> str:
    foot, title = kind in ("ftr", "sldNum"), kind in ("title", "ctrTitle")
    anchor = "ctr" if foot or kind == "title" else "b" if kind == "ctrTitle" else anchor
    face = '<a:latin typeface="+mj-lt"/>' if serif else ""
    style = f'<a:lvl1pPr><a:defRPr sz="{size * 100}">{face}</a:defRPr></a:lvl1pPr>'
    if foot:
        align = "r" if kind == "sldNum" else "l"
        ink = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        style = f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1400">{ink}</a:defRPr></a:lvl1pPr>'
    if title:
        style = '<a:lvl1pPr><a:defRPr sz="4400"/></a:lvl1pPr>' if kind == "ctrTitle" else ""
    said = f'<a:r><a:rPr lang="{lang}"/><a:t>{say(f"slides-place-{kind.lower()}", lang)}</a:t></a:r>'
    if kind == "sldNum":
        ident_of_field = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
        said = f'<a:fld id="{ident_of_field}" type="slidenum"><a:rPr lang="{lang}"/><a:t>‹#›</a:t></a:fld>'
    if kind == "ftr":
        said = ""
    place = f'type="{kind}"' if kind == "title" or kind == "ctrTitle" else f'type="{kind}" idx="{index}"'
    if foot:
        place += ' sz="quarter"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{ident}" name="{say(f"slides-place-{kind.lower()}", lang)} {ident}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p>{said}</a:p></p:txBody></p:sp>"
    )


def _card(ident: int, box: Box) -> str:
    rounding = round(14 / min(box[2:]) * 100000)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{ident}" name="Card {ident}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(box)}<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {rounding}"/></a:avLst>'
        f'</a:prstGeom><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>{_line()}</p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def _hairline(ident: int, x: float, y: float, wide: float) -> str:
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{ident}" name="Line {ident}"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr>{_frame((x, y, wide, 0))}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_line()}'
        "</p:spPr></p:cxnSp>"
    )


def _line() -> str:
    return f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{PAPER["light"].hairline[1:]}"/></a:solidFill></a:ln>'


def _styles() -> str:
    """Titles in Georgia, all else in Arial; no bullets."""

    def level(number: int, size: int, face: str, bold: bool = False) -> str:
        return (
            f'<a:lvl{number}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
            'hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'<a:buNone/><a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
            f'</a:solidFill><a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
            f"</a:defRPr></a:lvl{number}pPr>"
        )

    levels = "".join(level(number, 2000, "mn") for number in range(1, 10))
    other = "".join(level(number, 1800, "mn") for number in range(1, 10))
    return (
        f"<p:txStyles {_NAMESPACES}><p:titleStyle>{level(1, 3000, 'mj', True)}</p:titleStyle>"
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )

"""The look of our slides: a theme with our colours and type, a master, and the two layouts that every slide is made on."""

from dataclasses import dataclass

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from dashboard.core.language import _
from dashboard.figures import theme

FONT = "Source Sans Pro"
WIDE, HIGH = 960, 540
MARGIN = 44


@dataclass(frozen=True)
class Box:
    """A place on the slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


TITLE = Box(MARGIN, 32, WIDE - 2 * MARGIN, 48)
SIGNS = Box(MARGIN, 17, WIDE - 2 * MARGIN, 15)
SENTENCE = Box(MARGIN, 82, WIDE - 2 * MARGIN, 50)
CONTENT = Box(MARGIN, 138, WIDE - 2 * MARGIN, 296)
LEFT = Box(MARGIN, 138, 420, 296)
RIGHT = Box(MARGIN + 440, 138, WIDE - 2 * MARGIN - 440, 296)
FOOT = Box(MARGIN, 440, WIDE - 2 * MARGIN, 62)
STAMP = Box(MARGIN, 508, WIDE - 2 * MARGIN - 60, 18)
NUMBER = Box(WIDE - MARGIN - 50, 508, 50, 18)
BAND = Box(0, 0, WIDE, 7)
EXAMPLE_BAND = Box(0, 0, WIDE, 17)
COVER_EDGE = Box(0, 0, 30, HIGH)
COVER_TITLE = Box(80, 100, WIDE - 80 - MARGIN, 110)
COVER_TEXT = Box(80, 222, WIDE - 80 - MARGIN, 220)
# Where a slide's own text goes, by the number that the layout gives the place.
SENTENCE_PLACE, SIGNS_PLACE, FOOT_PLACE, TEXT_PLACE = 13, 14, 15, 16
STAMP_PLACE, NUMBER_PLACE = 11, 12
LAST_PLACES = (FOOT_PLACE, STAMP_PLACE, NUMBER_PLACE)
COVER_SIZES, COVER_TEXT_SIZE = (38, 34, 30, 26, 24), 16
TITLE_SIZES = (28, 26, 24, 22, 20, 18)
SENTENCE_SIZES = (18, 17, 16, 15, 14, 13, 12)
FOOT_SIZE = 10
STAMP_SIZES = (FOOT_SIZE, 9, 8)
_COLOURS = {
    "dk1": theme.TEXT,
    "lt1": "#ffffff",
    "dk2": theme.ACCENT,
    "lt2": "#f3f5f6",
    "accent1": theme.ACCENT,
    "accent2": theme.VIOLENCE_AREA["honour"],
    "accent3": theme.VIOLENCE_AREA["prostitution_trafficking"],
    "accent4": theme.VIOLENCE_AREA["sexual_violence"],
    "accent5": theme.PLAIN,
    "accent6": theme.VIOLENCE_AREA["intimate_partner"],
    "hlink": theme.ACCENT,
    "folHlink": theme.MUTED,
}


def blank() -> Deck:
    """A deck in 16:9 with our theme, our master, two layouts and no slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    _dress(deck)
    _set_master(deck)
    kept = (deck.slide_layouts.get_by_name("Title Slide"), deck.slide_layouts.get_by_name("Title Only"))
    for layout in list(deck.slide_layouts):
        if layout not in kept:
            deck.slide_layouts.remove(layout)
    _set_layout(
        kept[0],
        _("Omslag"),
        _bar(_("Kant"), COVER_EDGE),
        _shape("title", 0, _("Rubrik"), COVER_TITLE, COVER_SIZES[0], anchor="b", is_bold=True),
        _shape("body", TEXT_PLACE, _("Text"), COVER_TEXT, COVER_TEXT_SIZE),
    )
    _set_layout(
        kept[1],
        _("Svar"),
        _shape("title", 0, _("Rubrik"), TITLE, TITLE_SIZES[0], anchor="b", is_bold=True),
        _shape("body", SENTENCE_PLACE, _("Mening"), SENTENCE, SENTENCE_SIZES[0]),
        _shape("body", SIGNS_PLACE, _("Tecken"), SIGNS, 12, is_bold=True, colour="accent2", align="r"),
        _shape("body", FOOT_PLACE, _("Källa"), FOOT, FOOT_SIZE, colour="tx1", anchor="b"),
        _shape("ftr", STAMP_PLACE, _("Sidfot"), STAMP, FOOT_SIZE, anchor="ctr"),
        _shape("sldNum", NUMBER_PLACE, _("Bildnummer"), NUMBER, FOOT_SIZE, anchor="ctr", align="r"),
    )
    return deck


def cover_layout(deck: Deck) -> SlideLayout:
    """The layout of the first slide."""
    return deck.slide_layouts[0]


def answer_layout(deck: Deck) -> SlideLayout:
    """The layout of every other slide."""
    return deck.slide_layouts[1]


def _dress(deck: Deck) -> None:
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    root.set("name", "Medelkartan")
    for name, colour in _COLOURS.items():
        slot = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        slot[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour[1:].upper()}"/>')]
    root.find(f".//{qn('a:clrScheme')}").set("name", "Medelkartan")
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "Medelkartan")
    for kind in ("a:majorFont", "a:minorFont"):
        fonts.find(f"{qn(kind)}/{qn('a:latin')}").set("typeface", FONT)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_master(deck: Deck) -> None:
    master = deck.slide_master
    _replace_shapes(
        master._element,
        _bar(_("Band"), BAND),
        _shape("title", 0, _("Rubrik"), TITLE, TITLE_SIZES[0], anchor="b", is_bold=True),
        _shape("body", 1, _("Text"), CONTENT, SENTENCE_SIZES[0]),
        _shape("ftr", 3, _("Sidfot"), STAMP, FOOT_SIZE, anchor="ctr"),
        _shape("sldNum", 4, _("Bildnummer"), NUMBER, FOOT_SIZE, anchor="ctr", align="r"),
    )
    styles = master._element.find(qn("p:txStyles"))
    for name, size in (("p:titleStyle", TITLE_SIZES[0]), ("p:bodyStyle", SENTENCE_SIZES[0])):
        for level in styles.find(qn(name)):
            level.set("algn", "l")
            level.set("marL", "0")
            level.set("indent", "0")
            for bullet in (*level.findall(qn("a:buChar")), *level.findall(qn("a:buFont"))):
                level.remove(bullet)
            if level.find(qn("a:buNone")) is None:
                level.insert(
                    list(level).index(level.find(qn("a:defRPr"))), parse_xml(f"<a:buNone {nsdecls('a')}/>")
                )
            level.find(qn("a:defRPr")).set("sz", str(size * 100))


def _set_layout(layout: SlideLayout, name: str, *shapes: str) -> None:
    _replace_shapes(layout._element, *shapes)
    layout._element.cSld.set("name", name)
    layout._element.attrib.pop("type", None)


def _replace_shapes(element: etree._Element, *shapes: str) -> None:
    tree = element.cSld.spTree
    for shape in tree.findall(qn("p:sp")):
        tree.remove(shape)
    for number, text in enumerate(shapes, start=2):
        shape = parse_xml(text)
        shape.find(f".//{qn('p:cNvPr')}").set("id", str(number))
        tree.append(shape)


def _bar(name: str, box: Box) -> str:
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _shape(
    kind: str,
    index: int,
    name: str,
    box: Box,
    size: int,
    anchor: str = "t",
    is_bold: bool = False,
    colour: str = "tx1",
    align: str = "l",
) -> str:
    number = f' idx="{index}"' if index else ""
    content = '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="sv-SE"/><a:t>‹#›</a:t></a:fld>'
    run = content if kind == "sldNum" else f'<a:r><a:rPr lang="sv-SE"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{number}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(is_bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr>'
        f"</a:lvl1pPr></a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _place(box: Box) -> str:
    left, top, wide, high = (Pt(value) for value in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'

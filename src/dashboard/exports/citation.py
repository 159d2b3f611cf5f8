"""How to cite a card: who, what, from which data, when and where."""

from dashboard.core import grammar
from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.core.stamp import Stamp
from dashboard.core.status import Status
from dashboard.figures.describe import signs_of

_PROGRAM = "Medelkartan"


def citation(result: Result, stamp: Stamp, sources: Result) -> str:
    """The text to cite a card with: publishers of its sources and Medelkartan, title, signs, filters, data version, day and address.

    `sources` is the answer to the question of that name. A card of one printed source has a second line that cites the document.
    """
    known = sources.rows.set_index("source_id")
    cited = [place for place in result.provenance if place.source_id in known.index]
    publishers = [str(known.at[place.source_id, "publisher"]) for place in cited]
    authors = list(dict.fromkeys([*(p for p in publishers if p != _PROGRAM), _PROGRAM]))
    signs = signs_of(result)
    line = _(
        "{authors} ({year}). {title}{signs}. {filters}Datamängd {version}. Hämtad {date} från {address}"
    ).format(
        authors=grammar.listed(authors),
        year=stamp.made_on.year,
        title=result.title.rstrip("."),
        signs=f" [{signs}]" if signs else "",
        filters=_("Sidans urval: {filters}.").format(filters=stamp.filters_text) + " "
        if stamp.filters_text
        else "",
        version=stamp.version,
        date=stamp.made_on.isoformat(),
        address=stamp.address,
    )
    if len(cited) != 1 or set(result.statuses) - {Status.PUBLISHED}:
        return line
    source = known.loc[cited[0].source_id]
    document = _("{publisher} ({year}). {title}. {place}").format(
        publisher=source["publisher"],
        year=int(source["published_year"]),
        title=source["title"],
        place=cited[0].locator,
    )
    return "\n".join((line, _("Källa: {sources}.").format(sources=document)))

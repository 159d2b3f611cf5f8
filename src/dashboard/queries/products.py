"""The catalogue of the agencies' knowledge support, with search and choices."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import slug, swedish_order
from dashboard.core.filters import Filters, tidy_search
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_violence_area
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence
from dashboard.queries.search import found_in

NO_AUDIENCE = "anges-inte"
_FIELDS = ("provider", "product_kind", "audience")
# The choices that stand last, by their slugs.
_LAST = (NO_AUDIENCE, "andra", "ovrigt-stod")
_EVERYTHING = """
SELECT * REPLACE (string_split(audience_groups, '; ') AS audience_groups) FROM support_product ORDER BY support_product_id
"""


def choices(reader: Reader, filters: Filters) -> Result:
    """What the catalogue can be chosen by. Rows: `field` (provider, product_kind, audience), `slug`, `label`, `products` (how many)."""
    slugs = _by_choice(reader.stored_rows(_EVERYTHING)).map(slug)
    rows = _by_choice(reader.rows(_EVERYTHING)).rename("label").to_frame()
    rows["label"] = rows["label"].where(slugs != NO_AUDIENCE, _("Anges inte"))
    found = (
        rows.assign(slug=slugs)
        .groupby(["field", "slug", "label"], sort=False)
        .size()
        .rename("products")
        .reset_index()
    )
    order = found.assign(
        field=pd.Categorical(found["field"], categories=_FIELDS),
        last=found["slug"].isin(_LAST),
        by=found["label"].map(swedish_order),
    ).sort_values(["field", "last", "by"], kind="stable")
    return Result(
        "product_choices",
        _("Urval"),
        "",
        found.loc[order.index].reset_index(drop=True),
        (Column("label", _("Urval")),),
        "",
        (),
    )


def _by_choice(rows: pd.DataFrame) -> pd.Series:
    """What each product can be chosen by, one row each: the text, with the product's row number and the `field` as index."""
    audiences = rows["audience_groups"].map(list, na_action="ignore")
    by_field = {
        "provider": rows["provider"],
        "product_kind": rows["kind"],
        "audience": audiences.where(audiences.notna(), NO_AUDIENCE).explode(),
    }
    return pd.concat(by_field, names=["field", "product"])


def catalogue(
    reader: Reader,
    filters: Filters,
    provider: str = "",
    product_kind: str = "",
    audience: str = "",
    text: str = "",
) -> Result:
    """The products that fit every choice, in document order.

    `provider`, `product_kind` and `audience` are slugs of `choices`, empty for all; `text` is searched for by the rules of
    `queries.search` in name, provider, kind, audience and remark. Rows: `name_sv`, `provider`, `kind`, `year`, `audience_sv`, `area`,
    `note_sv`, `status`.
    """
    everything = reader.rows(_EVERYTHING)
    slugs = _by_choice(reader.stored_rows(_EVERYTHING)).map(slug)
    fits = pd.Series(True, index=everything.index)
    for field, wanted in zip(_FIELDS, (provider, product_kind, audience), strict=True):
        if wanted:
            fits &= everything.index.isin(slugs[field][slugs[field] == wanted].index)
    hits, loose = found_in(
        reader,
        "support_product",
        "support_product_id",
        ("name_sv", "provider", "kind", "audience_sv", "note_sv"),
        tidy_search(text),
    )
    rows = everything[fits & everything["support_product_id"].isin(hits)]
    before = len(rows)
    if filters.violence_area_id:
        rows = rows[rows["violence_area_id"] == filters.violence_area_id]
    rows = rows.reset_index(drop=True)
    rows["area"] = [
        "" if pd.isna(area) else label_of_violence_area(area) for area in rows["violence_area_id"]
    ]
    rows["year"] = ["" if pd.isna(year) else str(int(year)) for year in rows["year"]]
    for column in ("audience_sv", "note_sv"):
        rows[column] = rows[column].fillna("")
    return Result(
        "support_products",
        _("Myndigheternas kunskapsstöd 2020"),
        _sentence(rows, len(everything)),
        rows,
        (
            Column("name_sv", _("Stöd")),
            Column("provider", _("Myndighet")),
            Column("kind", _("Rubrik i bilagan")),
            Column("year", _("År")),
            Column("audience_sv", _("För vem")),
            Column("area", _("Våldsområde")),
            Column("note_sv", _("Anmärkning")),
            Column("locator", _("Plats i dokumentet"), on_screen=False, in_files=False),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_notes(filters, rows, before, tidy_search(text), loose)),
    )


def _sentence(rows: pd.DataFrame, total: int) -> str:
    if rows.empty:
        return ""
    if len(rows) == 1:
        only = rows.iloc[0]
        return _("Ett av {total} stöd stämmer med urvalet: {name}, {provider}.").format(
            total=total, name=only["name_sv"], provider=only["provider"]
        )
    counts = rows["provider"].value_counts()
    top = sorted(counts[counts == counts.max()].index, key=swedish_order)
    shown = (
        _("Bilagan räknar upp {total} stöd.").format(total=total)
        if len(rows) == total
        else _("{shown} av {total} stöd stämmer med urvalet.").format(shown=len(rows), total=total)
    )
    if len(counts) == 1:
        return shown + " " + _("Alla kommer från {provider}.").format(provider=top[0])
    most = ngettext(
        "Flest kommer från {provider}: {count}.", "Flest, {count} var, kommer från {provider}.", len(top)
    ).format(provider=grammar.listed(top), count=counts.max())
    return f"{shown} {most}"


def _notes(filters: Filters, rows: pd.DataFrame, before: int, text: str, loose: bool) -> list[str]:
    notes = []
    if rows.empty:
        notes.append(_("Inget stöd stämmer med urvalet. Ta bort ett val eller pröva ett kortare ord."))
    if loose and not rows.empty:
        notes.append(_("Inget stämde exakt; a har fått stå för å och ä, och o för ö."))
    if filters.violence_area_id:
        notes.append(
            _(
                "Bara stöd vars namn eller rubrik gäller just {area} visas. {left} andra i urvalet gäller flera områden, eller våld i nära relationer som hela uppdragets ram."
            ).format(area=label_of_violence_area(filters.violence_area_id).lower(), left=before - len(rows))
        )
    notes.append(
        _(
            "Listan är från 2020. Alla stöd sprids inte inom uppdraget, bara de som hör till planens aktiviteter."
        )
    )
    return notes

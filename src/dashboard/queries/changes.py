"""What differs between two versions of the dataset, fact by fact, for a place or the country.

A question of this kind takes two readers, `before` and `after`, and says what differs, not why.
"""

import pandas as pd

from dashboard.core import printed_figure
from dashboard.core.codes import COUNTRY
from dashboard.core.estimates import written
from dashboard.core.filters import Filters
from dashboard.core.grants import label_of_measure, label_of_stream
from dashboard.core.language import _, ngettext
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import MISSING, number
from dashboard.core.printed_figure import Printed
from dashboard.core.result import Column, Provenance, Result, statuses_of
from dashboard.core.status import sign
from dashboard.dataset.schema import MONEY_MEASURES
from dashboard.dataset.store import Reader
from dashboard.queries import counties, evidence, municipality, municipality_work

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_KEY = ["fact", "key"]
_COMPARED = (
    "value",
    "low",
    "high",
    "has_point",
    "text",
    "bound",
    "wording",
    "year_from",
    "year_to",
    "status",
    "source_id",
    "locator",
    "note",
)
# Every fact in one long form. `text` is what a fact says that is no number; `who` is empty for figures of the whole country.
_FACTS = """
WITH facts AS (
  SELECT 'allocation' AS fact, concat_ws('|', recipient_id, year, stream, measure) AS key, kind, name AS who, area_code AS code,
         year, measure AS what, stream AS part, CAST(amount_sek AS DOUBLE) AS value,
         CAST(amount_low_sek AS DOUBLE) AS low, CAST(amount_high_sek AS DOUBLE) AS high, has_point, 'sek' AS unit, a.status, source_id, locator, note_sv AS note
  FROM allocation a JOIN recipient r USING (recipient_id)
  UNION ALL BY NAME
  SELECT 'activity' AS fact, activity_id AS key, kind, r.name AS who, area_code AS code, year, t.name_sv AS activity_type, v.name_sv AS area,
         g.name_sv AS target_group, m.name_sv AS method, partner_sv AS partner, description_sv AS description, 'text' AS unit,
         a.status, source_id, locator
  FROM activity a JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
  LEFT JOIN violence_area v USING (violence_area_id) LEFT JOIN target_group g USING (target_group_id) LEFT JOIN method m USING (method_id)
  UNION ALL BY NAME
  SELECT 'self_assessment' AS fact, concat_ws('|', recipient_id, year, question_id, coalesce(violence_area_id, '')) AS key, kind,
         r.name AS who, area_code AS code, year, q.name_sv AS what, v.name_sv AS part, CAST(score AS DOUBLE) AS value, answer AS text,
         CASE WHEN score IS NULL THEN 'text' ELSE 'score' END AS unit, s.status, source_id, locator
  FROM self_assessment s JOIN recipient r USING (recipient_id) JOIN question q USING (question_id)
  LEFT JOIN violence_area v USING (violence_area_id)
  UNION ALL BY NAME
  SELECT 'population' AS fact, concat_ws('|', area_code, year) AS key, 'area' AS kind, coalesce(m.name, c.name) AS who, area_code AS code,
         year, CAST(population AS DOUBLE) AS value, 'count' AS unit, p.status, source_id, year::VARCHAR || '-12-31' AS locator
  FROM population p LEFT JOIN municipality m ON municipality_code = area_code LEFT JOIN county c ON c.county_code = area_code
  UNION ALL BY NAME
  SELECT 'indicator' AS fact, concat_ws('|', area_code, year, indicator_id) AS key, 'area' AS kind, coalesce(m.name, c.name) AS who,
         area_code AS code, year, name_sv AS what, value, CASE WHEN sign <> 'value' THEN sign END AS text, coalesce(unit, 'count') AS unit,
         i.status, source_id, locator
  FROM indicator i LEFT JOIN municipality m ON municipality_code = area_code LEFT JOIN county c ON c.county_code = area_code
  UNION ALL BY NAME
  SELECT 'published_figure' AS fact, figure_id AS key, 'area' AS kind, '00' AS code, coalesce(year_to, year_from) AS year, year_from, year_to,
         measure_sv AS what, category_sv AS part, subcategory_sv AS finer, value, unit, bound, wording, status, source_id, locator,
         note_sv AS note
  FROM published_figure
)
SELECT * FROM facts
WHERE status IN (SELECT unnest($statuses)) AND ($place = '00' OR code = $place OR (length($place) = 2 AND code[1:2] = $place))
"""
_TOLD = ("who", "what", "part", "finer", "text", "locator")
_TOLD_OF_AN_ACTIVITY = ["activity_type", "area", "target_group", "method", "partner", "description"]


def place_of(before: Reader, after: Reader, filters: Filters, scope: str) -> tuple[str, str]:
    """The code and the name of the place that is looked at: a municipality, a county or, for any other scope, the country."""
    if scope not in ("municipality", "county"):
        return COUNTRY, _("hela landet")
    code = (municipality if scope == "municipality" else counties).code_of(filters)
    sql = "SELECT name FROM municipality WHERE municipality_code = $code UNION ALL SELECT name FROM county WHERE county_code = $code"
    known = [name for reader in (after, before) for name in reader.rows(sql, {"code": code})["name"]]
    return code, str(known[0])


def facts(reader: Reader, place: str, filters: Filters) -> pd.DataFrame:
    """Every fact about the place that may be shown, one row each: `fact` and `key` name it.

    Texts are as they are stored, so that a better translation is no change of a fact; beside them, with `_told` after the name of each
    column of _TOLD, stands the text in the language in use.
    """
    stored = reader.stored_rows(_FACTS, {"place": place, "statuses": evidence.shown_statuses(filters)})
    told = _worded(reader.in_language(stored))
    return _worded(stored).assign(**{f"{name}_told": told[name] for name in _TOLD})


def _worded(found: pd.DataFrame) -> pd.DataFrame:
    texts = dict.fromkeys(("what", "part", "text", "note", "who", "bound", "wording"), object)
    found = found.astype({**texts, **dict.fromkeys(("year", "year_from", "year_to"), "Int64")})
    activities = found["fact"] == "activity"
    found.loc[activities, "text"] = [
        "; ".join(t for t in told if isinstance(t, str) and t)
        for told in found.loc[activities, _TOLD_OF_AN_ACTIVITY].itertuples(index=False)
    ]
    training = found["key"].str.contains("|staff_training|", regex=False)
    found.loc[training, "text"] = found.loc[training, "text"].map(municipality_work.answer_text)
    return found


def _differences(before: Reader, after: Reader, place: str, filters: Filters) -> pd.DataFrame:
    """Facts that are in one version only or differ: the columns of both, ending in `_before` and `_after`, and `change`."""
    joined = facts(before, place, filters).merge(
        facts(after, place, filters), how="outer", on=_KEY, suffixes=("_before", "_after"), indicator=True
    )
    differs = pd.concat([unlike(joined, name) for name in _COMPARED], axis=1).any(axis=1)
    joined["change"] = (
        joined["_merge"].astype(str).map({"left_only": REMOVED, "right_only": ADDED, "both": CHANGED})
    )
    return joined[differs | (joined["change"] != CHANGED)].reset_index(drop=True)


def kinds_of_change(merged: pd.Series) -> pd.Series:
    """What pandas' merge indicator says, as a kind of change."""
    return merged.astype(str).map({"left_only": REMOVED, "right_only": ADDED, "both": CHANGED})


def unlike(joined: pd.DataFrame, name: str) -> pd.Series:
    """Whether the column differs between before and after, row by row; missing on both sides is the same."""
    left, right = joined[f"{name}_before"], joined[f"{name}_after"]
    return (left != right) & ~(left.isna() & right.isna())


def either(joined: pd.DataFrame, name: str) -> pd.Series:
    """The column as it is after, or was before where the fact was removed."""
    after = joined[f"{name}_after"]
    return after.where(joined["change"] != REMOVED, joined[f"{name}_before"])


def rows(before: Reader, after: Reader, filters: Filters, scope: str = "") -> Result:
    """Each fact that differs, added first, then changed, then removed.

    Rows: `change` (in words), `who`, `year` (the last where a printed figure has several), `period` (all of them, in words), `what`, `before` and `after` (number or text; missing where there is none), the same as
    `before_text` and `after_text`, `status_before` and `status_after` in words, `parts` (what of a changed fact differs), `status`.
    """
    place, name = place_of(before, after, filters, scope)
    found = _differences(before, after, place, filters)
    shown = pd.DataFrame(
        {
            "order": found["change"].map({ADDED: 0, CHANGED: 1, REMOVED: 2}),
            "step": _step(found),
            "kind_of_change": found["change"],
            "change": found["change"].map({ADDED: _("nytt"), CHANGED: _("ändrat"), REMOVED: _("borttaget")}),
            "who": [w or _("hela landet") for w in either(found, "who_told").fillna("")],
            "year": either(found, "year"),
            "period": _periods(found),
            "what": _what(found),
            "parts": _parts(found),
            "unit": either(found, "unit"),
            **{side: _as_data(found, side) for side in ("before", "after")},
            **{f"{side}_text": _written(found, side) for side in ("before", "after")},
            **{f"status_{side}": signs(found[f"status_{side}"]) for side in ("before", "after")},
            "status": either(found, "status"),
            "source_id": either(found, "source_id"),
            "locator": either(found, "locator_told"),
        }
    ).sort_values(["order", "who", "year", "step", "what"], kind="stable", ignore_index=True)
    return Result(
        "changed_rows",
        _("Ändrade uppgifter, {name}").format(name=name),
        _sentence(shown, name, before, after),
        shown,
        (
            Column("change", _("Ändring")),
            Column("who", _("Vem")),
            Column("period", _("År")),
            Column("what", _("Vad")),
            Column("before_text", _("Före"), in_files=False),
            Column("after_text", _("Efter"), in_files=False),
            Column("before", _("Före"), on_screen=False),
            Column("after", _("Efter"), on_screen=False),
            Column("status_before", _("Tecken före")),
            Column("status_after", _("Tecken efter")),
            Column("parts", _("Det som skiljer")),
        ),
        "mixed",
        provenance(before, after, shown),
        statuses_of(shown),
        notes(shown, filters),
    )


def _step(found: pd.DataFrame) -> list[int]:
    """The place of each fact among those of its recipient and year: money in the order of its steps, then what is told in words."""
    order = [*MONEY_MEASURES, "activity", "self_assessment", "population", "indicator", "published_figure"]
    whats = either(found, "what")
    return [
        order.index(what if fact == "allocation" else fact)
        for fact, what in zip(found["fact"], whats, strict=True)
    ]


def _what(found: pd.DataFrame) -> list[str]:
    words = {
        "activity": _("Insats"),
        "self_assessment": _("Självskattat"),
        "population": _("Invånare"),
        "indicator": _("Nyckeltal"),
        "published_figure": _("Tryckt siffra"),
    }
    columns = [either(found, name).fillna("") for name in ("what_told", "part_told", "finer_told")]
    return [
        money(what, part)
        if fact == "allocation"
        else ": ".join(t for t in (words[fact], ", ".join(u for u in (what, part, finer) if u)) if t)
        for fact, what, part, finer in zip(found["fact"], *columns, strict=True)
    ]


def money(measure: str, stream: str) -> str:
    """A step of the money's way, with the stream where it is not the development grants."""
    step = MEASURES[measure].plain_label if measure in MEASURES else label_of_measure(measure)
    return step + (f", {label_of_stream(stream)}" if label_of_stream(stream) else "")


def _said(found: pd.DataFrame, side: str) -> pd.Series:
    values, texts = found[f"value_{side}"], found[f"text_told_{side}"]
    return values.astype(object).where(values.notna(), texts).where(lambda said: said.notna(), None)


def _as_data(found: pd.DataFrame, side: str) -> list[object]:
    """Numbers as numbers; an estimate as it is written, since no number says its interval."""
    said = zip(_said(found, side), _written(found, side), found[f"low_{side}"], strict=True)
    return [value if pd.isna(low) else text for value, text, low in said]


def _periods(found: pd.DataFrame) -> list[str]:
    first, last, year = (either(found, name) for name in ("year_from", "year_to", "year"))
    spans = [
        printed_figure.period(*(None if pd.isna(y) else y for y in ends))
        for ends in zip(first, last, strict=True)
    ]
    return [span or ("" if pd.isna(y) else str(y)) for span, y in zip(spans, year, strict=True)]


def _written(found: pd.DataFrame, side: str) -> list[str]:
    columns = (found[f"{name}_{side}"] for name in ("unit", "bound", "wording", "low", "high", "has_point"))
    return [_text(*told) for told in zip(_said(found, side), *columns, strict=True)]


def _text(
    value: object, unit: str, bound: object, wording: object, low: float, high: float, has_point: object
) -> str:
    if value is None:
        return MISSING
    if isinstance(value, str):
        return value
    if isinstance(bound, str):
        return printed_figure.said(
            Printed(float(str(value)), unit, bound, wording if isinstance(wording, str) else "")
        )
    return written(None if has_point is False else float(str(value)), low, high, unit)


def signs(statuses: pd.Series) -> list[str]:
    """The statuses as words for a table, a dash where there is nothing."""
    return [(sign(s) or _("tryckt uppgift")) if isinstance(s, str) else MISSING for s in statuses]


def _parts(found: pd.DataFrame) -> list[str]:
    """What differs of each changed fact, in words; empty where the fact is new or gone."""
    words = {
        "value": _("värdet"),
        "low": _("spannet"),
        "high": _("spannet"),
        "has_point": _("säkerheten"),
        "text": _("innehållet"),
        "bound": _("ordet före talet"),
        "wording": _("ordalydelsen"),
        "year_from": _("året"),
        "year_to": _("året"),
        "status": _("tecknet"),
        "source_id": _("källan"),
        "locator": _("platsen i källan"),
        "note": _("förbehållet"),
    }
    differs = {name: unlike(found, name) for name in _COMPARED}
    changed = found["change"] == CHANGED
    return [
        ", ".join(dict.fromkeys(words[name] for name, column in differs.items() if column[i]))
        if changed[i]
        else ""
        for i in found.index
    ]


def _sentence(shown: pd.DataFrame, name: str, before: Reader, after: Reader) -> str:
    counts = shown["kind_of_change"].value_counts()
    new, changed, gone = (int(counts.get(k, 0)) for k in (ADDED, CHANGED, REMOVED))
    if shown.empty:
        return _("Inget skiljer version {after} från {before} för {name}.").format(
            after=after.version, before=before.version, name=name
        )
    parts = [
        ngettext("{count} ny uppgift", "{count} nya uppgifter", new).format(count=number(new)),
        ngettext("{count} ändrad", "{count} ändrade", changed).format(count=number(changed)),
        ngettext("{count} borttagen", "{count} borttagna", gone).format(count=number(gone)),
    ]
    return _("Version {after} har, jämförd med {before}, {new}, {changed} och {gone} för {name}.").format(
        after=after.version, before=before.version, name=name, new=parts[0], changed=parts[1], gone=parts[2]
    )


def notes(shown: pd.DataFrame, filters: Filters) -> tuple[str, ...]:
    """What a reader of the differences should know."""
    said = []
    if shown.empty:
        said.append(_("Alla uppgifter är desamma i båda versionerna."))
    if not filters.examples:
        said.append(_("Exempeldata räknas inte, så en uppgift som ersatt ett exempel visas som ny."))
    return tuple(said)


def provenance(before: Reader, after: Reader, shown: pd.DataFrame) -> tuple[Provenance, ...]:
    """Where the rows come from: those that were removed are found in the version before."""
    gone = shown["kind_of_change"] == REMOVED
    return evidence.provenance(after, shown[~gone]) + evidence.provenance(before, shown[gone])

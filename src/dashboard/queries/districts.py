"""A municipality's city-district boards: who used the money, and what each did in the six areas of the grant."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import swedish_order
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_violence_area
from dashboard.core.numbers import MISSING, number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence
from dashboard.queries.municipality import code_of

_BOARDS = """
SELECT r.recipient_id, replace(r.name, ' stadsdelsnämnd', '') AS name, s.answer, s.status, s.source_id, s.locator
FROM recipient r LEFT JOIN self_assessment s ON s.recipient_id = r.recipient_id AND s.question_id = 'funds_used'
WHERE r.kind = 'district' AND r.area_code = $code
ORDER BY s.answer IS NULL, r.name COLLATE sv
"""
_DONE = """
SELECT a.recipient_id, replace(r.name, ' stadsdelsnämnd', '') AS name, a.year, t.activity_type_id AS area, t.name_sv AS area_name, a.description_sv AS description, m.name_sv AS method,
       g.name_sv AS target_group, v.name_sv AS violence_area, a.status, a.source_id, a.locator
FROM activity a JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
LEFT JOIN method m USING (method_id) LEFT JOIN target_group g USING (target_group_id) LEFT JOIN violence_area v USING (violence_area_id)
WHERE r.kind = 'district' AND r.area_code = $code AND a.status IN (SELECT unnest($statuses))
  AND ($area = '' OR coalesce(a.violence_area_id, 'intimate_partner') = $area)
ORDER BY r.name COLLATE sv, t.activity_type_id, a.activity_id
"""


def boards(reader: Reader, filters: Filters) -> Result:
    """The boards by the six areas: `name`, `used` (in words), one column per area with the number of things told of (missing where none is), `status`.

    Empty for a municipality without boards. What a board used is as the document says: nothing, part, or not stated.
    """
    code = code_of(filters)
    rows = reader.rows(_BOARDS, {"code": code})
    done = _done(reader, filters)
    areas = reader.rows(
        "SELECT activity_type_id AS area, name_sv AS name FROM activity_type WHERE recipient_kind = 'district' ORDER BY 1"
    )
    counts = pd.crosstab(done["recipient_id"], done["area"]).reindex(columns=areas["area"], fill_value=0)
    rows = rows.merge(counts, left_on="recipient_id", right_index=True, how="left")
    # Nothing told is not nothing done.
    rows[areas["area"].tolist()] = rows[areas["area"].tolist()].where(lambda told: told > 0)
    rows["used"] = [_used(answer) for answer in rows["answer"]]
    rows["status"] = rows["status"].fillna("published")
    rows["source_id"] = rows["source_id"].fillna("stockholm-2018")
    rows["locator"] = rows["locator"].fillna(_("Användning av medlen"))
    notes = [
        _("– betyder att redovisningen inte nämner något för nämnden i området, inte att inget gjordes."),
        _("Utbildningar som redovisningen knyter till ”många nämnder” utan namn står på en egen rad."),
    ]
    if filters.violence_area_id:
        notes.append(
            _("Bara det som gäller {area} räknas.").format(
                area=label_of_violence_area(filters.violence_area_id).lower()
            )
        )
    return Result(
        "district_boards",
        _("Stadsdelsnämnderna 2017, sex områden"),
        _boards_sentence(rows),
        rows,
        (
            Column("name", _("Stadsdelsnämnd")),
            Column("used", _("Använde medlen")),
            *(Column(a.area, a.name, "count") for a in areas.itertuples()),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes),
        context={
            "areas": areas["area"].tolist(),
            "names": dict(zip(areas["area"], areas["name"], strict=True)),
        },
    )


def work(reader: Reader, filters: Filters) -> Result:
    """What the boards did, one row each: `name`, `area_name`, `description`, `method`, `target_group`, `violence_area`, `status`."""
    rows = _done(reader, filters)
    for column in ("description", "method", "target_group", "violence_area"):
        rows[column] = rows[column].fillna("")
    named = rows[~rows["recipient_id"].str.endswith("unnamed")]
    sentence = ""
    if not named.empty:
        most = named["name"].value_counts()
        leaders = sorted(most.index[most == most.iloc[0]], key=swedish_order)
        sentence = ngettext(
            "{count} insatser nämns. Flest, {most}, nämns för {names}.",
            "{count} insatser nämns. Flest, {most} var, nämns för {names}.",
            len(leaders),
        ).format(count=number(len(rows)), most=number(most.iloc[0]), names=grammar.listed(leaders))
        if len(rows) == 1:
            sentence = _("En insats nämns, för {names}.").format(names=grammar.listed(leaders))
    return Result(
        "district_work",
        _("Vad stadsdelsnämnderna gjorde 2017"),
        sentence,
        rows,
        (
            Column("name", _("Stadsdelsnämnd")),
            Column("area_name", _("Område")),
            Column("description", _("Vad")),
            Column("method", _("Metod")),
            Column("target_group", _("Målgrupp")),
            Column("violence_area", _("Våldsområde")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        () if not rows.empty else (_("Redovisningen nämner inget som gäller det valda våldsområdet."),),
    )


def _done(reader: Reader, filters: Filters) -> pd.DataFrame:
    return reader.rows(
        _DONE,
        {
            "code": code_of(filters),
            "area": filters.violence_area_id,
            "statuses": evidence.shown_statuses(filters),
        },
    )


def _used(answer: object) -> str:
    return {
        "none": _("inget"),
        "part": _("en del"),
        "not_stated": _("framgår inte"),
    }.get(str(answer), MISSING)


def _boards_sentence(rows: pd.DataFrame) -> str:
    asked = rows.dropna(subset=["answer"])
    if asked.empty:
        return ""
    by_answer = {
        answer: sorted(asked.loc[asked["answer"] == answer, "name"], key=swedish_order)
        for answer in ("none", "part", "not_stated")
    }
    parts = []
    if by_answer["none"]:
        parts.append(
            _("{names} använde inget av medlen 2017").format(names=grammar.listed(by_answer["none"]))
        )
    if by_answer["part"]:
        parts.append(_("{names} använde en del").format(names=grammar.listed(by_answer["part"])))
    if by_answer["not_stated"]:
        parts.append(
            _("för {count} av {all} framgår inte om hela beloppet användes").format(
                count=len(by_answer["not_stated"]), all=len(asked)
            )
        )
    return grammar.raised("; ".join(parts)) + "."

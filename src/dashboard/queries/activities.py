"""The methods that recipients name, and what each is."""

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

_METHODS = """
SELECT m.method_id AS item, m.name_sv AS label, m.explanation_sv, nullif(count(DISTINCT a.recipient_id), 0) AS districts,
       any_value(a.status) AS status, any_value(a.source_id) AS source_id, any_value(a.locator) AS locator
FROM method m LEFT JOIN (
  SELECT a.* FROM activity a JOIN recipient r USING (recipient_id) WHERE r.kind = 'district' AND a.status = 'published'
    AND ($area = '' OR coalesce(a.violence_area_id, 'intimate_partner') = $area)) a USING (method_id)
WHERE $area = '' OR a.method_id IS NOT NULL
GROUP BY ALL ORDER BY districts DESC NULLS LAST, label COLLATE sv
"""


def methods(reader: Reader, filters: Filters) -> Result:
    """Every named method with one line on what it is: `label`, `explanation_sv`, `districts` (Stockholm's boards that used it 2017), `status`.

    The lines themselves are of the dataset's vocabulary. With a violence area chosen, only the methods that a board used in it.
    """
    rows = reader.rows(_METHODS, {"area": filters.violence_area_id})
    rows["districts"] = rows["districts"].astype(float)
    named = rows.dropna(subset=["districts"])
    sentence = (
        ngettext(
            "Stockholms nämnder nämner 2017 oftast {methods}: {count} nämnd.",
            "Stockholms nämnder nämner 2017 oftast {methods}: {count} nämnder.",
            int(named["districts"].max()),
        ).format(
            methods=grammar.some(named.loc[named["districts"] == named["districts"].max(), "label"].tolist()),
            count=number(named["districts"].max()),
        )
        if not named.empty
        else _("Stockholms nämnder nämner ingen metod inom området 2017.")
    )
    return Result(
        "activity_methods",
        _("Metoder, och vad de är"),
        sentence,
        rows,
        (
            Column("label", _("Metod")),
            Column("explanation_sv", _("Vad det är")),
            Column("districts", _("Stockholms nämnder 2017"), "count"),
            Column("status", _("Tecken"), on_screen=False),
        ),
        "count",
        evidence.provenance(reader, named),
        statuses_of(named),
        (
            _("– betyder att ingen av Stockholms nämnder nämner metoden."),
            _(
                "Hur många som använde metoderna 2016 står under Kommuner 2016, Regioner 2016 och Ideella 2016."
            ),
            _("FREDA består av tre instrument, som räknas var för sig."),
        ),
    )

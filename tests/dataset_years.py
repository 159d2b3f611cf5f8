"""The years that the repository's own data has figures of: what tests of the data go through. The program reads them from the rows."""

from dashboard.core.measures import MEASURES
from dashboard.core.years import Years

YEARS = (2016, 2020, 2021, 2022)
# As a dataset might have them, for tests without one.
OFFERED = Years(
    {
        (measure.measure_id, kind): years
        for measure in MEASURES.values()
        for kind in measure.recipient_kinds
        for years in [
            {
                "redistributed": (2016,),
                "activities": (2016,),
                "staff_training": (2022,),
                "quality": (2022,),
            }.get(measure.measure_id, YEARS)
        ]
    },
    dict.fromkeys(("municipality", "region", "ngo"), YEARS),
)

"""What every picture, document and file says about itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Stamp:
    """From which data, when, of what, and where the same view is found.

    `version` is the dataset's; `made_on` the day the file was made; `filters_text` the filters in words; `address` the whole address
    of the view, frozen to the version.
    """

    version: str
    made_on: date
    filters_text: str
    address: str

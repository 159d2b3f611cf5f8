"""Which years there are figures of: read from the rows of one version of the dataset, never written in the program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Years:
    """The years that a version of the dataset has figures of, each time rising.

    `by_measure` has those of each measure and kind of recipient, `of_country` those of each kind with printed sums of the whole country.
    """

    by_measure: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    of_country: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, measure_id: str, recipient_kind: str) -> tuple[int, ...]:
        """The years of a measure for a kind of recipient; none where there are no figures."""
        return self.by_measure.get((measure_id, recipient_kind), ())

    def of_kinds(self, measure_ids: Iterable[str], *recipient_kinds: str) -> tuple[int, ...]:
        """The years that any of the measures has figures of, for any of the kinds."""
        wanted = [self.of(measure, kind) for measure in measure_ids for kind in recipient_kinds]
        return tuple(sorted({year for years in wanted for year in years}))

    @property
    def every(self) -> tuple[int, ...]:
        """All years that there is anything to choose of."""
        return tuple(
            sorted({y for years in (*self.by_measure.values(), *self.of_country.values()) for y in years})
        )

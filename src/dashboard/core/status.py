"""Where a figure comes from, as a status that every row of every fact table carries."""

from enum import StrEnum

from dashboard.core.language import _


class Status(StrEnum):
    """How a figure came to be. The order runs from printed to invented."""

    PUBLISHED = "published"
    REPORTED = "reported"
    MODELLED = "modelled"
    SYNTHETIC = "synthetic"


def sign(status: Status | str) -> str:
    """The word that marks a figure of this status in the interface; empty for published figures."""
    return {
        Status.PUBLISHED: "",
        Status.REPORTED: _("återrapporterat"),
        Status.MODELLED: _("beräknat"),
        Status.SYNTHETIC: _("exempeldata"),
    }[Status(status)]


def explanation(status: Status | str) -> str:
    """What the status means, in one plain sentence."""
    return {
        Status.PUBLISHED: _("Siffran står tryckt i ett källdokument."),
        Status.REPORTED: _("Siffran kommer ur mottagarens egen återrapportering."),
        Status.MODELLED: _("Siffran är uträknad, inte tryckt."),
        Status.SYNTHETIC: _(
            "Siffran är påhittad: ett exempel på hur det som är tryckt för riket kan ha fördelat sig mellan mottagare."
        ),
    }[Status(status)]


def example_band() -> str:
    """What stands across everything that shows example data: page, step, slide, sheet and paper."""
    return _("Exempeldata visas: påhittade värden, inte uppgifter om platserna.")


def doubtful() -> str:
    """The word that marks an estimate of which no more can be told than between which amounts it lies."""
    return _("mycket osäkert")


def ordered(statuses: set[str] | list[str]) -> tuple[Status, ...]:
    """The distinct statuses, from printed to invented."""
    present = {str(s) for s in statuses}
    return tuple(s for s in Status if s.value in present)

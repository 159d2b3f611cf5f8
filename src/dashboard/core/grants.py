"""Words about grants: what is told of their money, and which money it is."""

from dashboard.core.language import _

# The stream that the questions about money are about; the others are never added to it.
DEVELOPMENT = "development"


def label_of_measure(measure: str) -> str:
    """What is told of a grant's money. Each is another thing: what was set aside is not what was there to apply for."""
    return {
        "set_aside": _("Avsatt"),
        "available": _("Tillgängligt"),
        "allocated": _("Till länet"),
        "distributed": _("Fördelat"),
        "granted": _("Beviljat"),
        "received": _("Mottaget"),
    }[measure]


def label_of_stream(stream: str) -> str:
    """Which money it is, as it stands after an amount; empty for the grants that follow on each other."""
    return {
        "development": "",
        "stimulus": _("stimulansmedel"),
        "implementation": _("medel för genomförande"),
        "strategy": _("medel i den nationella strategin"),
        "prevention": _("länsstyrelsers förebyggande arbete"),
        "resource_centres": _("regionala resurscentra"),
        "shelter_organisations": _("kvinno- och tjejjourer"),
        "sheltered_housing": _("skyddat boende"),
        "honour": _("medel mot hedersförtryck"),
        "coordination": _("samordning"),
        "parental_support": _("föräldraskapsstöd"),
    }[stream]

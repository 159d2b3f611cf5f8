"""The statuses, from printed to invented."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.status import Status, explanation, ordered, sign

# The order in which a reader may trust them, and the word that marks each.
FROM_PRINTED_TO_INVENTED = ("published", "reported", "modelled", "synthetic")
SIGNS = ("", "återrapporterat", "beräknat", "exempeldata")


@given(st.lists(st.sampled_from(FROM_PRINTED_TO_INVENTED)))
def test_statuses_are_listed_once_from_printed_to_invented(present: list[str]) -> None:
    assert [str(s) for s in ordered(present)] == [s for s in FROM_PRINTED_TO_INVENTED if s in present]


def test_every_status_has_the_sign_of_the_design_and_an_explanation_of_its_own() -> None:
    assert tuple(sign(s) for s in FROM_PRINTED_TO_INVENTED) == SIGNS
    assert len({explanation(s) for s in Status}) == len(FROM_PRINTED_TO_INVENTED)

"""Every test that changes versions has an office of its own."""

from office import after_a_report, office, reported, starting_point

__all__ = ["after_a_report", "office", "reported", "starting_point"]

"""Errors that a person can mend, kept apart from bugs."""


class UserError(Exception):
    """Something the person at the keyboard can put right.

    The message is a plain Swedish sentence that says what is wrong, where, and what to do.
    """


class DatasetMissing(UserError):
    """No dataset has been built yet."""


class DatasetUnusable(UserError):
    """The dataset on disk is damaged or made for another version of the program."""


class DatasetOfAnotherProgram(DatasetUnusable):
    """The dataset is whole, but lacks what this version of the program reads."""

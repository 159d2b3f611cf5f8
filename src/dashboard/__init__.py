"""Medelkartan: Swedish development grants for the work against violence, place by place."""

__version__ = "0.1.0"

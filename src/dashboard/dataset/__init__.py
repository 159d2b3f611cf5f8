"""The prepared dataset: its schema, how it is opened, and which version is current."""

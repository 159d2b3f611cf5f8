"""A version of the dataset as open data: one zip file that describes itself, and metadata for those who keep catalogues."""

"""Reading the source files as they stand; every row keeps its file and line."""

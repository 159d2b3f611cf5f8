"""The only writer: from source files to a published version of the dataset."""

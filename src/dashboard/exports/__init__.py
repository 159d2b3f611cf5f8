"""From a result to a file. Every row carries its status, source and place."""

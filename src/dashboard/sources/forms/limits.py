"""How large a received file may be. Everything larger is refused before it is opened."""

MAX_FILE_BYTES = 30_000_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_CELLS = 10_000_000
# All texts of a workbook written out, each as often as a cell repeats it.
MAX_TEXT_CHARACTERS = 400_000_000
MAX_TEXT_IN_A_CELL = 5_000
# A longer cell of a text file is not read at all.
LONGEST_CELL = 131_072

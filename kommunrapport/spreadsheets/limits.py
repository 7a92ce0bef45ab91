"""How large a file that somebody hands in may be. Each limit is far above what a kommun's tables need."""

MAX_BYTES = 25_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_PARTS = 500  # files inside a workbook
MAX_SHEETS = 60
MAX_ROW = 250_000
MAX_COLUMN = 200
MAX_COLUMN_LETTERS = "GR"  # the name of MAX_COLUMN
MAX_CELLS = 3_000_000  # that hold something, in all sheets together
MAX_CHARACTERS = 32_767  # in one cell; Excel's own limit
MAX_MERGED = 20_000  # merged ranges in all sheets together

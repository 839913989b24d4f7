"""How large a foreign file may be: bounds of readers, each told in a plain sentence."""

#: columns of a table; a wide table of answers has hundreds
MOST_COLUMNS = 5_000
#: cells of a table: each costs some bytes even where it is empty
MOST_CELLS = 100_000_000
#: characters of a line, of a record and of a cell of text
LONGEST_LINE = 2**22
LONGEST_CELL = 2**17
#: bytes that the files in a zip may have unpacked, and how much smaller packing may make them
MOST_UNPACKED = 2**30
MOST_PACKED = 100
#: a zip that unpacks to less is let through however well it is packed
SMALL = 2**24
#: seconds and bytes for libraries that read in a process of their own; bytes of the file count
#: as many times as `TIMES` says
SECONDS = 120
MEMORY = 2**29
TIMES = 8
#: bytes that a cell of a sheet takes where a sheet is read as a whole; bytes that are free for that
#: beside those of `TIMES`; seconds for sheets that are read row by row, which takes several times
#: as long
CELL = 90
FREE = 2**27
ROW_SECONDS = 300
#: bytes of a file of JSON that is no list of records and has to be read as a whole
MOST_WHOLE = 2**26
#: tables of a file
MOST_TABLES = 100
#: rows that a fault repeats, and characters of its value
ROWS_TOLD = 10
VALUE_TOLD = 200

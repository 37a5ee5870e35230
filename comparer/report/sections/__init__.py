"""The report value -> the parts that every format shows: matrix, headlines, tables, changes."""

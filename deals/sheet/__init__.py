"""The tables of a deal as sheets: what stands in which column, how a file is read and written, and what a row would do."""

"""The tables of a deal as sheets: their columns, reading and writing files, and what an imported row would change."""

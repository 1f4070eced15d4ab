"""Readers: one file per kind of file set, and the table and JSON layers under them."""

"""Labelled cities: invented people, what an applicant file and a roster print of them, and who is who in truth.

They exist to fit and to measure the comparison. Names are composed from the table of characters, divisions are codes
that no province bears, so no number and no person is real.
"""

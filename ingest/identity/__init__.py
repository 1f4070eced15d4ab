"""Who is who: evidence between two mentions, its tier, and a calibrated probability where one can be given.

Nothing here decides law. A link ranks as far as its evidence carries (``ladder``), people decide the rest
(``decisions``), and the report (``report``) measures both on labelled cities.
"""

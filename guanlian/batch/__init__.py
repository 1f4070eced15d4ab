"""Many applicants at once: a workbook in, the same workbook with an answer beside every row out."""

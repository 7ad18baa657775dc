"""A rulebook as a workbook that an office fills in: one sheet for each list of the document, made from its schema."""

"""Records: folders of CSV files that tell who promised what, read strictly and loaded all or nothing.

`tables` has the seventeen tables as data, `reading` turns bytes into rows or into problems, `checking` holds
the rows of several folders against one another and against what is published, `planning` and `loading` put
them into the ledger.
"""

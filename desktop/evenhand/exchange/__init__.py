"""Files that other programs read and write: tables, address cards. Knows no book.

`tables` reads CSV and its kin as rows of text, `columns` says what each column holds and makes people of the rows,
`cards` reads vCards as people. What can't be taken at all is one `FileRefused`; what can't be taken of a file is a
`BadRow` each, and the rest is read on. Nothing here touches a book, so a worker thread may do it.
"""

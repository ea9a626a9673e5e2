"""Files that other programs read and write: tables, address cards. Knows no book."""

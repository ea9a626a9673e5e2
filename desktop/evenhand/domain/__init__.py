"""The rules of the trade: frozen facts and pure functions. No window, no database, no files, no clock."""

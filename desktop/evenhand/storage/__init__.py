"""The book: all of one business's data, in one folder. The only place that knows SQLite and peewee."""

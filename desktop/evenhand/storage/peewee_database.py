"""peewee's view of the open book. Loaded with the first write: reading does without."""

import logging

from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as driver

# peewee logs every parameter: names, notes, and a passphrase being changed. Whatever level somebody sets, it's mute.
logging.getLogger("peewee").disabled = True


class BookDatabase(SqlCipherDatabase):  # type: ignore[misc]
    """peewee's SQLCipher database over a connection that's open already."""

    def __init__(self, handle: driver.Connection) -> None:
        super().__init__(None, lock_type="IMMEDIATE", thread_safe=False, autoconnect=False)
        self._handle = handle
        self.init("the open book")
        self.connect()

    def _connect(self) -> driver.Connection:
        self._add_conn_hooks(self._handle)
        return self._handle

    def rollback(self) -> None:
        """Rolls back, unless SQLite has done so itself: a second rollback would hide why ("disk is full")."""
        if self.connection().in_transaction:
            super().rollback()

"""The system's own store of secrets, where a book's key may be remembered on this computer. Never the only way in.

Only the stores that come with a system are asked: other backends of keyring's write files or talk to a server. One
that raises anything, being locked, without its bus or failing in a library of its own, counts as no store.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "Evenhand"
_KEY = 32  # bytes
_OF_THE_SYSTEM = (
    "keyring.backends.macOS",
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)


def _store() -> "KeyringBackend | None":
    import keyring

    found = keyring.get_keyring()
    every = [found, *getattr(found, "backends", ())]  # keyring chains them where a system has several
    return next((one for one in every if type(one).__module__ in _OF_THE_SYSTEM), None)


def available() -> bool:
    """Whether this system has a store that keeps secrets; many Linux desktops and all servers have none."""
    try:
        return _store() is not None
    except Exception:
        return False


def remembered(book_file: str) -> bytes | None:
    """The key that was put away for this file; None where there's none or the store can't be asked."""
    try:
        store = _store()
        key = bytes.fromhex((store and store.get_password(_SERVICE, book_file)) or "")
    except Exception:
        return None
    return key if len(key) == _KEY else None


def remember(book_file: str, key: bytes) -> bool:
    """Puts the key away. False when the store refuses; the book's passphrase opens it all the same."""
    try:
        store = _store()
        if store is not None:
            store.set_password(_SERVICE, book_file, key.hex())
    except Exception:
        return False
    return store is not None


def forget(book_file: str) -> bool:
    """Takes the key out again. False where it may still be there, since the store can't be asked."""
    try:
        store = _store()
        if store is not None and store.get_password(_SERVICE, book_file) is not None:
            store.delete_password(_SERVICE, book_file)
    except Exception:
        return False
    return True

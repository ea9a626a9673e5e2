"""The system's own store of secrets, where a book's key may be remembered on this computer. Never the only way in."""

from contextlib import suppress

_SERVICE = "Evenhand"


def available() -> bool:
    """Whether this system has a store that keeps secrets; many Linux desktops and all servers have none."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def remembered(book_file: str) -> bytes | None:
    """The key that was put away for this file; None where there's none or the store can't be asked."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, ValueError):
        if found := keyring.get_password(_SERVICE, book_file):
            return bytes.fromhex(found)
    return None


def remember(book_file: str, key: bytes) -> bool:
    """Puts the key away. False when the store refuses; the book's passphrase opens it all the same."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):
        keyring.set_password(_SERVICE, book_file, key.hex())
        return True
    return False


def forget(book_file: str) -> None:
    """Takes the key out again, if it was there."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):
        keyring.delete_password(_SERVICE, book_file)

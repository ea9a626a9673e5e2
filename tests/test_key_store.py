"""What the system's key store may do to us: nothing. And what we may do to that of whoever runs the tests: nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from evenhand import key_store

KEY = bytes(range(32))
FILE = "/home/a/Դավթար/book.db"


class MemoryStore(KeyringBackend):
    """A store as a system has it, but gone with the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")


class FileStore(MemoryStore):
    """One of keyring's others, that would keep the key in a file anybody can read."""


MemoryStore.__module__ = "keyring.backends.SecretService"
FileStore.__module__ = "keyrings.alt.file"


@pytest.fixture
def use() -> Iterator[Callable[[KeyringBackend], KeyringBackend]]:
    """Puts a backend in the place of the one that refuses everything."""
    before = keyring.get_keyring()

    def put(backend: KeyringBackend) -> KeyringBackend:
        keyring.set_keyring(backend)
        return backend

    yield put
    keyring.set_keyring(before)


def test_no_test_reaches_a_real_key_store() -> None:
    assert isinstance(keyring.get_keyring(), fail.Keyring)
    asked = [sys.executable, "-c", "import keyring; print(type(keyring.get_keyring()).__module__)"]
    child = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert child.stdout.strip() == "keyring.backends.fail"


def test_a_key_is_remembered_for_its_file_and_forgotten(use: Callable[[KeyringBackend], MemoryStore]) -> None:
    store = use(MemoryStore())
    assert key_store.available()
    assert key_store.remembered(FILE) is None
    assert key_store.remember(FILE, KEY)
    assert key_store.remembered(FILE) == KEY
    assert key_store.remembered("/elsewhere/book.db") is None
    assert store.held == {("Evenhand", FILE): KEY.hex()}
    assert key_store.forget(FILE)
    assert store.held == {}
    assert key_store.forget(FILE)


@pytest.mark.parametrize("held", ["", "not hex", "00ff", KEY.hex() + "00", "é"])
def test_what_isn_t_a_key_is_as_if_nothing_were_remembered(
    use: Callable[[KeyringBackend], MemoryStore], held: str
) -> None:
    use(MemoryStore()).held["Evenhand", FILE] = held
    assert key_store.remembered(FILE) is None


class DBusErrorResponse(Exception):
    """As jeepney raises it: no KeyringError."""


def failing(error: BaseException) -> MemoryStore:
    def fail_so(*_arguments: object) -> None:
        raise error

    store = MemoryStore()
    for name in ("get_password", "set_password", "delete_password"):
        setattr(store, name, fail_so)
    return store


@pytest.mark.parametrize(
    "error",
    [
        NoKeyringError("none"),
        KeyringLocked("locked"),
        InitError("no collection"),
        PasswordSetError("denied"),
        DBusErrorResponse("org.freedesktop.DBus.Error.NoReply"),
        ConnectionRefusedError(111, "refused"),
        RuntimeError("the library's own"),
        TimeoutError(),
        ImportError("secretstorage"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_store_that_fails_counts_as_none(use: Callable[[KeyringBackend], MemoryStore], error: Exception) -> None:
    use(failing(error))
    assert key_store.remembered(FILE) is None
    assert not key_store.remember(FILE, KEY)
    assert not key_store.forget(FILE)


def test_a_keyring_that_can_t_even_be_found_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ModuleNotFoundError("No module named 'gone'")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert not key_store.available()
    assert key_store.remembered(FILE) is None
    assert not key_store.remember(FILE, KEY)
    assert not key_store.forget(FILE)


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), FileStore()])
def test_a_key_is_never_given_to_a_file_or_to_nobody(
    use: Callable[[KeyringBackend], KeyringBackend], backend: KeyringBackend
) -> None:
    use(backend)
    assert not key_store.available()
    assert not key_store.remember(FILE, KEY)
    assert key_store.remembered(FILE) is None
    assert getattr(backend, "held", {}) == {}


def test_among_several_stores_the_systems_own_is_taken(
    use: Callable[[KeyringBackend], KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, own = FileStore(), MemoryStore()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [file, own])
    use(chainer.ChainerBackend())
    assert key_store.available()
    assert key_store.remember(FILE, KEY)
    assert (file.held, own.held) == ({}, {("Evenhand", FILE): KEY.hex()})


ASKS = """
import sys
reached = []
sys.addaudithook(lambda event, args: reached.append(args) if event in (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto") else None)
import keyring
from keyring.backends import SecretService
keyring.set_keyring(SecretService.Keyring())
from evenhand import key_store
print(key_store.remembered("x"), key_store.remember("x", bytes(32)), key_store.forget("x"),
      [args for args in reached if not isinstance(args[1], (str, bytes))])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Secret Service is on Linux")
@pytest.mark.parametrize("bus", ["disabled:", "tcp:host=127.0.0.1,port=9", "unix:path=/nowhere/at/all", ""])
def test_a_desktop_without_its_bus_has_no_store_and_no_network_is_asked(bus: str) -> None:
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus, "XDG_RUNTIME_DIR": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", ASKS], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("None False False []", "")

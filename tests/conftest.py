"""What every test stands on: no screen, no network, no trace outside a temporary folder."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from evenhand.storage.book import Book

# Before Qt is imported anywhere: the platform and the font cache are read once, when the application starts.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("EVENHAND_TEST_PLATFORM", "offscreen")
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
# Before keyring is: no test, nor a process that one starts, asks or fills the key store of who runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).parents[1] / ".pytest_cache" / "home")

settings.register_profile("quick", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "quick")


class NetworkForbidden(RuntimeError):
    """Evenhand works with no network, and so do its tests."""


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.sendto") and not isinstance(args[1], str | bytes):
        raise NetworkForbidden(f"{event} to {args[1]}")
    if event == "socket.getaddrinfo":
        raise NetworkForbidden(f"looking up {args[0]}")


sys.addaudithook(_refuse_network)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that aren't there yet, one for each test; pytest would look through all earlier ones for a name."""
    homes = tmp_path_factory.mktemp("homes")
    return (homes / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of its own for each test, so that nothing reads or writes the settings of who runs it."""
    folder = next(_homes)
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "APPDATA", "LOCALAPPDATA")
    for name in places:
        place = folder / name.lower()
        place.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(place))
    monkeypatch.delenv("EVENHAND_PASSPHRASE", raising=False)
    if "PySide6.QtCore" in sys.modules:  # QSettings looks its folders up once in a process
        from PySide6.QtCore import QSettings

        for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder / "xdg_config_home"))
    return folder


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A test may switch the screens' language; the next one starts in English."""
    yield
    translation = sys.modules.get("evenhand.translation")
    if translation is not None:
        translation.use("en")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application in the style that the window has on every system."""
    return ["evenhand", "-style", "Fusion"]


@pytest.fixture
def book() -> "Iterator[Book]":
    """A new book in memory, closed at the end."""
    import books

    with books.blank() as opened:
        yield opened

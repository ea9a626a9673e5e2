"""A book in a folder that is copied about is recognised, on each system; an ordinary folder never is."""

import json
from pathlib import Path

import pytest

from evenhand.storage.synced import NETWORK, synced_by, twins

LINUX, MAC, WINDOWS = "linux", "darwin", "win32"


def folder(home: Path, *parts: str) -> Path:
    path = home.joinpath(*parts)
    path.mkdir(parents=True, exist_ok=True)
    return path


def found(path: Path, home: Path, platform: str, *, mounts: str = "", **environment: str) -> str | None:
    return synced_by(path, home=home, environment=environment, platform=platform, mounts=mounts)


@pytest.mark.parametrize("platform", [LINUX, MAC, WINDOWS])
def test_an_ordinary_folder_is_synced_by_nobody(home: Path, platform: str) -> None:
    folder(home, ".dropbox")  # Dropbox is installed, and its settings lie in the home
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(home / "Dropbox")}}))
    folder(home, "Library", "Mobile Documents", "com~apple~CloudDocs")
    for parts in (("books",), ("Documents", "Evenhand"), (".local", "share", "Evenhand"), ("Dropboxes",)):
        assert found(folder(home, *parts), home, platform, OneDrive=str(home / "OneDrive")) is None


def test_onedrive_is_known_by_its_variables_whatever_the_folder_is_called(home: Path) -> None:
    path = folder(home, "Cloud of work", "business")
    assert found(path, home, WINDOWS, OneDriveCommercial=str(home / "Cloud of work")) == "OneDrive"
    assert found(path, home, WINDOWS, ONEDRIVE=str(home / "Cloud of work")) == "OneDrive"
    assert found(path, home, WINDOWS, OneDrive="") is None


def test_dropbox_is_known_by_the_file_in_which_it_notes_its_folders(home: Path, tmp_path: Path) -> None:
    path = folder(tmp_path, "drive d", "shared", "business")
    for place, environment in ((home, {}), (home / "roaming", {"APPDATA": str(home / "roaming")})):
        settings = folder(place, ".dropbox" if place is home else "Dropbox") / "info.json"
        settings.write_text(json.dumps({"business": {"path": str(tmp_path / "drive d"), "host": 1}}))
        assert found(path, home, WINDOWS, **environment) == "Dropbox"
        settings.unlink()
    for broken in ("", "[]", "{", '{"personal": 7}', '{"personal": {"path": 7}}'):
        (folder(home, ".dropbox") / "info.json").write_text(broken)
        assert found(path, home, LINUX) is None


@pytest.mark.parametrize(
    ("parts", "service"),
    [
        (("Library", "Mobile Documents", "com~apple~CloudDocs", "business"), "iCloud Drive"),
        (("Library", "CloudStorage", "OneDrive-Personal", "business"), "OneDrive"),
        (("Library", "CloudStorage", "GoogleDrive-ellen@example.org", "My Drive"), "Google Drive"),
        (("Library", "CloudStorage", "Dropbox", "business"), "Dropbox"),
        (("Library", "CloudStorage", "ProtonDrive-x", "business"), "ProtonDrive-x"),
    ],
)
def test_a_mac_has_its_clouds_in_the_library(home: Path, parts: tuple[str, ...], service: str) -> None:
    assert found(folder(home, *parts), home, MAC) == service


def test_documents_that_icloud_keeps_are_known_by_what_lies_in_icloud(home: Path) -> None:
    path = folder(home, "Documents", "business")
    assert found(path, home, MAC) is None
    folder(home, "Library", "Mobile Documents", "com~apple~CloudDocs", "Documents")
    assert found(path, home, MAC) == "iCloud Drive"
    assert found(folder(home, "Movies"), home, MAC) is None


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Merrow Tailoring", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Яндекс.Диск", "Yandex Disk"),
    ],
)
@pytest.mark.parametrize("platform", [LINUX, MAC, WINDOWS])
def test_a_folder_with_a_services_own_name_is_taken_for_it(home: Path, platform: str, name: str, service: str) -> None:
    assert found(folder(home, name, "a", "b"), home, platform) == service


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".stfolder", "Syncthing"),
        (".sync_0a1b2c.db", "Nextcloud"),
        (".dropbox", "Dropbox"),
        (".owncloudsync.log", "ownCloud"),
    ],
)
def test_a_synced_folder_of_any_name_is_known_by_the_mark_in_its_topmost_folder(
    home: Path, marker: str, service: str
) -> None:
    path = folder(home, "work", "business")
    (home / "work" / marker).touch()
    assert found(path, home, LINUX) == service
    assert found(folder(home, "beside"), home, LINUX) is None


def test_a_book_that_is_reached_by_a_link_is_where_it_really_lies(home: Path) -> None:
    folder(home, "Dropbox", "business")
    (home / "business").symlink_to(home / "Dropbox" / "business")
    assert found(home / "business", home, LINUX) == "Dropbox"


def test_a_network_drive_is_told_from_a_disk_by_the_table_of_mounts(home: Path) -> None:
    path = folder(home, "on the server", "business")
    named = str(home / "on the server").replace(" ", "\\040")
    disk = f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {home} ext4 rw 0 0\n"
    for kind in ("cifs", "nfs4", "fuse.sshfs"):
        assert found(path, home, LINUX, mounts=f"{disk}//server/x {named} {kind} rw 0 0\n") == NETWORK
    assert found(path, home, LINUX, mounts=disk) is None
    assert found(path, home, LINUX, mounts=f"//server/x / cifs rw 0 0\n{disk}") is None
    assert found(path, home, LINUX, mounts="nonsense\n\n") is None


def test_a_mac_tells_its_network_drives_in_its_own_words(home: Path) -> None:
    path = folder(home, "on the server", "business")
    disk = "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
    server = f"//ellen@server/share on {home / 'on the server'} (smbfs, nodev, nosuid, mounted by ellen)\n"
    assert found(path, home, MAC, mounts=disk + server) == NETWORK
    assert found(path, home, MAC, mounts=disk) is None


def test_a_shared_folder_of_windows_is_a_network_drive(home: Path) -> None:
    assert found(Path("\\\\server\\share\\business"), home, WINDOWS) == NETWORK
    assert found(folder(home, "C"), home, WINDOWS) is None


def test_by_itself_it_looks_at_this_computer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder(home, "work")
    monkeypatch.setenv("OneDrive", str(path))
    assert synced_by(path) == "OneDrive"
    assert synced_by(Path("/")) is None


def test_copies_that_a_service_left_beside_the_book_are_found_and_nothing_else_is(tmp_path: Path) -> None:
    left = [
        "book (1).db",
        "book (Ellen's conflicted copy 2026-11-20).db",
        "book (в конфликте с копией Ellen 2026-11-20).db",
        "book-LAPTOP-OF-ELLEN.db",
        "book.sync-conflict-20261120-101500-ABCDEFG.db",
        "book_conflict-20261120-101500.db",
    ]
    ours = ["book.db", "book.db-journal", "book.open.json", "book.db.77.tmp", "before-v4-to-v5-20261120.db", "books.db"]
    for name in left + ours:
        (tmp_path / name).touch()
    folder(tmp_path, "book (2).db")  # a folder is no copy
    assert [one.name for one in twins(tmp_path)] == sorted(left)
    assert twins(tmp_path / "nowhere") == []

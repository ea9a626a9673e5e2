"""Whether a folder is copied about by a cloud service or lies on a network drive, and what that has left beside a book.

Such a service copies a book in the middle of a write, or puts an older one back; a network drive may not keep a lock.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath

NETWORK = "network"  # what `synced_by` calls a network drive, which has no name of its own
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "fuse.davfs2", "afpfs", "9p"}
_DRIVE_TYPES = {"fuse.google-drive-ocamlfuse": "Google Drive", "fuse.rclone": "rclone", "fuse.onedriver": "OneDrive"}
_LARGEST = 1_000_000  # bytes of a file that is read for a name

# A service's own file or folder in the topmost folder that it keeps in step.
_MARKERS = (
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync_*.db", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    ("._sync_*.db", "Nextcloud"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".seafile-data", "Seafile"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
)
# A folder of this name holds what the service keeps in step, wherever it lies; in small letters.
_NAMES = (
    (re.compile(r"onedrive( - .+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"google ?drive|my drive|googledrive-.+"), "Google Drive"),
    (re.compile(r"nextcloud\d?"), "Nextcloud"),
    (re.compile(r"owncloud\d?"), "ownCloud"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs"), "iCloud Drive"),
    (re.compile(r"yandex\.?disk|яндекс\.?диск"), "Yandex Disk"),
    (re.compile(r"pcloud ?drive|pclouddrive"), "pCloud"),
    (re.compile(r"megasync( downloads)?"), "MEGA"),
)
_CLOUD_STORAGE = (("onedrive", "OneDrive"), ("dropbox", "Dropbox"), ("googledrive", "Google Drive"), ("box", "Box"))


def synced_by(
    path: Path,
    *,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
    platform: str = sys.platform,
    mounts: str | None = None,
) -> str | None:
    """The name of the service that copies this folder about, NETWORK for a network drive, None for neither.

    What it looks at of the system can be given, `mounts` as /proc/mounts or macOS's mount has it. Raises nothing:
    where it can't look it finds nothing.
    """
    home = Path.home() if home is None else home
    environment = os.environ if environment is None else environment
    asked, path = path, _real(path)
    found = _by_environment(path, environment) or _by_settings(path, home, environment)
    if found is None and platform == "darwin":
        found = _on_a_mac(path, home)
    if found is None:
        found = next((name for folder in (path, *path.parents) if (name := _named(folder.name))), None)
    if found is None:
        found = next((name for folder in (path, *path.parents) if (name := _marked(folder))), None)
    if found is None:
        found = _drive(asked if platform == "win32" else path, platform, mounts)
    return found


def _by_environment(path: Path, environment: Mapping[str, str]) -> str | None:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        value = next((environment[one] for one in environment if one.lower() == name.lower()), "")
        if value and _within(path, _real(Path(value))):
            return "OneDrive"
    return None


def _by_settings(path: Path, home: Path, environment: Mapping[str, str]) -> str | None:
    """Dropbox notes its folders in a file of its own."""
    places = [home / ".dropbox" / "info.json"]
    places += [
        Path(environment[name]) / "Dropbox" / "info.json" for name in ("APPDATA", "LOCALAPPDATA") if name in environment
    ]
    for place in places:
        with suppress(OSError, ValueError, RecursionError, AttributeError):
            with place.open("rb") as file:
                accounts = json.loads(file.read(_LARGEST))
            for account in accounts.values():
                noted = account.get("path")
                if isinstance(noted, str) and noted and _within(path, _real(Path(noted))):
                    return "Dropbox"
    return None


def _on_a_mac(path: Path, home: Path) -> str | None:
    library = home / "Library"
    if _within(path, library / "Mobile Documents"):
        return "iCloud Drive"
    cloud = library / "CloudStorage"
    if _within(path, cloud) and path != cloud:
        service = path.relative_to(cloud).parts[0]
        return next((name for start, name in _CLOUD_STORAGE if service.lower().startswith(start)), service)
    # "Desktop & Documents Folders": iCloud keeps a link to each beside its own files.
    for name in ("Desktop", "Documents"):
        if _within(path, home / name) and (library / "Mobile Documents" / "com~apple~CloudDocs" / name).exists():
            return "iCloud Drive"
    return None


def _named(name: str) -> str | None:
    return next((service for pattern, service in _NAMES if pattern.fullmatch(name.lower())), None)


def _marked(folder: Path) -> str | None:
    for pattern, service in _MARKERS:
        with suppress(OSError):
            found = next(folder.glob(pattern), None) if "*" in pattern else folder / pattern
            # A folder .dropbox is where Dropbox keeps its settings: the home, which isn't synced by that.
            if found is not None and found.exists() and (pattern != ".dropbox" or found.is_file()):
                return service
    return None


def _drive(path: Path, platform: str, mounts: str | None) -> str | None:
    if platform == "win32":
        return NETWORK if _on_windows_network(path) else None
    if mounts is None:
        mounts = _mount_table(platform)
    depth, kind = -1, ""
    for mounted, type_ in _mounted(mounts):
        if len(mounted.parts) >= depth and _within(path, mounted):  # of two on one place the later is on top
            depth, kind = len(mounted.parts), type_
    return _DRIVE_TYPES.get(kind) or (NETWORK if kind in _NETWORK_TYPES else None)


def _mount_table(platform: str) -> str:
    with suppress(OSError, subprocess.SubprocessError):
        if platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=2, check=True)
            return told.stdout.decode("utf-8", "surrogateescape")
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    return ""


_ON_A_MAC = re.compile(r".+ on (/.*) \(([^,)]+)[^)]*\)")


def _mounted(table: str) -> Iterator[tuple[Path, str]]:
    for line in table.splitlines():
        if found := _ON_A_MAC.fullmatch(line):
            yield Path(found[1]), found[2]
        elif len(parts := line.split()) >= 3:
            # A space in a name is written as three octal digits.
            yield Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), parts[1])), parts[2]


def _on_windows_network(path: PurePath) -> bool:
    drive = PureWindowsPath(str(path)).drive
    if drive.startswith("\\\\"):
        return not drive.startswith(("\\\\?\\", "\\\\.\\")) or drive.upper().startswith("\\\\?\\UNC\\")
    if sys.platform == "win32" and drive:
        import ctypes

        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote)
    return False


def _real(path: Path) -> Path:
    with suppress(OSError, RuntimeError, ValueError):
        return path.resolve()
    return path


def _within(path: PurePath, folder: PurePath) -> bool:
    """Whether a path is a folder or lies in it, as the system compares names."""
    return path == folder or folder in path.parents


# "book (1).db", "book (Anna's conflicted copy 2026-11-20).db", "book-LAPTOP.db", "book.sync-conflict-20261120.db"
_TWIN = re.compile(r"book( ?[(\[].+[)\]]|-.*[^\W\d].*|[._](sync-)?conflict[-_ ].*)\.db", re.IGNORECASE)


def twins(folder: Path) -> list[Path]:
    """Copies of the book that a service left beside it when two computers had changed it, by name."""
    found: list[Path] = []
    with suppress(OSError):
        found = [one for one in folder.iterdir() if _TWIN.fullmatch(one.name) and one.is_file()]
    return sorted(found)

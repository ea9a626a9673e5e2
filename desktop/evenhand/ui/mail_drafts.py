"""Where e-mail drafts lie for the system's mail program, and for how long."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def drafts_folder() -> Path:
    """Where drafts lie for the mail program: with the system's caches, so no backup or other user gets at them."""
    caches = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(caches) / "evenhand" / "mail"


def forget_drafts() -> None:
    """Takes away what an earlier run left for the mail program: a draft holds the client's address and the letter."""
    folder = drafts_folder()
    if folder.is_dir():
        import shutil  # seldom needed, and slow to import

        shutil.rmtree(folder, ignore_errors=True)

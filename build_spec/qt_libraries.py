"""Finds the system libraries that Qt needs and this Linux lacks; installs them where it may, else says how.

Run by build_spec/prepare.py with .venv's Python. Asks `ldd`, which names every missing library at once.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Library -> Debian's package (Ubuntu's are called the same).
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg")
PLUGINS = ("platforms/libqoffscreen.so", "imageformats/libqsvg.so", "iconengines/libqsvgicon.so")


def qt_files(environment: "os._Environ[str] | dict[str, str]") -> list[Path]:
    """What the app loads here: Qt's own libraries, and the plugin of the screen there is."""
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        sys.exit("evenhand: PySide6 isn't installed in .venv; delete .venv and run the same command again")
    folder = Path(found.submodule_search_locations[0])
    files = [folder / f"{module}.abi3.so" for module in MODULES]
    plugins = list(PLUGINS)
    if environment.get("DISPLAY"):
        plugins.append("platforms/libqxcb.so")
    if environment.get("WAYLAND_DISPLAY"):
        plugins.append("platforms/libqwayland.so")
    files += [folder / "Qt" / "plugins" / plugin for plugin in plugins]
    return [file for file in files if file.exists()]


def missing_in(ldd_output: str) -> list[str]:
    """The sonames that ldd didn't find, each once, in its order."""
    lines = (line.split() for line in ldd_output.splitlines() if line.rstrip().endswith("=> not found"))
    return list(dict.fromkeys(words[0] for words in lines))


def packages_for(sonames: list[str]) -> tuple[list[str], list[str]]:
    """Debian's packages for them, and those that have no known package."""
    known = sorted({PACKAGES[soname] for soname in sonames if soname in PACKAGES})
    return known, [soname for soname in sonames if soname not in PACKAGES]


def missing_now() -> list[str]:
    """The sonames that are missing on this machine."""
    ldd = subprocess.run(["ldd", *map(str, qt_files(os.environ))], capture_output=True, text=True, check=False)
    return missing_in(ldd.stdout)


def apt_get(*words: str) -> None:
    """Runs apt-get quietly; shows what it said only when it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(["apt-get", "-qq", *words], capture_output=True, text=True, check=False, env=environment)
    if result.returncode:
        sys.stderr.write(result.stderr or result.stdout)
        sys.exit("evenhand: apt-get failed, as said above; it was: apt-get " + " ".join(words))


def main() -> None:
    if not shutil.which("ldd"):
        return
    sonames = missing_now()
    packages, unknown = packages_for(sonames)
    if not sonames:
        return
    if packages and not unknown and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing the system libraries that Qt needs: " + " ".join(packages), flush=True)
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *packages)
        sonames = missing_now()
        packages, unknown = packages_for(sonames)
    if unknown:
        sys.exit("evenhand: Qt needs libraries that this system lacks: " + " ".join(sonames))
    if packages:
        sys.exit(
            "evenhand: Qt needs system libraries. On Debian and Ubuntu: sudo apt-get install " + " ".join(packages)
        )


if __name__ == "__main__":
    main()

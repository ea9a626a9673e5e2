"""Makes .venv ready for work: the environment, the packages, and Qt's system libraries. Run by `make`.

Done once; again only when pyproject.toml or the place of the checkout changes. Runs under any Python 3, so that an
old one is told so in a sentence and not by a syntax error.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "evenhand-ready")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def stop(sentence):
    # type: (str) -> None
    sys.exit("evenhand: " + sentence)


def state_wanted():
    # type: () -> str
    """What the stamp holds when nothing has to be done."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        packages = hashlib.sha256(file.read()).hexdigest()
    return "\n".join((packages, ROOT))


def is_ready():
    # type: () -> bool
    try:
        with open(STAMP, encoding="utf-8") as file:
            return file.read() == state_wanted() and os.path.exists(PYTHON)
    except OSError:
        return False


def make_environment():
    # type: () -> list[str]
    """Makes .venv where it's missing or broken; gives the command that starts pip for it."""
    works = os.path.exists(PYTHON) and subprocess.call([PYTHON, "-c", ""], stderr=subprocess.DEVNULL) == 0
    has_pip = [PYTHON, "-m", "pip"]
    if works and subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return has_pip
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making .venv with Python {}.{}".format(*sys.version_info[:2]), flush=True)
    if importlib.util.find_spec("ensurepip"):
        if subprocess.call([sys.executable, "-m", "venv", VENV]) == 0:
            return has_pip
        stop("python -m venv failed, as said above. On Debian and Ubuntu: apt-get install python3-venv")
    # Debian keeps ensurepip in a package of its own; a pip outside can fill an environment all the same.
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("pip"):
        stop("this Python can't make an environment. On Debian and Ubuntu: apt-get install python3-venv")
    subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", VENV])
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def install(pip):
    # type: (list[str]) -> None
    print("Installing the packages that pyproject.toml names (once; a few minutes on a slow line)", flush=True)
    options = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
    result = subprocess.call(pip + ["install"] + options + ["--editable", ".[dev]"], cwd=ROOT)
    if result:
        stop("the packages could not be installed, as said above. Mend that and run the same command again.")


def main():
    # type: () -> None
    if sys.version_info < (3, 11):
        version = ".".join(str(part) for part in sys.version_info[:2])
        stop(
            "Python 3.11 or later is needed; {} is {}. Another one: make PYTHON=python3.12 ...".format(
                sys.executable, version
            )
        )
    if not is_ready():
        install(make_environment())
        with open(STAMP, "w", encoding="utf-8") as file:
            file.write(state_wanted())
    if sysconfig.get_platform().startswith("linux"):
        sys.exit(subprocess.call([PYTHON, os.path.join(ROOT, "build_spec", "qt_libraries.py")]))


if __name__ == "__main__":
    main()

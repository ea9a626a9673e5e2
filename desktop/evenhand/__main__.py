"""python -m evenhand, and the `evenhand` command."""

import gc
import io
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path


def main() -> int:
    """Runs the command line, or the window where no command is given. Returns the exit code."""
    from evenhand import cli, problem_log

    for stream in (sys.stdout, sys.stderr):  # an old console must not fail on a letter it can't show
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    keep_nothing_of_a_crash()
    problem_log.begin(_state_folder, lambda: datetime.now(UTC))
    options = cli.read(sys.argv[1:])
    if options.command is not None:
        return cli.run(options)
    # Before anything of Qt: PySide reads the source of every module that is imported after itself.
    from evenhand.storage import book, first_look, owner, promises  # noqa: F401

    gc.disable()  # what is loaded stays; going through it for garbage would only delay the window
    try:
        from evenhand import app

        return app.run(data=options.data, named=options.named, sample=options.sample)
    finally:
        gc.enable()


def keep_nothing_of_a_crash() -> None:
    """Lets the system write no image of the memory: the book's key and all that is open would be in it."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _state_folder() -> Path:
    import platformdirs

    return platformdirs.user_state_path("Evenhand", appauthor=False)


if __name__ == "__main__":
    sys.exit(main())

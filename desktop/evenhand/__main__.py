"""python -m evenhand, and the `evenhand` command."""

import gc
import io
import sys


def main() -> int:
    """Runs the command line, or the window where no command is given. Returns the exit code."""
    from evenhand import cli

    for stream in (sys.stdout, sys.stderr):  # an old console must not fail on a letter it can't show
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = cli.read(sys.argv[1:])
    if options.command is not None:
        return cli.run(options)
    # Before anything of Qt: PySide reads the source of every module that is imported after itself.
    from evenhand.storage import book, owner, promises  # noqa: F401

    gc.disable()  # what is loaded stays; going through it for garbage would only delay the window
    try:
        from evenhand import app

        return app.run(data=options.data, sample=options.sample)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())

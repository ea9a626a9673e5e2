"""python -m evenhand, and the `evenhand` command."""

import sys


def main() -> int:
    """Runs the command line, or the window where no command is given. Returns the exit code."""
    from evenhand import cli

    options = cli.read(sys.argv[1:])
    if options.command is not None:
        return cli.run(options)
    from evenhand import app

    return app.run(data=options.data, sample=options.sample)


if __name__ == "__main__":
    sys.exit(main())

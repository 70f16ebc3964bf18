"""What a failed command prints, and the exit code it ends with."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from wres.cli.output import complain, one_line, point_out, use_safe_streams
from wres.errors import InputError, UnknownNameError, WresError


PROBLEMS, USAGE = 1, 2
"""Exit codes: the input has problems; the command was used wrongly."""

DEBUG = "WRES_DEBUG"
"""Environment variable: set, an unexpected error shows its traceback."""


class ConfigError(InputError):
    """The configuration file has problems: wrong usage, with all of them listed."""


@contextmanager
def told_plainly(ctx: click.Context) -> Iterator[None]:
    """Turn errors into lines on stderr and an exit code."""
    use_safe_streams()
    try:
        yield
    except InputError as error:
        list_problems(error, writes=ctx.invoked_subcommand != "check")
        ctx.exit(USAGE if isinstance(error, ConfigError) else PROBLEMS)
    except UnknownNameError as error:
        raise click.UsageError(one_line(str(error)), ctx) from error
    except WresError as error:
        complain(str(error))
        ctx.exit(PROBLEMS)
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else "a file"
        complain(f"{name}: {error.strerror or type(error).__name__}; nothing was written")
        ctx.exit(PROBLEMS)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        complain(unexpected(error))
        ctx.exit(PROBLEMS)


def list_problems(error: InputError, *, writes: bool) -> None:
    """Print every problem on a line of its own, and how many there are."""
    for problem in error.problems:
        point_out(str(problem))
    number = len(error.problems)
    noun = "problem" if number == 1 else "problems"
    complain(f"{number:,} {noun}{'; nothing was written' if writes else ''}")


def unexpected(error: Exception) -> str:
    """Say where the library failed; not the error's own text, which may quote a row."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "wres" in frame.filename
    ]
    where = f", {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return (
        f"this is a fault of wres, not of your files: {type(error).__name__}{where}; nothing was "
        f"written. Please report this line and what 'wres --version' prints; {DEBUG}=1 shows more"
    )

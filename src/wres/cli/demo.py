"""``wres demo``: the whole way on a trust that does not exist."""

from __future__ import annotations

from pathlib import Path

import click

from wres.cli.output import say
from wres.cli.plugin_warnings import warn_of_plugins
from wres.cli.progress import progress
from wres.cli.report import OUT
from wres.cli.summary import summary
from wres.demo import DEFAULT_SEED, STEPS, make_demo
from wres.writing import write_files


@click.command("demo")
@OUT
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=DEFAULT_SEED,
    show_default=True,
    help="Another number makes up another trust; the same number the same one.",
)
def command(out: Path, seed: int) -> None:
    """Make up a trust, write its source files, and report on it.

    DIR/sources has the trust's files in every format that can be read, with the oddities of real
    exports; DIR has the results, and wres.toml, which makes them again:

    \b
    wres report DIR/wres.toml --out results

    Every person in them is made up.
    """  # noqa: D301  # click's mark of a paragraph that is not wrapped
    warn_of_plugins()
    with progress(STEPS) as tell:
        made = make_demo(seed, tell)
        text = summary(made.outcome, out, made.files)
        write_files(out, made.files)
    say(text)

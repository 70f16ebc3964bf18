"""The group `main`: knows its commands by name, and loads the one that is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from wres.cli.failures import told_plainly


COMMANDS = {
    "demo": "Make up a trust, write its source files, and report on it.",
    "report": "Measure the nine indicators and write the report's files.",
    "check": "Say where every row of some source files would go.",
    "map": "Draft a mapping of an unknown file.",
    "compare": "Compare the figures of several years.",
    "benchmark": "Set a report beside published figures and its peers.",
    "plan": "Draft an action plan, or carry last year's forward.",
    "national": "Analyse the figures of many organisations together.",
    "verify": "Say whether results, and their sources, are as they were.",
    "audit": "Attack published files, and say what can be worked out.",
    "metrics": "List the nine metrics, or explain one.",
    "adapters": "List the formats that can be read, or check them.",
    "new-adapter": "Write a plugin package for an HR system of your own.",
    "exporters": "List the formats that can be written.",
}
"""Command to its line in the help, so that the help needs none of their modules."""


class Commands(click.Group):
    """Commands that cost nothing until they are used, and errors that read as sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Name the commands in the order that people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"wres.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's signature
        """Run a command; no error of ours shows a traceback."""
        with told_plainly(ctx):
            return super().invoke(ctx)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 done; 1 the input has problems, all of them listed and nothing "
    "written; 2 wrong usage.",
)
@click.version_option(package_name="wres", message="%(package)s %(version)s")
def main() -> None:
    """Compute the NHS Workforce Race Equality Standard.

    HR exports in, all nine metrics out, every row accounted for.
    """

"""The ``guanlian`` command. ``main`` turns every error raised on purpose into one line and an exit code."""

from __future__ import annotations

import sys

import typer

from graph.errors import GuanlianError
from guanlian.cli import (
    actions,
    admin,
    ask,
    batch,
    changes,
    control,
    court,
    demo,
    identity,
    law,
    loading,
    neo4j,
    purposes,
    review,
    watch,
)
from guanlian.cli.exits import CODES, exit_code

app = typer.Typer(
    name="guanlian",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who else is caught when a court lists a judgment debtor (失信被执行人): by which clause, along "
    "which path, on which day, and how sure.",
    epilog="Exit codes: " + "; ".join(f"{code} {text}" for code, text in CODES.items()),
)
loading.register(app)
ask.register(app)
control.register(app)
purposes.register(app)
changes.register(app)
actions.register(app)
batch.register(app)
watch.register(app)
court.register(app)
law.register(app)
identity.register(app)
review.register(app)
neo4j.register(app)
admin.register(app)
demo.register(app)


def main() -> None:
    """Entry point of the console script."""
    try:
        app()
    except GuanlianError as error:
        print(f"guanlian: {error}", file=sys.stderr)
        sys.exit(exit_code(error))

"""A command that was asked for JSON says in JSON what went wrong, whatever ends it with exit code 2."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from .terminal import StoppedError, print_json

_JSON = "--json"


class Command(TyperCommand):
    """A command with ``--json``; on exit code 2 it prints an object with the sentence as ``error``."""

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read the command's line; what is wrong with it is said in JSON as well."""
        asked = _JSON in args
        try:
            return super().make_context(info_name, args, parent, **extra)
        except TyperException as problem:
            _print_error(asked, problem)
            raise

    def invoke(self, ctx: Any) -> Any:
        """Run the command; why it stopped is said in JSON as well."""
        try:
            return super().invoke(ctx)
        except StoppedError as stopped:
            if ctx.params.get("as_json"):
                print_json({"error": stopped.sentence})
            raise
        except TyperException as problem:
            _print_error(bool(ctx.params.get("as_json")), problem)
            raise


class Commands(TyperGroup):
    """The commands; one that there is not is said in JSON as well."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that a line begins with."""
        asked = _JSON in args
        try:
            return super().resolve_command(ctx, args)
        except TyperException as problem:
            _print_error(asked, problem)
            raise


def _print_error(asked: bool, problem: TyperException) -> None:
    if asked:
        print_json({"error": " ".join(problem.format_message().split())})


def print_version(name: str, version: str, asked: bool) -> None:
    """Print a program's version and end, if it was asked for.

    Parameters
    ----------
    name, version
        Of the program.
    asked
        Whether ``--version`` was given.
    """
    if asked:
        typer.echo(f"{name} {version}")
        raise typer.Exit

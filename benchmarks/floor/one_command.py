"""A Typer application of one command that prints one line."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False)


@app.command()
def hello(name: str = "Ana") -> None:
    """Say hello."""
    print(f"Hello, {name}.")


app()

"""`matcher completion`."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the lines that make SHELL complete commands, options and files of `matcher`.

    bash and zsh: add `eval "$(matcher completion bash)"` to ~/.bashrc (zsh: ~/.zshrc). fish: save
    them as ~/.config/fish/completions/matcher.fish.

    Example: matcher completion bash
    """
    found = get_completion_class(shell)
    assert found is not None, "click knows the three shells"
    click.echo(found(context.find_root().command, {}, "matcher", "_MATCHER_COMPLETE").source())

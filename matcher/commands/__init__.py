"""The commands of `matcher`, one module each; `crawler.command.Commands` finds them."""

"""The commands of `warehouse`, one module each; `crawler.command.Commands` finds them."""

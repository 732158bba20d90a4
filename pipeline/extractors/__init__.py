"""One module a kind of fact, each with `extract(reading) -> Facts`.

They may not read each other's output, so order cannot matter: they are discovered.
"""

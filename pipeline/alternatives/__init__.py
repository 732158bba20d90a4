"""Which neighbouring requirements are alternatives, and the options that they make."""

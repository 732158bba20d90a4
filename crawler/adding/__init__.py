"""Add a source from any address of it: find the board, try it, write the line."""

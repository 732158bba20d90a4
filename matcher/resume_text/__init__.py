"""Read the lines of a résumé as a JSON Resume, and keep what could not be placed."""

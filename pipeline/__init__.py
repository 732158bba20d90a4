"""Read requirements out of raw postings: pure functions of a raw posting and the rules."""

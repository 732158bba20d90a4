"""Experience told from words: how long, of which kind, and what stands in for it."""

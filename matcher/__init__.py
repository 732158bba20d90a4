"""Rank postings for a candidate's profile and explain every point."""

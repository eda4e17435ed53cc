"""Puts into words: domain values and a language in, Slack messages and forms out."""

"""Decides and talks: the domain, the use cases, and Slack at the edge."""

"""Remembers: tables, migrations, and the books that use cases read and write."""

"""`python -m bot` does the main job; see `bot.cli`."""

from bot.cli import main

if __name__ == "__main__":
    main()

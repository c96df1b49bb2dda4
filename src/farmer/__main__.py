"""``python -m farmer`` is ``farmer``."""

from farmer.cli import main

if __name__ == "__main__":
    main()

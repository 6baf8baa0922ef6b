"""``python -m goldleaf``: the same as the ``goldleaf`` command."""

from goldleaf.cli import main

if __name__ == "__main__":
    main()

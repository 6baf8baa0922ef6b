"""The repository's chores. Standard library only: these modules run before anything is installed."""

"""Goldleaf: reader mode that can be measured.

>>> import goldleaf
>>> article = goldleaf.read(html, url="https://example.org/story")  # doctest: +SKIP
>>> article.title, article.text  # doctest: +SKIP
"""

from goldleaf._version import __version__
from goldleaf.errors import (
    Busy,
    GoldleafError,
    MissingExtra,
    NoArticle,
    OutOfTime,
    TooLarge,
    Unreadable,
    WorkerLost,
)
from goldleaf.reading import Article, JoinedPage, Limits, Removal, ThreadPost, read

__all__ = [
    "Article",
    "Busy",
    "GoldleafError",
    "JoinedPage",
    "Limits",
    "MissingExtra",
    "NoArticle",
    "OutOfTime",
    "Removal",
    "ThreadPost",
    "TooLarge",
    "Unreadable",
    "WorkerLost",
    "__version__",
    "read",
]

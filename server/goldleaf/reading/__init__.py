"""HTML in, :class:`~goldleaf.reading.article.Article` out. Knows no web server and no gold set."""

from goldleaf.reading.article import Article, JoinedPage, Removal, ThreadPost
from goldleaf.reading.limits import Limits
from goldleaf.reading.pipeline import read

__all__ = ["Article", "JoinedPage", "Limits", "Removal", "ThreadPost", "read"]

"""What an engine is: a function from a page's bytes to what it takes for the article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from goldleaf._version import __version__
from goldleaf.scoring.extraction import Extraction

__all__ = ["Engine", "Extract", "Extraction"]


@dataclass(frozen=True, slots=True)
class Engine:
    """An extraction engine of the registry.

    Attributes:
        name: identifier on the command line and in files.
        package: the distribution that it comes in, for its version.
        module: the module whose presence tells whether it is installed.
        extra: the extra of Goldleaf that installs it; None for what is always there.
        loader: imports the engine and gives its function of (page bytes, address or None). The function
            raises :class:`goldleaf.NoArticle` where the engine says that the page holds none; anything else
            is a crash.
    """

    name: str
    package: str
    module: str
    extra: str | None
    loader: Callable[[], Extract]

    @property
    def installed(self) -> bool:
        """Whether its module can be found."""
        return find_spec(self.module) is not None

    @property
    def version(self) -> str | None:
        """The installed version of its package, None where it is absent."""
        if self.package == "goldleaf":
            return __version__  # right in a checkout that was never installed, too
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None


Extract = Callable[[bytes, str | None], Extraction]

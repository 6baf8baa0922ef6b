"""Python's cyclic garbage collector, paused while a page is read.

The records of a page are many, all of them are in use until the end, and none of them refers to itself in a
circle, so reference counting frees them. The collector would go through all of them over and over as their
number grows and find nothing, for a tenth of the time of a page and a sixth of that of a large one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector, and set it going again where it was before, also after an exception.

    Threads that read pages at the same time share one collector: it may go on as soon as the first of them
    is done, which costs the others time and nothing else.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

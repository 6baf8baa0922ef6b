"""A fixed piece of work to hold an engine's cost against, so that the same code costs the same number of
yardsticks on a fast machine and on a slow one."""

from __future__ import annotations

import time

from lxml import etree

_RUNS = 5
# Windows counts a process's time in steps of 16 ms, in which a page is lost.
_FINE = time.get_clock_info("process_time").resolution < 1e-4
_LEAST = 1e-6


def processor_seconds() -> float:
    """A clock of the work of this process, in seconds from some start: processor time where the platform
    counts it finely enough, wall-clock time elsewhere."""
    return time.process_time() if _FINE else time.perf_counter()


def yardstick_seconds(page: bytes) -> float:
    """How long the yardstick takes for a page here and now: parse it, walk its tree, write it out again.

    Half of that is done by libxml2 and half by Python, as with the engines that are held against it. The
    least of five runs is taken: whatever else the machine does can only add to a run.

    Args:
        page: its bytes, of whatever encoding; what can't be parsed counts as an empty page.

    Returns:
        Seconds, over 0.
    """
    return max(_LEAST, min(_once(page) for _ in range(_RUNS)))


def _once(page: bytes) -> float:
    start = time.perf_counter()
    try:
        root = etree.fromstring(page or b"<p>", etree.HTMLParser(huge_tree=True))
    except etree.XMLSyntaxError:
        root = None
    if root is not None:
        letters = 0
        for element in root.iter():
            letters += len(element.text or "") + len(element.tail or "") + len(element.attrib)
        etree.tostring(root, encoding="unicode", method="html")
    return time.perf_counter() - start

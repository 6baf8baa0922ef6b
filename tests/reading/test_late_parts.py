"""Parts sent behind the rest of the page stand where the page's scripts or the browser would put them."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import LAST, TITLE, story, whole

WAIT = "Hold on, the rest of it is being fetched for you."


def _streamed(placeholder: str, late: str) -> str:
    """A page whose second half comes behind its footer, or in whatever ``late`` makes of it."""
    rows = story().split("\n")
    return (
        f"<!doctype html><html><head><title>{TITLE}</title></head><body><nav><a href='/'>Front</a></nav>"
        f"<main><h1>{TITLE}</h1>{''.join(rows[:3])}{placeholder}</main>"
        f"<footer><p>Printed on the coast.</p></footer>{late.replace('REST', ''.join(rows[3:]))}"
        "</body></html>"
    )


def _plain(between: str) -> str:
    """A page that came in order, with something behind its headline."""
    return (
        f"<!doctype html><html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{between}"
        f"{story()}</main><footer><p>Printed on the coast.</p></footer></body></html>"
    )


WAYS = {
    "template and closing mark": (
        f"<template id='pl-0-4'></template><p>{WAIT}</p><!--pl-0-4-->",
        "<template id='0-4'>REST</template><script>$put('0-4')</script>",
    ),
    "a range by declaration": (
        f"<?start name='rest'><p>{WAIT}</p><?end>",
        "<template for='rest'>REST</template>",
    ),
    "a mark by declaration": ("<?marker name=rest>", "<template for=rest>REST</template>"),
    "a call with both names": (
        f"<div id='hole-2'><p>{WAIT}</p></div>",
        "<div hidden id='late-2'>REST</div><script>swap('late-2', 'hole-2')</script>",
    ),
    "a call with a number": (
        f"<span id='afph7'>{WAIT}</span>",
        "<div id='af7' style='display:none'>REST</div><script>$af(7)</script>",
    ),
    "a script that moves it": (
        f"<div id='hole'>{WAIT}</div>",
        "<template id='late'>REST</template><script>var t=document.getElementById('late');"
        "document.getElementById('hole').replaceWith(t.content)</script>",
    ),
    "an attribute with the place's name": (
        "<div id='body-slot'></div>",
        "<div hidden data-goes-to='body-slot'>REST</div><script>document.querySelectorAll('[data-goes-to]')"
        ".forEach(function(e){document.getElementById(e.dataset.goesTo).replaceWith(e)})</script>",
    ),
    "an attribute that both have": (
        "<div data-slot='body'></div>",
        "<section hidden data-slot='body'>REST</section><script>for(const e of document.querySelectorAll("
        "'[hidden][data-slot]'))find(e.dataset.slot).append(e)</script>",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_late_part_stands_in_its_place(way: str) -> None:
    article = goldleaf.read(_streamed(*WAYS[way]))
    assert whole(article.text)
    assert article.text.endswith(LAST)
    assert WAIT not in article.text


def test_a_late_part_may_hold_the_place_of_another() -> None:
    rows = story().split("\n")
    late = (
        f"<template id='9'>{''.join(rows[4:])}</template><script>$put('9')</script>"
        f"<template id='8'>{rows[3]}<template id='pl-9'></template><p>{WAIT}</p><!--pl-9--></template>"
        "<script>$put('8')</script>"
    )
    article = goldleaf.read(_streamed(f"<template id='pl-8'></template><p>{WAIT}</p><!--pl-8-->", late))
    assert whole(article.text)
    assert article.text.endswith(LAST)
    assert WAIT not in article.text


SECRET = (
    "Only those who press the bell are ever told what the keeper had for breakfast on the day of the move."
)
NOTE = (
    "The bell was cast for a school that was never built, was carried up the hill by the six children who "
    "would have gone there, and has been rung since then by nobody but the wind and, on one occasion, a goat."
)
KEPT_BACK = {
    "a template without a place": (
        f"<template id='row'><p>{SECRET}</p></template><script>fill('row')</script>"
    ),
    "a template whose namesake has no end": (
        f"<template id='pl-row'></template><template id='row'><p>{SECRET}</p></template>"
    ),
    "a button that opens it": (
        f"<button id='bell'>?</button><div hidden id='more'><p>{SECRET}</p></div>"
        "<script>toggle('bell', 'more')</script>"
    ),
    "a script that only shows it": (
        f"<div id='bell'></div><div hidden id='more'><p>{SECRET}</p></div><script>var b=document"
        ".getElementById('bell');b.onclick=function(){document.getElementById('more').hidden=false}</script>"
    ),
    "a place with a text of its own": (
        f"<div id='note'><p>{NOTE}</p></div><div hidden id='more'><p>{SECRET}</p></div>"
        "<script>swap('more', 'note')</script>"
    ),
    "an attribute that no script moves by": (
        f"<div id='spot'></div><div hidden data-panel='spot'><p>{SECRET}</p></div><script>count()</script>"
    ),
}


@pytest.mark.parametrize("way", KEPT_BACK)
def test_what_is_meant_to_stay_back_stays_back(way: str) -> None:
    article = goldleaf.read(_plain(KEPT_BACK[way]))
    assert whole(article.text)
    assert SECRET not in article.text


def test_parts_that_name_each_other_are_left_alone() -> None:
    ring = (
        "<div hidden id='a1'><div id='b1'></div></div><script>swap('a1','b1')</script>"
        "<template id='x'><template id='pl-x'></template><!--pl-x-->word</template>"
    )
    article = goldleaf.read(_plain(ring))
    assert whole(article.text)

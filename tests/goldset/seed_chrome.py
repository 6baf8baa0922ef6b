"""What surrounds a story on a news site: four ways of building a masthead, a side column and a foot."""

from __future__ import annotations

from html import escape

_SECTIONS = (
    "Nation",
    "World",
    "Business",
    "Culture",
    "Science",
    "Motoring",
    "Weather",
    "Opinion",
    "Video",
    "Puzzles",
)
_MOST_READ = (
    "Harbour bridge to close for nine nights in June",
    "Why the price of onions doubled in a fortnight",
    "Teachers and city council agree on smaller classes",
    "Lost parrot found two hundred miles from its cage",
    "The old brewery is to become a public library",
)
_FOOT = (
    "About the Harbour Post",
    "Contact the newsroom",
    "Advertise with us",
    "Terms of use",
    "Privacy",
    "Cookie settings",
    "Careers",
    "Corrections",
    "Printed edition",
    "Accessibility",
)
CONSENT = (
    "We and our 214 partners store and read information on your device to measure what is read, to "
    "keep you signed in "
    "and to choose the offers you see. You can change your mind at any time."
)
SIGN_UP = "The Morning Tide: five stories before breakfast, free, each weekday."
COPYRIGHT = "© 2018 Harbour Post Media Ltd. All rights reserved."

# Another whole story, its headline first, as sites load it below the one that was asked for.
NEXT_STORY = (
    "Harbour pilots to train on a ship made of plywood",
    "A ship that will never touch water is to be built this autumn behind the pilots' office on the "
    "east quay.",
    "It will have a bridge, a wheel, two engines' worth of noise and a horizon painted on forty "
    "metres of sailcloth.",
    "The harbour's nine pilots have until now learned their trade by standing next to somebody who knew it.",
    "That takes eleven years, said the senior pilot, and four of the nine will have retired before "
    "the next is ready.",
    "The plywood ship is to cost about as much as one scraped fender, according to the council's own "
    "estimate.",
    "It will be rocked by hand, by volunteers, who are asked to bring their own gloves and a change "
    "of socks.",
)
COMMENTS = (
    "I have read this twice now and I still do not see why nobody asks what it costs, who pays for "
    "it in the end, and "
    "whether the people who decide these things have ever had to live with what they decided for "
    "anybody else.",
    "My grandfather used to say that a visit is only a visit until somebody misses a train over "
    "it. He worked on the "
    "railway for forty years, so he would have known, and he never once believed a thing that was "
    "said on a platform.",
    "With respect to the two posters above, the matter is simpler than that. Read the second "
    "paragraph again slowly, "
    "then read the last one, and ask yourself what would have to be true for both of them to be true "
    "together.",
    "Could the editors please go back to putting the map next to the text? Some of us are on small "
    "screens, and it is "
    "no use at all to have it at the bottom, where one has forgotten by then which of the places was which.",
)

# What no reader of the story should meet again, on whichever page it was put.
SURROUNDINGS = (*_MOST_READ, CONSENT, SIGN_UP, COPYRIGHT, "Advertise with us", "Motoring")


def head(title: str, *, extra: str = "", described: bool = True) -> str:
    """The ``<head>`` of a story, with or without the metadata that most sites give."""
    name = escape(title)
    described_by = (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{name}">\n'
        '<meta property="og:site_name" content="Harbour Post">\n'
        '<meta property="article:published_time" content="2018-04-10T06:12:00+01:00">\n'
        if described
        else ""
    )
    return (
        f'<head>\n<meta charset="utf-8">\n<title>{name} | Harbour Post</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{described_by}"
        "<script>window.dataLayer=window.dataLayer||[];dataLayer.push({page:'story',paid:false});</script>\n"
        f"{extra}</head>"
    )


def telling(main: str, title: str) -> str:
    """HTML5 elements and classes that say what they are."""
    nav = "".join(f'<li class="nav-item"><a href="/{name.lower()}/">{name}</a></li>' for name in _SECTIONS)
    most = "".join(f'<li><a href="/news/{at}">{escape(text)}</a></li>' for at, text in enumerate(_MOST_READ))
    foot = "".join(f'<li><a href="/info/{at}">{escape(text)}</a></li>' for at, text in enumerate(_FOOT))
    return (
        f'<!doctype html>\n<html lang="en">{head(title)}\n<body class="story-page">\n'
        f'<div class="cookie-banner" role="dialog"><p>{CONSENT}</p><button>Accept all</button></div>\n'
        f'<header class="site-header"><a class="logo" href="/">Harbour Post</a><nav><ul>{nav}</ul>'
        "</nav></header>\n"
        f'<main class="content">\n{main}\n'
        f'<aside class="sidebar"><h3>Most read</h3><ol class="most-read">{most}</ol></aside>\n</main>\n'
        f'<footer class="site-footer"><section class="newsletter"><p>{SIGN_UP}</p>'
        f'<form><input type="email"><button>Sign up</button></form></section><ul>{foot}</ul><p>'
        f"{COPYRIGHT}</p></footer>\n"
        "</body></html>"
    )


def generated(main: str, title: str, *, described: bool = True) -> str:
    """Nothing but ``div`` and the classes that a style compiler made."""
    nav = "".join(
        f'<div class="css-8tq0mz"><a class="css-1n7e" href="/{name.lower()}/">{name}</a></div>'
        for name in _SECTIONS
    )
    most = "".join(
        f'<div class="css-p00x1"><a class="css-1n7e" href="/news/{at}"><div class="css-3kd">'
        f"{escape(text)}</div></a></div>"
        for at, text in enumerate(_MOST_READ)
    )
    foot = "".join(
        f'<div class="css-90w"><a class="css-1n7e" href="/i/{at}">{escape(text)}</a></div>'
        for at, text in enumerate(_FOOT)
    )
    return (
        f'<!doctype html>\n<html lang="en">{head(title, described=described)}\n<body>\n<div id="root">'
        '<div class="css-k2a1">\n'
        f'<div class="css-7hh2"><div class="css-u1">{nav}</div></div>\n'
        f'<div class="css-q3l"><div class="css-vv41">\n{main}\n</div><div class="css-m8">'
        f'<div class="css-t5">Most read</div>{most}</div></div>\n'
        f'<div class="css-zz3"><div class="css-3kd">{SIGN_UP}</div><div class="css-f1">{foot}</div>'
        f'<div class="css-3kd">{COPYRIGHT}</div></div>\n'
        f'<div class="css-c00"><div class="css-3kd">{CONSENT}</div><button class="css-btn9">'
        "Accept all</button></div>\n"
        "</div></div></body></html>"
    )


def tabled(main: str, title: str) -> str:
    """A page laid out by tables, as many a small paper's still is."""
    nav = " | ".join(f'<a href="/{name.lower()}.html"><font size="2">{name}</font></a>' for name in _SECTIONS)
    most = "<br>".join(
        f'&raquo; <a href="/news/{at}.html">{escape(text)}</a>' for at, text in enumerate(_MOST_READ)
    )
    foot = " &middot; ".join(f'<a href="/i/{at}.html">{escape(text)}</a>' for at, text in enumerate(_FOOT))
    return (
        f'<html>{head(title, described=False)}\n<body bgcolor="#ffffff">\n'
        '<table width="100%"><tr><td><b>Harbour Post</b></td></tr><tr><td bgcolor="#cccccc">'
        f"{nav}</td></tr></table>\n"
        f'<table width="980"><tr valign="top">\n<td width="180"><b>Most read</b><br>{most}</td>\n'
        f"<td>\n{main}\n</td>\n"
        f'<td width="160"><table><tr><td><font size="1">{SIGN_UP}</font></td></tr></table></td></tr>'
        "</table>\n"
        f'<table width="100%"><tr><td align="center"><font size="1">{foot}<br>{COPYRIGHT}<br>'
        f"{CONSENT}</font></td></tr></table>\n"
        "</body></html>"
    )


def bare(main: str, title: str, *, body_attributes: str = "", extra_head: str = "") -> str:
    """No root around the story: its blocks are children of the body, among everything else."""
    nav = "".join(f'<a href="/{name.lower()}">{name}</a> ' for name in _SECTIONS)
    most = "".join(f'<li><a href="/news/{at}">{escape(text)}</a></li>' for at, text in enumerate(_MOST_READ))
    foot = "".join(f'<a href="/i/{at}">{escape(text)}</a> ' for at, text in enumerate(_FOOT))
    return (
        f'<!doctype html>\n<html lang="en">{head(title, extra=extra_head)}\n<body{body_attributes}>\n'
        f'<div id="top"><a href="/">Harbour Post</a> {nav}</div>\n{main}\n'
        f'<h4>Most read</h4><ul>{most}</ul>\n<p>{SIGN_UP}</p><form action="/join"><input name="mail">'
        '<input type="submit"></form>\n'
        f"<div>{foot}</div><p><small>{COPYRIGHT}</small></p><div><p>{CONSENT}</p><button>OK</button>"
        "</div>\n</body></html>"
    )

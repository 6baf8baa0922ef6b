"""Builders with a trap each.

Either a part of the story stands where it is easily missed, or other prose where it is easily taken.
"""

from __future__ import annotations

from html import escape

from .seed_chrome import COMMENTS, NEXT_STORY, bare, telling
from .seed_markup import both_lists, builder, each, filled_story
from .seed_text import Piece, Seed

_PLAIN = {"paragraph": "<p>{}</p>", "heading": "<h2>{}</h2>", "label": '<div class="ad"><p>{}</p></div>'}
_LINKED = '<li><a href="/r/{n}"><img src="/t/{n}.jpg" alt="{text}"></a><a href="/r/{n}">{text}</a></li>'


def _after(seed: Seed) -> str:
    """Promotions and lists as they follow the story on each of these pages."""
    promotions = each("<p>{text}</p>", seed.promotions)
    return f'<div class="after">{promotions}</div><ul>{both_lists(seed, _LINKED, "<li>{}</li>")}</ul>'


def _rows(pieces: tuple[Piece, ...]) -> str:
    return "\n".join(_PLAIN[piece.kind].format(escape(piece.text)) for piece in pieces)


@builder
def endless_scroll(seed: Seed) -> str:
    """The next story is loaded below this one, whole, in the same markup."""
    following = each("<p>{text}</p>", NEXT_STORY[1:])
    return telling(
        f'<article class="story" data-n="1"><h1>{escape(seed.title)}</h1>'
        f'<div class="body">{filled_story(seed, **_PLAIN)}</div>{_after(seed)}</article>\n'
        '<div class="next-up">Next up</div>\n<article class="story" data-n="2"><h1>'
        f"{escape(NEXT_STORY[0])}</h1>"
        f'<div class="body">{following}</div></article>',
        seed.title,
    )


@builder
def long_comments(seed: Seed) -> str:
    """Readers' comments are paragraphs as long as the story's, and lie in the same container."""
    comments = each(
        '<div class="c" id="c{n}"><b>reader{n}</b><p>{text}</p><button>Reply</button></div>', COMMENTS
    )
    return telling(
        f'<div class="page-inner"><h1>{escape(seed.title)}</h1>{filled_story(seed, **_PLAIN)}{_after(seed)}\n'
        f'<div id="discussion"><h3>{len(COMMENTS)} comments</h3>{comments}</div></div>',
        seed.title,
    )


@builder
def accelerated_page(seed: Seed) -> str:
    """A page for phones of the kind that has elements of its own for ads, pictures and lists."""
    story = filled_story(
        seed,
        paragraph="<p>{}</p>",
        heading="<h2>{}</h2>",
        label='<div class="i-ad"><amp-ad width="300" height="250"><div placeholder>{}</div></amp-ad></div>',
    )
    cards = both_lists(
        seed,
        '<a href="/r/{n}"><amp-img src="/t/{n}.jpg" width="120" height="80" alt="{text}"></amp-img>'
        "<span>{text}</span></a>",
        "<h4>{}</h4>",
    )
    return bare(
        "<amp-sidebar id='s'><ul><li>Home</li></ul></amp-sidebar><article><h1>"
        f"{escape(seed.title)}</h1>{story}"
        f"<amp-list src='/promo.json'>{each('<div>{text}</div>', seed.promotions)}</amp-list>"
        f"{cards}</article>",
        seed.title,
    )


@builder
def second_half_folded(seed: Seed) -> str:
    """The second half waits for a click, in a block that is neither shown nor of any height."""
    half = len(seed.story) // 2
    return telling(
        f'<article><h1>{escape(seed.title)}</h1><div class="text">{_rows(seed.story[:half])}</div>'
        f'<div class="fold" hidden style="max-height:0;overflow:hidden">{_rows(seed.story[half:])}</div>'
        f'<button class="unfold">Continue reading</button>{_after(seed)}</article>',
        seed.title,
    )


@builder
def only_in_noscript(seed: Seed) -> str:
    """The page proper is built by a script; what it would show stands in ``noscript``."""
    return bare(
        '<div id="mount"><div class="spinner"></div></div>\n'
        f"<noscript><div><h1>{escape(seed.title)}</h1>"
        f"{filled_story(seed, **_PLAIN)}{_after(seed)}</div></noscript>",
        seed.title,
    )


@builder
def two_copies(seed: Seed) -> str:
    """The story is there twice, for wide and for narrow screens; a style shows one of them."""
    story = filled_story(seed, **_PLAIN)
    return telling(
        f'<article><h1>{escape(seed.title)}</h1><div class="desktop-only">{story}</div>'
        f'<div class="mobile-only" style="display:none" aria-hidden="true">{story}</div>'
        f"{_after(seed)}</article>",
        seed.title,
    )


@builder
def opening_apart(seed: Seed) -> str:
    """The first paragraph stands in the head of the article, under the title, and is part of the story."""
    opening, *rest = seed.story
    return telling(
        f'<article><header><h1>{escape(seed.title)}</h1><p class="standfirst">{escape(opening.text)}</p>'
        '<div class="by">By the wire desk</div><figure><img src="/lead.jpg" alt=""></figure></header>'
        f'<div class="body">{_rows(tuple(rest))}</div>{_after(seed)}</article>',
        seed.title,
    )

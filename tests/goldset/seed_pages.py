"""Builders that mark the seed up the ways news sites do. Each returns a whole page; none helps the reader."""

from __future__ import annotations

from html import escape

from .seed_chrome import generated, telling
from .seed_markup import both_lists, builder, each, filled_story
from .seed_text import Seed


@builder
def telling_classes(seed: Seed) -> str:
    """Everything is called what it is."""
    story = filled_story(
        seed,
        paragraph="<p>{}</p>",
        heading="<h2>{}</h2>",
        label='<div class="ad-slot ad-slot--inline"><span>{}</span></div>',
    )
    offer, reward, button, join, unblock, tips, mail = (escape(text) for text in seed.promotions)
    related = both_lists(
        seed,
        '<li class="related-item"><a href="/r/{n}"><img src="/t/{n}.jpg" alt="{text}"></a>'
        '<a href="/r/{n}"><h4>{text}</h4></a></li>',
        '<li class="related-title">{}</li>',
    )
    return telling(
        f'<article class="article"><h1 class="article-title">{escape(seed.title)}</h1>'
        '<div class="article-meta"><span class="author">'
        'Wire desk</span> <time datetime="2018-04-10">10 April 2018</time></div>\n'
        f'<div class="article-body">\n{story}\n</div>\n'
        f'<div class="feedback-widget"><h3>{offer}</h3><p>{reward}</p><button>{button}</button></div>\n'
        f'<div class="community-box"><h3>{join}</h3><p>{unblock}</p></div>\n<div class="ad-slot">'
        f"{seed.label}</div>\n"
        f'<div class="eyewitness"><p>{tips}</p><p>{mail}</p></div>\n'
        f'<ul class="related-articles">{related}</ul></article>',
        seed.title,
    )


@builder
def generated_classes(seed: Seed) -> str:
    """Paragraphs are paragraphs; nothing else says what it is."""
    story = filled_story(
        seed,
        paragraph='<p class="css-1x2y3z">{}</p>',
        heading='<h2 class="css-9ab1">{}</h2>',
        label='<div class="css-4f5g6h"><div class="css-0a1b"><span class="css-77">{}</span></div></div>',
    )
    promotions = each('<div class="css-e{n}2"><p class="css-1x2y3z">{text}</p></div>', seed.promotions)
    cards = both_lists(
        seed,
        '<div class="css-lm{n}"><a class="css-1n7e" href="/r/{n}">'
        '<img class="css-i" src="/t/{n}.jpg" alt="{text}">'
        '<div class="css-3kd">{text}</div></a><a class="css-1n7e" href="/r/{n}"><h3 class="css-0k">'
        "{text}</h3></a></div>",
        '<h2 class="css-9ab1">{}</h2>',
    )
    return generated(
        f'<h1 class="css-aa0">{escape(seed.title)}</h1><div class="css-bb1">'
        f"{story}\n{promotions}\n{cards}</div>",
        seed.title,
    )


@builder
def generated_divs_only(seed: Seed) -> str:
    """Not even the paragraphs are paragraphs, and the head describes nothing."""
    story = filled_story(
        seed,
        paragraph='<div class="css-1x2y3z"><span class="css-s0">{}</span></div>',
        heading='<div class="css-9ab1"><span class="css-s0">{}</span></div>',
        label='<div class="css-1x2y3w"><span class="css-s1">{}</span></div>',
    )
    promotions = each('<div class="css-1x2y3w"><span class="css-s0">{text}</span></div>', seed.promotions)
    cards = both_lists(
        seed,
        '<div class="css-lm"><a href="/r/{n}"><div class="css-3kd">{text}</div><div class="css-3kd">'
        "{text}</div></a></div>",
        '<div class="css-9ab1"><span class="css-s0">{}</span></div>',
    )
    return generated(
        f'<div class="css-aa0">{escape(seed.title)}</div><div class="css-bb1">'
        f"{story}\n{promotions}\n{cards}</div>",
        seed.title,
        described=False,
    )


@builder
def plain_paragraphs(seed: Seed) -> str:
    """Labels, promotions and recommendations are ``<p>`` among the story's own, down to the linked titles."""
    story = filled_story(seed, paragraph="<p>{}</p>", heading="<p>{}</p>", label="<p>{}</p>")
    cards = both_lists(
        seed, '<p><a href="/r/{n}">{text}</a></p>\n<p><a href="/r/{n}">{text}</a></p>', "<p>{}</p>"
    )
    return telling(
        f"<article><p>{seed.label}</p><h1>"
        f"{escape(seed.title)}</h1>\n{story}\n{each('<p>{text}</p>', seed.promotions)}\n"
        f"<p>{seed.label}</p>\n{cards}\n<p>{seed.label}</p><p>{seed.label}</p></article>",
        seed.title,
    )


@builder
def scripted_cards(seed: Seed) -> str:
    """As before, but the cards have no address: a script listens for the click."""
    story = filled_story(seed, paragraph="<p>{}</p>", heading="<h3>{}</h3>", label="<p>{}</p>")
    cards = both_lists(
        seed,
        '<div role="link" tabindex="0" data-go="/r/{n}"><img src="/t/{n}.jpg" alt="{text}"><p>'
        "{text}</p><p>{text}</p></div>",
        "<h3>{}</h3>",
    )
    return telling(
        "<article><h1>"
        f"{escape(seed.title)}</h1>\n{story}\n{each('<p>{text}</p>', seed.promotions)}\n{cards}</article>",
        seed.title,
    )


@builder
def promotion_blocks(seed: Seed) -> str:
    """The promotion stands in the middle of the story as a heading, a paragraph and a button."""
    offer, reward, button, join, unblock, tips, mail = (escape(text) for text in seed.promotions)
    blocks = [
        f"<div><h3>{offer}</h3><p>{reward}</p><button type='button'>{button}</button></div>",
        f"<div><h3>{join}</h3><p>{unblock}<br>{seed.label}</p></div>",
        f"<div><p><b>{tips}</b></p><p>{mail}</p></div>",
    ]
    rows: list[str] = []
    for piece in seed.story:
        tag = {"paragraph": "p", "heading": "h2", "label": "div"}[piece.kind]
        rows.append(f"<{tag}>{escape(piece.text)}</{tag}>")
        if piece.kind == "label" and blocks:
            rows.append(blocks.pop(0))
    cards = both_lists(seed, '<li><a href="/r/{n}">{text}</a></li>', "<li><strong>{}</strong></li>")
    story = "\n".join(rows)
    return telling(
        f'<div class="entry"><h1>{escape(seed.title)}</h1><div class="entry-content">{story}<ul>'
        f"{cards}</ul></div></div>",
        seed.title,
    )


@builder
def recommended_between(seed: Seed) -> str:
    """Recommended titles stand between the paragraphs, with pictures whose text doubles them."""
    cards = [
        f'<figure><a href="/r/{at}"><img src="/t/{at}.jpg" width="320" alt="{escape(text)}"></a>'
        f'<figcaption><a href="/r/{at}">{escape(text)}</a></figcaption></figure>'
        for at, text in enumerate((*seed.recommended, *seed.sports))
    ]
    rows: list[str] = []
    for at, piece in enumerate(seed.story):
        tag = {"paragraph": "p", "heading": "h2", "label": "p"}[piece.kind]
        rows.append(f"<{tag}>{escape(piece.text)}</{tag}>")
        if at % 6 == 4:
            heading = seed.recommended_heading if at < 20 else seed.sports_heading
            rows.append(f"<div><h4>{escape(heading)}</h4>{cards.pop(0)}{cards.pop(0)}</div>")
    story = "\n".join(rows)
    return telling(
        f'<article><h1>{escape(seed.title)}</h1><section class="text">{story}</section>'
        f'<section class="next"><h4>{escape(seed.recommended_heading)}</h4>{"".join(cards)}</section>'
        f"{each('<p>{text}</p>', seed.promotions)}</article>",
        seed.title,
    )


@builder
def strong_headings(seed: Seed) -> str:
    """Subheadings and labels look the same: a strong line in a paragraph."""
    story = filled_story(
        seed, paragraph="<p>{}</p>", heading="<p><strong>{}</strong></p>", label="<p><strong>{}</strong></p>"
    )
    promotions = each("<p><strong>{text}</strong></p>", seed.promotions)
    cards = both_lists(
        seed, '<p><strong><a href="/r/{n}">{text}</a></strong><br>{text}</p>', "<p><strong>{}</strong></p>"
    )
    return telling(
        f'<div id="story"><h1>{escape(seed.title)}</h1>{story}\n{promotions}\n{cards}</div>', seed.title
    )


@builder
def labels_share_blocks(seed: Seed) -> str:
    """The label is not a block of its own: it leads or ends a paragraph of the story after a line break."""
    rows: list[str] = []
    pending = ""
    for piece in seed.story:
        if piece.kind == "label":
            pending = f'<span class="tag">{seed.label}</span><br>'
        elif piece.kind == "heading":
            rows.append(f"<h2>{escape(piece.text)}</h2>")
        else:
            rows.append(f"<p>{pending}{escape(piece.text)}</p>")
            pending = ""
    promotions = "<br>".join(escape(text) for text in seed.promotions)
    cards = both_lists(
        seed, '<li><a href="/r/{n}"><img src="/t/{n}.jpg" alt="{text}"> {text}</a></li>', "<li>{}</li>"
    )
    story = "\n".join(rows)
    return telling(
        f"<article><h1>{escape(seed.title)}</h1><div>{story}<p>{promotions}<br>{seed.label}</p><ul>"
        f"{cards}</ul></div></article>",
        seed.title,
    )

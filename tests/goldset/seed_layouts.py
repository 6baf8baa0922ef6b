"""Builders that differ in what is wrapped around the story: tables, sections, columns, nothing at all."""

from __future__ import annotations

from html import escape

from .seed_chrome import bare, tabled, telling
from .seed_markup import both_lists, builder, each, filled_story
from .seed_text import Piece, Seed


@builder
def table_layout(seed: Seed) -> str:
    """Cells hold the story; ads and lists are tables nested in it."""
    label = (
        '<table align="right" width="300"><tr><td align="center"><font size="1">{}</font></td></tr></table>'
    )
    story = filled_story(
        seed,
        paragraph='<p><font face="Arial" size="2">{}</font></p>',
        heading='<p><font size="3"><b>{}</b></font></p>',
        label=label,
    )
    cards = both_lists(
        seed,
        '<tr><td><a href="/r/{n}"><img src="/t/{n}.gif" alt="{text}"></a></td><td><a href="/r/{n}">'
        "<b>{text}</b></a></td></tr>",
        '<tr><td colspan="2" bgcolor="#003366"><font color="#ffffff">{}</font></td></tr>',
    )
    promotions = each('<tr><td align="center"><font size="2">{text}</font></td></tr>', seed.promotions)
    return tabled(
        f'<font size="5"><b>{escape(seed.title)}</b></font>\n{story}\n'
        f'<table width="100%" border="1">{promotions}</table><table>{cards}</table>',
        seed.title,
    )


@builder
def broken_by_br(seed: Seed) -> str:
    """One block of text; ``<br><br>`` parts its paragraphs, its labels and its promotions alike."""
    story = "<br><br>\n".join(
        f"<b>{escape(piece.text)}</b>" if piece.kind == "heading" else escape(piece.text)
        for piece in seed.story
    )
    promotions = "<br><br>\n".join(escape(text) for text in seed.promotions)
    cards = both_lists(
        seed, '<a href="/r/{n}">{text}</a><br><a href="/r/{n}">{text}</a><br><br>', "<b>{}</b><br><br>"
    )
    return tabled(
        f'<h1>{escape(seed.title)}</h1><div class="txt">{story}<br><br>{promotions}<br><br>{cards}</div>',
        seed.title,
    )


@builder
def section_per_paragraph(seed: Seed) -> str:
    """Each block has its own wrapper, as block editors make them; the ads' wrappers are the same."""
    block = '<section data-block="{kind}"><div class="inner"><div class="copy">{html}</div></div></section>'
    pieces = {
        "paragraph": block.format(kind="text", html="<p>{}</p>"),
        "heading": block.format(kind="text", html="<h3>{}</h3>"),
        "label": block.format(kind="embed", html="<p>{}</p>"),
    }
    story = filled_story(seed, **pieces)
    promotions = each(block.format(kind="text", html="<p>{text}</p>"), seed.promotions)
    cards = both_lists(
        seed,
        block.format(
            kind="teaser", html='<a href="/r/{n}"><img src="/t/{n}.webp" alt="{text}"><h3>{text}</h3></a>'
        ),
        block.format(kind="text", html="<h3>{}</h3>"),
    )
    return telling(
        f"<div><header><h1>{escape(seed.title)}</h1></header>{story}\n{promotions}\n{cards}</div>", seed.title
    )


@builder
def asides(seed: Seed) -> str:
    """Ads are ``aside`` or a complementary ``div``, promotions too; the lists are a ``nav``."""
    story = filled_story(seed, paragraph="<p>{}</p>", heading="<h2>{}</h2>", label="<aside><p>{}</p></aside>")
    promotions = each('<div role="complementary"><p>{text}</p></div>', seed.promotions)
    cards = both_lists(
        seed,
        '<p><a href="/r/{n}"><img src="/t/{n}.jpg" alt="">{text} <span>{text}</span></a></p>',
        "<h2>{}</h2>",
    )
    return telling(
        f'<article><h1>{escape(seed.title)}</h1>{story}{promotions}<nav aria-label="more">'
        f"{cards}</nav></article>",
        seed.title,
    )


@builder
def no_root(seed: Seed) -> str:
    """The paragraphs are children of the body, next to everything else's."""
    story = filled_story(
        seed, paragraph="<p>{}</p>", heading="<h3>{}</h3>", label="<center><small>{}</small></center>"
    )
    cards = both_lists(
        seed,
        '<div><a href="/r/{n}"><img src="/t/{n}.jpg" alt="{text}"></a><a href="/r/{n}">{text}</a></div>',
        "<h3>{}</h3>",
    )
    return bare(
        f"<h1>{escape(seed.title)}</h1>{story}\n{each('<p>{text}</p>', seed.promotions)}\n{cards}",
        seed.title,
    )


@builder
def hidden_until_scripted(seed: Seed) -> str:
    """An anti-flicker style hides the whole page, and a wrapper waits for a script to show it."""
    story = filled_story(
        seed, paragraph="<p>{}</p>", heading="<h2>{}</h2>", label='<div class="dfp"><p>{}</p></div>'
    )
    cards = both_lists(
        seed, '<article><a href="/r/{n}"><h4>{text}</h4></a><p>{text}</p></article>', "<h3>{}</h3>"
    )
    return bare(
        '<div id="app" style="visibility:hidden;opacity:0"><div class="js-reveal" style="display:none">'
        f"<h1>{escape(seed.title)}</h1>"
        f"{story}\n{each('<p>{text}</p>', seed.promotions)}\n{cards}</div></div>",
        seed.title,
        body_attributes=' class="is-loading" style="opacity:0"',
        extra_head="<style>.is-loading{opacity:0!important}.async-hide{opacity:0}</style>\n"
        "<script>document.documentElement.className+=' async-hide';</script>\n",
    )


@builder
def parted_by_ads(seed: Seed) -> str:
    """Each stretch between two ads is a container of its own; none holds half of the story."""
    parts: list[list[Piece]] = [[]]
    for piece in seed.story:
        if piece.kind == "label":
            parts.append([])
        else:
            parts[-1].append(piece)
    tags = {"paragraph": "p", "heading": "h2"}
    stretch = [
        '<div class="grid"><div class="col">'
        + "".join(f"<{tags[piece.kind]}>{escape(piece.text)}</{tags[piece.kind]}>" for piece in part)
        + "</div></div>"
        for part in parts
    ]
    slot = f'\n<div class="grid"><div class="col"><p>{seed.label}</p><div id="slot"></div></div></div>\n'
    promotions = each('<div class="grid"><div class="col"><p>{text}</p></div></div>', seed.promotions)
    cards = both_lists(
        seed,
        '<div class="col"><a href="/r/{n}"><img src="/t/{n}.jpg" alt="{text}"></a><p>{text}</p></div>',
        '<div class="col"><h2>{}</h2></div>',
    )
    return telling(
        f'<div class="grid"><h1>{escape(seed.title)}</h1></div>'
        f'{slot}{slot.join(stretch)}{promotions}<div class="grid">{cards}</div>',
        seed.title,
    )


@builder
def own_elements(seed: Seed) -> str:
    """The site's own elements, half of them with a shadow root declared in the markup."""
    story = filled_story(
        seed,
        paragraph="<hp-text><p>{}</p></hp-text>",
        heading="<hp-text><h2>{}</h2></hp-text>",
        label='<hp-slot><template shadowrootmode="open"><p>{}</p></template></hp-slot>',
    )
    promotions = each(
        "<hp-callout><template shadowrootmode='open'><p>{text}</p></template></hp-callout>", seed.promotions
    )
    cards = both_lists(
        seed,
        '<hp-teaser href="/r/{n}"><a href="/r/{n}"><span>{text}</span></a><p>{text}</p></hp-teaser>',
        "<hp-title>{}</hp-title>",
    )
    return bare(
        f"<hp-page><hp-story><h1>{escape(seed.title)}</h1>{story}{promotions}</hp-story><hp-shelf>"
        f"{cards}</hp-shelf></hp-page>",
        seed.title,
    )

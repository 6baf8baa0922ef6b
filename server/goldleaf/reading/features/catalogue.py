"""What each feature is, one by one. Shares and densities are 0 to 1, flags 0 or 1, sizes characters."""

from __future__ import annotations

_WORDING = {
    "upper": "share of upper-case letters in the text",
    "digits": "share of digits in the text",
    "ends_sentence": "whether it ends as a sentence does",
    "currency": "whether there is a currency sign in it",
    "common_words": "share of its words that are among the page's own 30 most common, its function words",
    "copies": "how many blocks of the page read like it",
    "is_copy": "whether one before it reads like it",
    "capitalised": "share of its first 40 words that begin with a capital",
    "log_chars": "logarithm of its length plus one",
    "words": "its words",
    "word_length": "characters to a word",
    "link_density": "share of its characters inside links",
    "links": "its links",
    "media": "images, videos and formulas in it",
    "heading": "its heading level, 0 for text",
    "prose": "whether it reads like a sentence or more",
    "kind_paragraph": "whether it is a paragraph",
    "kind_item": "whether it is an item of a list",
    "kind_cell": "whether it is a cell of a table",
    "kind_code": "whether it is preformatted",
    "kind_term": "whether it is part of a definition list",
    "kind_caption": "whether it is a caption",
    "kind_plain": "whether its container says nothing of its text",
}
_SIZES = {
    "chars": "logarithm of the text's length below",
    "links": "link density of",
    "prose": "share of prose below",
    "blocks": "logarithm of the number of blocks below",
}
_CONTAINERS = {
    f"{which}_{size}": f"{_SIZES[size]} the {whose}"
    for which, whose, sizes in (
        ("parent", "container around the block's own", ("chars", "links", "blocks")),
        ("grand", "container around its parent", ("blocks",)),
        ("great", "container around its grandparent", ("chars", "links", "blocks")),
    )
    for size in sizes
} | {
    "grand_fields": "form fields below the grandparent container",
    "depth": "containers around the block",
    "lists": "lists around the block",
    "tables": "tables around the block",
    "in_article": "whether an article element is around it",
    "article_share": "share of the page's prose in the innermost article around it, -1 outside any",
    "article_position": "how far into that article it stands, 0 to 1, -1 outside any",
    "in_main": "whether the page's main element is around it",
    "main_share": "share of the page's prose in main, -1 outside",
    "main_position": "how far into main it stands, 0 to 1, -1 outside",
    "parent_bad": "whether the parent container says so",
    "bad": "whether a container around it is believed to be furniture",
}
_SCALES = {
    f"at{scale}_{size}": f"{meaning} the innermost container of {scale} characters or more"
    for scale in (300, 1000, 3000)
    for size, meaning in (
        ("chars", "logarithm of the text's length below"),
        ("links", "link density of"),
        ("prose", "share of prose below"),
        ("share", "share of the page's prose below"),
        ("mean", "mean length of the blocks below"),
    )
}
_ZONES = {
    f"{how}_{zone}": f"whether a container around it {says} {zone}"
    for zone in ("nav", "header", "footer", "hidden", "comments", "related")
    for how, says in (("zone", "is believed to be"), ("stated", "calls itself"))
}  # fmt: skip
_REPETITION = {
    f"{which}_{size}": f"{meaning} ({whose} container around the block that is repeated beside it)"
    for which, whose in (("card", "the innermost"), ("shelf", "the outermost"))
    for size, meaning in (
        ("n", "logarithm of how many there are of it"),
        ("chars", "logarithm of the text in all of them"),
        ("prose", "share of prose in all of them"),
        ("mean", "logarithm of the mean text of one"),
        ("share", "share of the page's text in all of them"),
        ("spread", "coefficient of variation of their sizes"),
    )
} | {
    "like": "logarithm of how many blocks stand in the same way: in the same elements and classes",
    "like_share": "share of the page's text in those",
    "like_mean": "logarithm of their mean length",
}
_PLACE = {
    "position": "place among the blocks, 0 to 1",
    "chars_before": "share of the page's text before it",
    "prose_before": "share of the page's prose before it",
    "from_title": "blocks since the title, up to 200 either way, -999 without one",
    "from_heading": "blocks since the last heading, up to 60, 99 before any",
    "heading_above": "level of that heading, 0 before any",
    "section_chars": "logarithm of the text between two headings",
    "section_links": "link density there",
    "section_prose": "share of prose there",
    "section_blocks": "blocks there",
    "section_number": "which of the sections it is, 0 to 1",
    "page_blocks": "blocks of the page with text, up to 3,000",
    "page_chars": "logarithm of the page's text",
    "page_prose": "share of prose in it",
    "page_links": "link density of the page",
    "page_articles": "article elements, up to 50",
    "page_median": "median length of its blocks",
    "page_cells": "share of table cells among its blocks",
    "page_items": "share of list items among its blocks",
    "page_currency": "share of blocks with a currency sign",
    "page_code": "share of preformatted blocks",
    "page_fields": "form fields of the page",
    "page_longest": "share of the page's text in its longest block",
    "page_headings": "share of headings among its blocks",
    "address_depth": "segments of the address's path; not a number without an address",
    "address_words": "hyphens and underscores in its last segment",
    "address_digits": "digits in its last segment",
    "address_query": "length of its query",
}
_EVIDENCE = {
    "proposed": "whether readability-lxml would keep it",
    "score_above": "readability-lxml's highest score of a container around it, of the page's best",
    "score_own": "its score of the block's own container",
    "score_parent": "its score of the parent container",
    "score_grand": "its score of the grandparent container",
    "proposed_share": "share of the page's text that it would keep",
    "proposed_links": "link density of that",
    "proposed_prose": "share of the page's prose in that",
    "best_share": "share of the page's prose in its best candidate, -1 without one",
    "candidates": "how many candidates it has",
    "after_first": "blocks since the first proposed one, up to 99 either way, -200 without any",
    "before_last": "blocks until the last proposed one, the same way",
    "in_scope": "whether it is inside the container that holds most clean prose",
    "scope_position": "how far into that container",
    "scope_share": "share of the page's text there",
    "scope_links": "link density there",
    "scope_prose": "share of prose there",
    "rules_keep": "whether the rules would keep it",
    "rules_score": "how sure they are",
    "rules_share": "share of the page's text that they would keep",
    "post_said": "whether it was said in a post of a thread",
    "post_number": "which post, from 0, -1 for none",
    "posts": "how many posts the page has",
    "posts_share": "share of the page's text said in posts",
    "title_overlap": "share of its first words that are in the page's title",
    "described": "whether it stands in the page's own description",
}
_VOCABULARY = {
    "vocabulary_around": "log-odds of the names of all containers around it",
    "vocabulary_near": "log-odds of the names of its own, parent and grandparent container, for being that",
    "vocabulary_words": "log-odds of its words",
    "vocabulary_heading": "log-odds of the words in the heading above it",
    "vocabulary": "all these together",
    "vocabulary_likely": "the probability that follows",
}
_SEEN = ("score_above", "vocabulary_likely")
_STEPS = {-2: "second block before", -1: "block before", 1: "block behind", 2: "second block behind"}
_NEIGHBOURS = {
    f"{name}{step:+d}": f"{name} of the {which}, -1 at the page's edge"
    for step, which in _STEPS.items()
    for name in _SEEN
} | {
    f"{name}~{window}": f"mean of {name} over {window} blocks to each side, by characters"
    for name in ("link_density", "proposed", "rules_keep", "vocabulary_likely")
    for window in (4, 12)
}
_MEANS = {
    f"{value}_in_{group}": f"mean of {meaning} over {which}"
    for group, which in (
        ("way", "the blocks that stand in the same way"),
        ("card", "its innermost repeated container"),
        ("shelf", "its outermost repeated container"),
        ("section", "its section"),
        ("parent", "the blocks below its parent container"),
        ("grand", "the blocks below its grandparent container"),
    )
    for value, meaning in (("likely", "vocabulary_likely"), ("kept", "rules_keep"))
} | {
    "page_likely": "mean of vocabulary_likely over the page, by characters",
}
FEATURES: dict[str, str] = (
    _WORDING
    | _CONTAINERS
    | _SCALES
    | _ZONES
    | _REPETITION
    | _PLACE
    | _EVIDENCE
    | _VOCABULARY
    | _NEIGHBOURS
    | _MEANS
)

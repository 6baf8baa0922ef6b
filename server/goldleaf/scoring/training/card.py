"""The model card: what the model is, what it was learned from, how it does and where it fails.

Source of the form: Mitchell et al. 2019, "Model Cards for Model Reporting".
"""

from __future__ import annotations

from typing import Any

_DATA = {
    "wcxb": "WCXB, development split, by Murrough Foley "
    "(https://github.com/Murrough-Foley/web-content-extraction-benchmark), licence CC-BY-4.0: pages of seven "
    "types with their main content",
    "mozilla": "test pages of Mozilla Readability (https://github.com/mozilla/readability), licence "
    "Apache-2.0: pages with the article that Readability makes of them",
    "trafilatura": "evaluation pages of trafilatura (https://github.com/adbar/trafilatura), licence "
    "Apache-2.0: mostly German pages with snippets of text that must and must not appear",
    "aeb": "Scrapinghub's article extraction benchmark "
    "(https://github.com/scrapinghub/article-extraction-benchmark), licence MIT",
    "goldset": "Goldleaf's own gold set of hand-cleaned pages, licence Apache-2.0",
}


def make_card(report: dict[str, Any]) -> str:
    """A model's card, in Markdown.

    Args:
        report: the model's report.
    """
    data = "\n".join(
        f"- {_DATA.get(source['kind'], source['kind'])}; {source['pages']} pages."
        for source in report["sources"]
    )
    table = "\n".join(
        f"| {row['name']} | {row['measure']} | {row['value']:.3f} | {_interval(row)} | {row['pages']} | "
        f"{row['domains']} |"
        for row in report["scores"]
    )
    versions = ", ".join(f"{name} {found}" for name, found in report["versions"].items())
    return f"""# Model {report["model"]}

It tells for each block of text in a web page how likely that is part of the article, for each page what
type it is, and how much the result is to be trusted. It is {report["trees"]} oblivious decision trees over
{report["features"]} features of a block (`goldleaf/reading/features/catalogue.py` says what each is), a
logistic regression over {report["names"]} names of classes, ids, roles and elements, {report["words"]} words
and {report["lines"]} short lines, and two small forests over features of the page. No page is in it.

## Learned from

{data}

Pages without a gold text were left out. Those whose gold text is prose were learned from a second time,
changed: other pages' boxes, promotions and labels stood between their paragraphs, some of their own furniture
was gone, and on some the names of classes were, or said nothing.

Digest of all pages and gold texts: `{report["data_digest"][:16]}`.

## Scores on pages it had not seen

{report["folds"]} folds by registered domain (seed {report["seed"]}): each page is read from end to end by a
model that was made without any page of its site. Intervals are 95 % bootstrap intervals over domains. A page
in which no article is found counts as an empty text; pages whose gold text is empty are left out.

| pages | measure | value | interval | pages | domains |
|---|---|---|---|---|---|
{table}

Where the model expects an F1 below {report["doubt"]:.2f}, readability-lxml's own article is the answer.

## Limits

- The words it knows are English. A third of the pages were learned a second time as if no word were known, so
  that it does not need them; scores on other languages are those of the rows above that hold such pages.
- Product, listing and collection pages have no one right text; two people would not keep the same blocks of
  them, and the scores show it.
- It sees what stands in the page's HTML. What a script would still have loaded is not there.
- Mozilla's pages are held against the output of another extractor, not against what a person kept.

## Made with

{versions}; commit {report["commit"] or "unknown"}. The same pages and seed give the same file: run
`goldleaf train` again, with the versions above.
"""


def _interval(row: dict[str, Any]) -> str:
    if row["low"] is None or row["high"] is None:
        return "–"
    return f"{row['low']:.3f} to {row['high']:.3f}"

"""Gold HTML one block a line: what changes, what doesn't, and that doing it twice changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from goldleaf.scoring.gold.layout import one_block_a_line
from goldleaf.scoring.goldset import GOLD
from goldleaf.scoring.plaintext import html_to_text
from hypothesis import given
from hypothesis import strategies as st

_GOLDSET = Path(__file__).resolve().parents[2] / "goldset"
_WORDS = st.text(alphabet="ab \n<&é水", min_size=1, max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
_INLINE = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["em", "a", "code"]), _WORDS)
_LINE = st.lists(st.one_of(_WORDS, _INLINE), max_size=4).map("".join)
_LEAF = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["p", "h2", "pre"]), _LINE)
_LIST = st.lists(st.builds("<li>{}</li>".format, _LINE), min_size=1, max_size=3).map(
    lambda items: "<ul> " + " ".join(items) + "</ul>"
)
_ROW = st.builds("<tr><th> {} </th>\n<td><p>{}</p></td></tr>".format, _WORDS, _LINE)
_TABLE = st.lists(_ROW, min_size=1, max_size=3).map(lambda rows: f"<table><tbody>{''.join(rows)}</table>")
_BLOCK = st.one_of(_LEAF, _LIST, _TABLE)
_FRAGMENT = st.lists(st.one_of(_BLOCK, _LINE), max_size=5).map("".join)


@pytest.mark.parametrize(
    ("given_html", "wanted"),
    [
        ("<p>One\n  two</p><p> three </p>", "<p>One two</p>\n<p>three</p>\n"),
        ("<ul><li>a</li><li>b <em>c</em> </li></ul>", "<ul>\n<li>a</li>\n<li>b <em>c</em></li>\n</ul>\n"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul>\n<li>\na\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        (
            "<table><tr> <th>A</th> <td> 1 </td></tr></table>",
            "<table>\n<tr><th>A</th><td>1</td></tr>\n</table>\n",
        ),
        ("<blockquote><p>q</p></blockquote>", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
        (
            '<figure> <img src="a.png" alt="A"> <figcaption>C\nd</figcaption></figure>',
            '<figure><img src="a.png" alt="A"> <figcaption>C d</figcaption></figure>\n',
        ),
        ("<pre>a\n  b\n</pre>", "<pre>a\n  b\n</pre>\n"),
        ("loose <b>text</b> &amp; more<p>p</p>", "loose <b>text</b> &amp; more\n<p>p</p>\n"),
        ("<p>a</p><!-- note --><hr>", "<p>a</p>\n<hr>\n"),
        ("  \n", ""),
    ],
)
def test_each_block_gets_its_line(given_html: str, wanted: str) -> None:
    assert one_block_a_line(given_html) == wanted


@given(_FRAGMENT)
def test_the_text_stays_and_twice_is_once(html: str) -> None:
    laid_out = one_block_a_line(html)
    assert one_block_a_line(laid_out) == laid_out
    assert html_to_text(laid_out) == html_to_text(html)


@pytest.mark.parametrize("file", sorted(_GOLDSET.glob(f"*/{GOLD}")), ids=lambda file: file.parent.name)
def test_the_text_of_every_gold_stays(file: Path) -> None:
    gold = file.read_text(encoding="utf-8")
    laid_out = one_block_a_line(gold)
    assert html_to_text(laid_out) == html_to_text(gold)
    assert one_block_a_line(laid_out) == laid_out

"""Formulas come out once, as MathML or as TeX, whatever drew them."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story, whole

MATHML = (
    "<math><semantics><msup><mi>d</mi><mn>2</mn></msup>"
    '<annotation encoding="application/x-tex">d^2</annotation></semantics></math>'
)
DRAWN = '<span class="katex-html" aria-hidden="true"><span class="mord">d2</span></span>'
KATEX = f'<span class="katex"><span class="katex-mathml">{MATHML}</span>{DRAWN}</span>'
ESCAPED = "&lt;math&gt;&lt;mi&gt;q&lt;/mi&gt;&lt;/math&gt;"
MEDIAWIKI = (
    '<span class="mwe-math-element"><span class="mwe-math-mathml-inline mwe-math-mathml-a11y" '
    f'style="display: none;">{MATHML}</span><img src="/render/svg/1f" '
    'class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\\displaystyle d^{2}}"></span>'
)


@pytest.mark.parametrize(
    "formula",
    [
        KATEX,
        MEDIAWIKI,
        '<mjx-container class="MathJax" jax="CHTML"><mjx-math><mjx-msup>d2</mjx-msup></mjx-math>'
        f'<mjx-assistive-mml unselectable="on">{MATHML}</mjx-assistive-mml></mjx-container>',
    ],
)
def test_mathml_is_the_one_copy_that_is_left(formula: str) -> None:
    article = goldleaf.read(page(story(f"<p>The light falls with {formula} of the way.</p>")))
    assert whole(article.text)
    assert select(article.html, "//p/math//msup/mi/text()") == ["d"]
    assert "falls with d2 of the way" in article.text
    assert not select(article.html, "//img")


@pytest.mark.parametrize(
    ("formula", "source"),
    [
        (
            '<span class="MathJax_Preview"></span><span class="MathJax" id="M-1-Frame"><span>d2</span></span>'
            '<script type="math/tex" id="M-1">d^2</script>',
            "d^2",
        ),
        ('<mjx-container jax="SVG"><mjx-math data-latex="d^2"><svg></svg></mjx-math></mjx-container>', "d^2"),
        ('<img class="latex" src="/tex.php?x=1" alt="\\frac{1}{d^2}">', "\\frac{1}{d^2}"),
        ('<img class="mwe-math-fallback-image-inline" src="/s" alt="{\\displaystyle d^{2}}">', "d^{2}"),
        ('<script src="/MathJax.js"></script><span class="math inline">\\(d^2\\)</span>', "d^2"),
    ],
)
def test_tex_is_kept_where_the_page_has_nothing_else(formula: str, source: str) -> None:
    article = goldleaf.read(page(story(f"<p>The light falls with {formula} of the way.</p>")))
    assert select(article.html, "//p/code[@class='language-tex']/text()") == [source]
    assert f"falls with {source} of the way" in article.text
    assert not select(article.html, "//img")


def test_mathjax_keeps_mathml_beside_its_drawing() -> None:
    formula = (
        f'<span class="MathJax_SVG" data-mathml="{ESCAPED}"><svg></svg><span class="MJX_Assistive_MathML">'
        '<math><mi>q</mi></math></span></span><script type="math/tex">q</script>'
    )
    article = goldleaf.read(page(story(f"<p>The light falls with {formula} of the way.</p>")))
    assert select(article.html, "//math/mi/text()") == ["q"]
    assert not select(article.html, "//code")


def test_a_formula_on_a_line_of_its_own_goes_with_the_text_around_it() -> None:
    article = goldleaf.read(page(story(f'<span class="katex-display">{KATEX}</span>')))
    assert select(article.html, "//math/@display") == ["block"]


def test_a_formula_that_is_only_drawn_keeps_its_letters() -> None:
    head = '<link rel="stylesheet" href="/katex.min.css">'
    formula = f'<span class="katex">{DRAWN}</span>'
    article = goldleaf.read(page(story(f"<p>The light falls with {formula} of the way.</p>"), head=head))
    assert "falls with d2 of the way" in article.text


def test_prices_are_no_formulas() -> None:
    text = '<p class="math-lesson">The field cost <span class="mathless">$40 or $50</span> then.</p>'
    head = '<script src="/mathjax.js"></script>'
    article = goldleaf.read(page(story(text), head=head))
    assert "$40 or $50" in article.text
    assert not select(article.html, "//code")


def test_a_described_picture_of_a_formula_stays_a_picture() -> None:
    image = '<p><img class="equation" src="/board.jpg" alt="The equation on the board"></p>'
    article = goldleaf.read(page(story(image)), "https://t.example/")
    assert select(article.html, "//img/@alt") == ["The equation on the board"]

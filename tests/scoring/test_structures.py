"""The metrics of structure, on examples worked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from goldleaf.scoring.benchmarks import load_benchmark
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics import Measurement, Reference, metric
from goldleaf.scoring.metrics.structures import page_recall, precision, recall
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.structure_table import structure_table


def measured(kind: str, output: str, gold: str) -> Measurement:
    found = metric(kind).measure(Extraction("", output), Reference("text", html=gold))
    assert found is not None
    return found


def scores(kind: str, output: str, gold: str) -> tuple[float, float]:
    """Recall and precision."""
    parts = measured(kind, output, gold).parts
    return parts["recall"], parts["precision"]


def test_units_are_matched_one_to_one() -> None:
    # Gold: a, a, b. Output: a, b, c. Two of three found, one of three extra: F1 of 2/3 and 2/3.
    gold, output = ("".join(f"<li>{text}</li>" for text in texts) for texts in ("aab", "abc"))
    found = measured("items", f"<ul>{output}</ul>", f"<ul>{gold}</ul>")
    assert found.parts == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "gold": 3,
        "shared": 2,
        "extra": 1,
    }
    assert found.value == pytest.approx(2 / 3)


def test_recall_is_summed_over_units_and_averaged_over_pages() -> None:
    # Page 1 keeps 1 of 1, page 2 keeps 1 of 3, page 3 has none and adds an extra one.
    quote = "<blockquote>{}</blockquote>".format
    pages = [
        measured("quotes", quote("a"), quote("a")),
        measured("quotes", quote("b"), quote("b") + quote("c") + quote("d")),
        measured("quotes", quote("e"), "<p>none</p>"),
    ]
    sums = tuple(sum(column) for column in zip(*(page.terms for page in pages), strict=True))
    assert recall(sums) == pytest.approx(2 / 4)
    assert page_recall(sums) == pytest.approx((1 + 1 / 3) / 2)
    assert precision(sums) == pytest.approx(2 / 3)
    assert metric("quotes").combine(sums) == pytest.approx(2 * (1 / 2) * (2 / 3) / (1 / 2 + 2 / 3))


@pytest.mark.parametrize(
    ("gold", "output"),
    [
        ("http://a.example/i/lamp-on-lorry.jpg", "https://cdn.example/x/lamp-on-lorry-1024x683.jpg?w=9"),
        ("/i/2031/07/1.jpg", "https://a.example/i/2031/07/1.jpg"),
        ("/i/lamp%20on%20lorry.jpg", "/i/lamp on lorry.jpg"),
    ],
)
def test_an_image_is_its_file(gold: str, output: str) -> None:
    assert scores("images", f'<img src="{output}">', f'<img src="{gold}">') == (1.0, 1.0)


def test_any_candidate_of_a_srcset_is_the_image() -> None:
    output = (
        '<img src="/small/stub.gif" srcset="/a/the-old-tower-400.jpg 400w, /a/the-old-tower-800.jpg 800w">'
    )
    assert scores("images", output, '<img src="/b/the-old-tower.jpg">') == (1.0, 1.0)


def test_other_images_are_others() -> None:
    assert scores("images", '<img src="/i/02.jpg">', '<img src="/i/01.jpg">') == (0.0, 0.0)
    assert scores("images", '<img src="/2030/01.jpg">', '<img src="/2031/01.jpg">') == (0.0, 0.0)


def test_an_alternative_text_counts_with_its_image() -> None:
    gold = '<img src="/the-old-tower.jpg" alt="The tower">'
    assert scores("alts", gold.replace("The tower", "the  tower!"), gold) == (1.0, 1.0)
    assert scores("alts", gold.replace("The tower", ""), gold) == (0.0, 1.0)


def test_a_figure_around_a_bare_image_is_never_extra() -> None:
    assert scores("figures", '<figure><img src="/the-tower.jpg"></figure>', "<p>a</p>") == (1.0, 1.0)
    captioned = '<figure><img src="/the-tower.jpg"><figcaption>It</figcaption></figure>'
    assert scores("figures", captioned, "<p>a</p>") == (1.0, 0.0)
    assert scores("figures", '<figure><img src="/the-tower.jpg"></figure>', captioned) == (1.0, 1.0)


def test_cells_count_by_text_and_column() -> None:
    gold = "<table><tr><th>Keeper</th><th>Years</th></tr><tr><td colspan=2>Ada</td><td>12</td></tr></table>"
    assert scores("cells", gold, gold) == (1.0, 1.0)
    shifted = gold.replace(" colspan=2", "")
    assert scores("cells", shifted, gold) == (0.75, 0.75)


def test_a_table_needs_half_of_its_cells() -> None:
    def table(cells: str) -> str:
        return f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"

    assert scores("tables", table("abx"), table("abcd")) == (1.0, 1.0)
    assert scores("tables", table("axy"), table("abcd")) == (0.0, 0.0)
    assert scores("tables", table("ab"), table("abcd") * 2) == (0.5, 1.0)


def test_items_count_by_depth_and_kind_of_list() -> None:
    gold = "<ul><li>a<ol><li>b</li></ol></li></ul>"
    assert scores("items", gold, gold) == (1.0, 1.0)
    assert scores("items", "<ul><li>a</li><li>b</li></ul>", gold) == (0.5, 0.5)
    assert scores("items", "<ol><li>a<ol><li>b</li></ol></li></ol>", gold) == (0.5, 0.5)


TITLE = '<header class="gl-header"><h1>The lamp</h1></header>'


def test_the_title_may_stand_for_a_heading() -> None:
    assert scores("headings", TITLE + "<h2>Moved</h2>", "<h2>The lamp</h2><h2>Moved</h2>") == (1.0, 1.0)
    assert scores("headings", TITLE + "<h2>Moved</h2>", "<h2>Moved</h2>") == (1.0, 1.0)


def test_the_outline_is_which_heading_stands_under_which() -> None:
    gold = "<h2>Moved</h2><h3>By lorry</h3><h3>By boat</h3><h2>Lit</h2>"
    assert scores("outline", TITLE + gold, gold) == (1.0, 1.0)
    # A level deeper throughout is the same outline; flattened, two headings lose what they are under.
    assert scores("outline", gold.replace("3", "4").replace("2", "3"), gold) == (1.0, 1.0)
    assert scores("outline", gold.replace("3", "2"), gold) == (0.5, 0.5)


def test_links_count_by_text_and_target_whatever_the_host() -> None:
    gold = '<a href="http://fakehost/a/b?c=1">The field</a>'
    assert scores("links", '<a href="https://t.example/a/b?c=1">the field</a>', gold) == (1.0, 1.0)
    assert scores("links", '<a href="/a/b">The field</a>', gold) == (0.0, 0.0)


def test_a_footnote_needs_both_ends() -> None:
    gold = '<p id="r">Text<sup><a href="#n">1</a></sup></p><ol><li id="n">A note <a href="#r">↩</a></li></ol>'
    output = gold.replace('"#', '"#gl-').replace('id="', 'id="gl-')
    assert scores("footnotes", output, gold) == (1.0, 1.0)
    assert scores("footnotes", output.replace(' id="gl-r"', ""), gold) == (0.5, 1.0)


def test_code_counts_by_line_and_its_language_by_block() -> None:
    gold = '<pre><code class="language-python">def f():\n    return 1\n</code></pre>'
    lost = "<pre>def f():<br>  return 1</pre>"
    assert scores("code", lost, gold) == (1.0, 1.0)
    assert scores("code", "<pre>def f(): return 1</pre>", gold) == (0.0, 0.0)
    assert scores("languages", gold, gold) == (1.0, 1.0)
    assert scores("languages", lost, gold) == (0.0, 1.0)


def test_a_formula_is_its_source_in_whatever_form() -> None:
    image = '<img src="/m.svg" alt="{\\displaystyle d^{2}}">'
    mathml = (
        "<math><semantics><msup><mi>d</mi><mn>2</mn></msup>"
        '<annotation encoding="application/x-tex">{\\displaystyle d^{2}}</annotation></semantics></math>'
    )
    for output in (mathml, '<code class="language-tex">d^2</code>', '<span class="gl-math">d^{2}</span>'):
        assert scores("mathematics", output, image) == (1.0, 1.0)
        assert scores("images", output, image) == (1.0, 1.0)
    assert scores("mathematics", "<math><mi>d</mi><mn>3</mn></math>", mathml) == (0.0, 0.0)


def test_a_video_is_its_number_embedded_or_linked() -> None:
    gold = '<iframe src="https://www.youtube-nocookie.com/embed/a1B2c3D4e5F?rel=0"></iframe>'
    linked = (
        '<figure class="gl-video"><a href="https://www.youtube.com/watch?v=a1B2c3D4e5F">Video</a></figure>'
    )
    assert scores("videos", linked, gold) == (1.0, 1.0)
    assert scores("videos", '<a href="https://www.youtube.com/watch?v=a1B2c3D4e5F">Video</a>', gold) == (
        0.0,
        1.0,
    )


def test_quotes_and_captions_count_by_how_they_begin() -> None:
    long = "The light should not shine into my bedroom, she said, and nothing else was asked of us by anyone"
    gold, other = f"<blockquote>{long}</blockquote>", f"<blockquote><p>{long}. [2]</p></blockquote>"
    assert scores("quotes", other, gold) == (1.0, 1.0)
    gold = "<table><caption>Stones</caption></table><figure><figcaption>Lamp</figcaption></figure>"
    assert scores("captions", gold.replace("Lamp", "Lorry"), gold) == (0.5, 0.5)


def test_text_alone_is_not_measured_and_a_crash_is_a_miss() -> None:
    reference = Reference("text", html="<ul><li>a</li></ul>")
    assert metric("items").measure(Extraction("text"), reference) is None
    assert metric("items").measure(Extraction("text", "<p></p>"), Reference("text")) is None
    missed = metric("tables").miss(reference)
    assert missed is not None
    assert missed.value == 0.0
    assert missed.terms == (0.0, 0.0, 0.0, 0.0, 0.0)


def test_deep_and_wide_fragments_are_measured() -> None:
    wide = "<ul>" + "<li>a</li>" * 20_000 + "</ul>"
    assert scores("items", wide, wide) == (1.0, 1.0)
    deep = "<div>" * 1500 + "<blockquote>a</blockquote>" + "</div>" * 1500
    assert scores("quotes", deep, deep) == (1.0, 1.0)


def test_the_table_shows_each_kind_that_mozilla_has(shared_dir: Path) -> None:
    cases = load_benchmark("mozilla", shared_dir / "benchmarks/mozilla")[:6]
    text = structure_table(run_engines(cases, ["goldleaf", "readability"], workers=0))
    assert text is not None
    assert "kept by page" in text
    assert len([line for line in text.split("\n") if line.startswith("headings")]) == 2

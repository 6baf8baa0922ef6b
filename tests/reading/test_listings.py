"""Code comes out as its lines, with its language and file name, however it was highlighted."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story, whole

LINES = "def raise_lamp(by):\n    return lamp + by"
FIRST, SECOND = "def raise_lamp(by):", "    return lamp + by"
TOKENS = '<span class="k">def</span> <span class="nf">raise_lamp</span>(by):'
RETURN = '    <span class="k">return</span> lamp + by'
GUTTER = "<pre>1\n2\n</pre>"

LISTINGS = {
    "pygments": '<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>'
    f"{TOKENS}\n{RETURN}\n</pre></div></div>",
    "pygments table": f'<div class="highlight-python"><table class="highlighttable"><tr><td class="linenos">'
    f'<div class="linenodiv">{GUTTER}</div></td><td class="code"><div><pre>{TOKENS}\n{RETURN}\n</pre></div>'
    "</td></tr></table></div>",
    "rouge": '<div class="language-python highlighter-rouge"><pre class="highlight"><code><table '
    f'class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>'
    f'<td class="rouge-code"><pre>{TOKENS}\n{RETURN}\n</pre></td></tr></tbody></table></code></pre></div>',
    "chroma": f'<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code>'
    '<span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd">'
    f'<pre class="chroma"><code class="language-python">{TOKENS}\n{RETURN}\n</code></pre></td></tr></table>'
    "</div>",
    "shiki": '<pre class="shiki" data-language="python"><code><span class="line">'
    f'{TOKENS}</span><span class="line">{RETURN}</span></code></pre>',
    "prism": f'<div class="code-toolbar"><pre class="line-numbers language-python"><code>{FIRST}\n{SECOND}'
    '<span aria-hidden="true" class="line-numbers-rows"><span></span><span></span></span></code></pre>'
    '<div class="toolbar"><div class="toolbar-item"><button>Copy</button></div></div></div>',
    "lines that end in breaks": '<div class="language-python"><pre><code><span class="token-line">'
    f'{TOKENS}<br></span><span class="token-line">{RETURN}<br></span></code></pre></div>',
    "highlight.js": f'<pre><code class="hljs python"><table class="hljs-ln"><tr><td class="hljs-ln-numbers" '
    f'data-line-number="1"></td><td class="hljs-ln-code">{FIRST}</td></tr><tr><td class="hljs-ln-numbers" '
    f'data-line-number="2"></td><td class="hljs-ln-code">{SECOND}</td></tr></table></code></pre>',
    "a file's view": '<div class="highlight-source-python"><table><tr><td class="blob-num" '
    f'data-line-number="1"></td><td class="blob-code">{TOKENS}</td></tr><tr><td class="blob-num" '
    f'data-line-number="2"></td><td class="blob-code">{RETURN}</td></tr></table></div>',
    "an editor": '<div class="CodeMirror" data-lang="python"><div class="CodeMirror-code"><div><div '
    'class="CodeMirror-gutter-wrapper"><div class="CodeMirror-linenumber">1</div></div>'
    f'<pre class="CodeMirror-line">{TOKENS}</pre></div><div><pre class="CodeMirror-line">{RETURN}</pre></div>'
    "</div></div>",
    "an editor of lines": '<div class="cm-editor ͼ1"><div></div><div class="cm-scroller">'
    '<div class="cm-gutters" aria-hidden="true"><div class="cm-gutter cm-lineNumbers"><div '
    'class="cm-gutterElement">1</div><div class="cm-gutterElement">2</div></div></div><div '
    'class="cm-content" role="textbox" contenteditable="true" data-language="python">'
    f'<div class="cm-line">{TOKENS}</div><div '
    f'class="cm-line">{RETURN}</div></div></div></div>',
    "an editor of lines out of order": '<div data-mode-id="python"><div class="monaco-editor">'
    '<div class="overflow-guard"><div class="margin"><div class="line-numbers">1</div><div '
    'class="line-numbers">2</div></div><div class="lines-content"><div class="view-lines">'
    '<div style="top:19px;height:19px" class="view-line"><span><span class="mtk1">'
    "\u00a0\u00a0\u00a0\u00a0return\u00a0lamp + by</span></span></div>"
    f'<div style="top:0px;height:19px" class="view-line"><span>{TOKENS}</span></div></div></div><textarea '
    'class="inputarea">x</textarea></div></div></div>',
    "lines that are blocks": '<div class="syntaxhighlighter python"><table><tr><td class="gutter"><div '
    'class="line">1</div><div class="line">2</div></td><td class="code"><div class="container">'
    f'<div class="line"><code>{FIRST}</code></div><div class="line"><code>    </code>'
    "<code>return lamp + by</code></div></div></td></tr></table></div>",
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_is_its_lines_and_its_language(name: str) -> None:
    article = goldleaf.read(page(story(LISTINGS[name])))
    assert whole(article.text)
    assert select(article.html, "//pre/code/text()") == [LINES]
    assert select(article.html, "//pre/code/@class") == ["language-python"]
    assert LINES in article.text
    assert "Copy" not in article.text


@pytest.mark.parametrize(
    "named",
    [
        '<div class="gatsby-code-title">lamp.py</div><div class="highlight"><pre>{}</pre></div>',
        '<div class="codeBlockContainer_x"><div class="codeBlockTitle_y">lamp.py</div>'
        '<div class="codeBlockContent_z"><pre>{}</pre></div></div>',
        '<div class="literal-block-wrapper"><div class="code-block-caption"><span>lamp.py</span>'
        '<a class="headerlink" href="#c">¶</a></div><div class="highlight"><pre>{}</pre></div></div>',
        '<pre data-filename="lamp.py"><code>{}</code></pre>',
    ],
)
def test_a_files_name_becomes_the_caption(named: str) -> None:
    article = goldleaf.read(page(story(named.format(LINES))))
    assert select(article.html, "//figure[pre]/figcaption/text()") == ["lamp.py"]
    assert select(article.html, "//figure/pre/code/text()") == [LINES]


def test_a_label_that_names_the_language_is_no_caption() -> None:
    listing = f'<div class="code-block"><div class="code-header">Python</div><pre>{LINES}</pre></div>'
    article = goldleaf.read(page(story(listing)))
    assert select(article.html, "//pre/code/@class") == ["language-python"]
    assert not select(article.html, "//figcaption")
    assert "Python" not in article.text


def test_blank_lines_and_indentation_stay() -> None:
    code = '<span class="line">a</span>\n<span class="line"></span>\n<span class="line">    b</span>'
    article = goldleaf.read(page(story(f'<pre class="shiki"><code>{code}</code></pre>')))
    assert select(article.html, "//pre/code/text()") == ["a\n\n    b"]


def test_a_table_of_numbers_is_no_listing() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{year * 2} stones</td></tr>" for year in (1871, 1872, 1873))
    article = goldleaf.read(page(story(f"<table>{rows}</table>")))
    assert "1871 | 3742 stones" in article.text
    assert not select(article.html, "//pre")

"""An article with all that the typography has to carry, in our own words; and a page around it."""

from __future__ import annotations

from collections.abc import Callable

from .harness.http import Answer, Request, reply

# A landscape in a few strokes: pictures in the tests come from nowhere else.
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 620" width="1200" height="620">
<rect width="1200" height="620" fill="#e9dfc8"/><circle cx="890" cy="190" r="74" fill="#d9a441"/>
<path d="M0 420 210 300l160 90 190-170 240 190 170-90 230 110v190H0Z" fill="#8b8f74"/>
<path d="M0 480 260 400l220 70 240-110 210 90 270-60v230H0Z" fill="#5e6a55"/>
<path d="M0 560c240-60 420 10 620-20s380-50 580-10v90H0Z" fill="#39443b"/></svg>"""

BODY = """
<p>In the second winter of the survey, when the passes were shut and the mail came once a month, Ines
Obermann began to
draw the mountains from <em>memory</em>. She had walked every ridge with a plane table on her back, and she
found that what
her legs remembered was not what the instruments had written down.<sup><a href="#gl-note-1"
id="gl-ref-1">1</a></sup></p>
<p>The sheets she made that year were refused by the office in the capital, filed under <a href="https://example.invalid/">a
wrong number</a>, and forgotten. They are, by every test that has been made since, the most accurate maps of
the range
that existed before the first photographs from the air.</p>
<h2>What the instruments left out</h2>
<p>A theodolite measures angles between points that can be seen. It says nothing about the ground between
them, and in
those years a draughtsman filled the gaps by habit: a slope that began steep went on steep, a stream that
vanished behind
a shoulder came out where it was expected to.</p>
<figure><img src="{picture}" alt="Hills in the evening, drawn in flat colours" width="1200" height="620">
<figcaption>The southern approach, from the station above the river. The low sun shows the fold that every
earlier sheet
had left out.</figcaption></figure>
<blockquote><p>I have put down what I would tell a friend who had to cross in fog. If that is not a map, I
do not know
what one is for.</p></blockquote>
<p>Her own errors were of another kind. She counted paces, and her paces grew shorter with height. Once that
is known, it
can be undone:</p>
<h3>A correction for tired legs</h3>
<pre><code class="language-python">def true_distance(paces, metres_up, stride=0.74):
    \"\"\"Undo the shortening of a pace with height.\"\"\"
    tiredness = 1 - 0.04 * (metres_up / 300)
    return paces * stride * max(tiredness, 0.6)  # nobody walks on less than that, whatever the weather says
</code></pre>
<p>With <code>true_distance</code> applied to the notebooks, three things come into line at once:</p>
<ul><li>the height of the hut above the lake;</li><li>the length of the glacier, which had seemed to shrink
in a year that
was cold;</li><li>the place of the cairn that two expeditions had looked for in vain.</li></ul>
<div class="gl-table"><table><caption>Three crossings, as written down and as corrected</caption>
<thead><tr><th>Crossing</th><th>Paces</th><th>Climb (m)</th><th>Written (km)</th><th>Corrected
(km)</th></tr></thead>
<tbody><tr><td>River to hut</td><td>9,120</td><td>640</td><td>6.7</td><td>6.2</td></tr>
<tr><td>Hut to saddle</td><td>6,480</td><td>910</td><td>4.8</td><td>4.2</td></tr>
<tr><td>Saddle to lake</td><td>11,300</td><td>120</td><td>8.4</td><td>8.2</td></tr></tbody></table></div>
<p>The sheets are in the town library now, in a drawer that has to be asked for. On the last of them, in the
corner where
the office would have put its stamp, she drew a very small dog.</p>
<hr>
<section class="gl-footnotes"><ol><li id="gl-note-1"><p>Notebook 7, entry for the ninth of February. The ink
is frozen in places and
thawed again. <a href="#gl-ref-1">↩</a></p></li></ol></section>
"""

PAGE = """<!doctype html><html lang="en"><head><title>The mountains from memory</title></head>
<body><nav>Home News Sport Weather</nav><h1>The mountains from memory</h1><p>Sign up for our
newsletter!</p></body></html>"""


def sample_article(picture: str) -> str:
    """The article as the server would send it, with the address of its picture."""
    return (
        '<article class="gl-article" lang="en" dir="ltr"><header class="gl-header">'
        '<h1 class="gl-title">The mountains from memory</h1><p class="gl-meta">'
        '<span class="gl-byline">Marta Lindqvist</span> '
        '<time class="gl-date" datetime="2025-02-09" dir="ltr">2025-02-09</time> '
        '<span class="gl-site">The Upland Quarterly</span></p>'
        f'</header><div class="gl-body">{BODY.replace("{picture}", picture)}</div></article>'
    )


def answer_with(
    html: str, lang: str = "en", direction: str = "ltr", title: str = "The mountains from memory"
) -> Callable[[Request], Answer]:
    """A behaviour for the stand-in server: always this article."""

    def answer(request: Request) -> Answer:
        return reply(
            200, {"html": html, "title": title, "lang": lang, "dir": direction, "url": request.json()["url"]}
        )

    return answer

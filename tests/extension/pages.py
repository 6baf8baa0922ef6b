"""Pages to read, in our own words."""

from __future__ import annotations

STORY = """<!doctype html>
<html lang="en"><head><title>The clock on the corn exchange</title></head><body>
<main><h1>The clock on the corn exchange</h1>
<p>For eleven years the clock on the corn exchange told the town it was twenty to four.</p>
<p>Nobody minded much. The baker set his ovens by the church, and the school had a bell.</p></main>
%s
</body></html>"""


def story(extra: str = "", title: str = "The clock on the corn exchange") -> str:
    """A short article, with more markup below it where a test wants some."""
    return STORY.replace("The clock on the corn exchange", title) % extra


# All that a person may have done to a page before clicking.
LIVED_IN = story("""
<div id="inner" style="height:80px;overflow:auto"><div style="height:900px">inner</div></div>
<form><input id="text"><input id="box" type="checkbox"><input id="pass" type="password">
<select id="pick"><option>one<option>two</select><textarea id="area"></textarea><input id="range"
type="range"></form>
<p id="words">Some words to select.</p><div style="height:5000px"></div>
<script>
window.seen = [];
new MutationObserver(records => window.seen.push(...records.map(r => r.type + ":" + r.target.nodeName)))
  .observe(document, {childList: true, subtree: true, attributes: true, characterData: true});
</script>
""")

LIVE_IN_IT = """(() => {
  document.getElementById("text").value = "typed words";
  document.getElementById("text").setSelectionRange(2, 5);
  document.getElementById("box").checked = true;
  document.getElementById("pass").value = "secret";
  document.getElementById("pick").selectedIndex = 1;
  document.getElementById("area").value = "a longer thought";
  document.getElementById("range").value = 77;
  document.getElementById("inner").scrollTop = 333;
  getSelection().selectAllChildren(document.getElementById("words"));
  document.getElementById("text").focus({preventScroll: true});
  scrollTo({top: 1234, behavior: "instant"});
  window.seen.length = 0;
  return true;
})()"""

STATE = """(() => ({
  text: document.getElementById("text").value,
  caret: [document.getElementById("text").selectionStart, document.getElementById("text").selectionEnd],
  box: document.getElementById("box").checked,
  pass: document.getElementById("pass").value,
  pick: document.getElementById("pick").selectedIndex,
  area: document.getElementById("area").value,
  range: document.getElementById("range").value,
  inner: document.getElementById("inner").scrollTop,
  scroll: scrollY,
  focus: document.activeElement.id,
  selection: String(getSelection()),
  history: history.length,
  html: document.documentElement.outerHTML,
}))()"""

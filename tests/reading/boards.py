"""Invented threads, in the markup of several kinds of boards."""

from __future__ import annotations

SAID = (
    "The pump in our cellar starts every ten minutes, and nobody has opened a tap all day. Where do I look?",
    "Look at the air in the pressure tank first: when it is gone, every cup of water starts the pump again.",
    "It was the tank. Thank you!",
    "Before you buy another one, press the valve on top of it, and see whether water comes out of it.",
)
NAMES = ("marsh_edda", "Old Tom", "marsh_edda", "Lena Quill")
DAYS = ("2021-03-04", "2021-03-05", "2021-03-06", "2021-03-09")


def bulletin(number: int) -> str:
    """A post as many boards write it: panel, line of the date, words, signature, buttons."""
    return f"""
    <article class="message js-p{number}{" first" if not number else ""}" id="post-{number}">
      <div class="message-user"><a class="avatar" href="/members/{number}/">{NAMES[number][0]}</a>
        <h4 class="name"><a href="/members/{number}/" class="username">{NAMES[number]}</a></h4>
        <h5 class="rank">Well-known member</h5>
        <dl><dt>Joined</dt><dd>Nov 2, 2012</dd><dt>Posts</dt><dd>1,312</dd></dl></div>
      <div class="message-main"><div class="message-line"><a href="/t/1/post-{number}"><time
        datetime="{DAYS[number]}T08:30:00+00:00">{DAYS[number]}</time></a>
        <a href="/t/1/post-{number}">#{number}</a></div>
      <div class="message-body"><blockquote>somebody said in 2019: not at all</blockquote>
        <p>{SAID[number]}</p></div>
      <div class="signature">Two wells, one windmill and a very long garden hose, since 1987</div>
      <ul class="buttons"><li><a href="/r">Reply</a></li></ul></div></article>"""


def table_row(number: int) -> str:
    """A post as a row of a table without a single class, as boards of long ago wrote it."""
    return f"""<tr><td width="150"><b>{NAMES[number]}</b><br>Joined: 02 Nov 2012<br>Posts: 1312</td>
      <td><table><tr><td>Posted: {DAYS[number]} 08:30</td>
      <td><a href="reply.php?p={number}">Reply</a></td></tr>
      <tr><td><span>{SAID[number]}</span></td></tr></table></td></tr>"""


def reply(number: int) -> str:
    """A post with the replies to it inside, each a level deeper."""
    inner = f"<ol class='replies'>{reply(number + 1)}</ol>" if number + 1 < len(SAID) else ""
    return f"""<li class="note" id="n{number}"><div class="note-details">
      <div class="by"><a href="/u/{number}">{NAMES[number]}</a>
      <span class="age" title="{DAYS[number]} 08:30:00">{number + 2} years ago</span>
      <a href="#n{number}">link</a></div>
      <div class="note-text"><p>{SAID[number]}</p></div></div>{inner}</li>"""


def answer(number: int, comments: str = "") -> str:
    """A question or an answer, its author's card behind it."""
    return f"""<div class="{"question" if not number else "answer"}"><div class="layout">
      <div class="votes">12</div>
      <div class="cell"><div class="prose"><p>{SAID[number]}</p></div>
      <div class="card">answered <span class="when"
      title="{DAYS[number]} 08:30:00Z">{DAYS[number]}</span>
      <a href="/users/{number}/x">{NAMES[number]}</a></div></div>
      <div class="below"><ul class="notes">{comments}</ul></div></div></div>"""


def comment(words: str) -> str:
    """A comment on an answer."""
    return f"""<li class="comment"><div class="comment-line"><span class="copy">{words}</span>
      <div class="inline"><a href="/users/9/kit" class="comment-user">Kit</a></div>
      <span class="when" title="2021-04-01 10:00:00Z">Apr 1, 2021</span></div></li>"""


def thread(posts: str, tag: str = "div") -> str:
    """A page with a thread and what stands around threads."""
    recent = "".join(
        f"<li class='recent'><a href='/t/{i}'>Another thread about wells, number {i}</a>"
        f"<a href='/members/{i}'>Someone {i}</a> <time datetime='2021-05-0{i}'>{i} May</time></li>"
        for i in range(1, 8)
    )
    return (
        f"<html><body><nav><a href='/members/'>Members</a></nav><h1>Pump starts by itself</h1>"
        f"<{tag} class='thread'>{posts}</{tag}>"
        f"<aside class='sidebar'><ul>{recent}</ul></aside></body></html>"
    )


def four(made: object) -> str:
    """The four posts, one behind the other."""
    assert callable(made)
    return "".join(made(number) for number in range(4))

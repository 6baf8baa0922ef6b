"""What is around a container, worked out for all containers at once, against going up from each."""

from __future__ import annotations

import numpy as np
import pytest
from goldleaf.reading import features
from goldleaf.reading.blocks import Node, Page
from goldleaf.reading.decode import decode
from goldleaf.reading.features import Described, Witnesses, describe
from goldleaf.reading.features.evidence import _highest_around
from goldleaf.reading.features.view import View, view_of
from goldleaf.reading.features.vocabulary import Vocabulary, _weigh_new, name_tokens, weigh
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.model import load_model
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import propose
from goldleaf.reading.reveal import reveal
from goldleaf.reading.rules import judge_by_rules
from goldleaf.reading.segment import segment

from .pages import page as article_page


def random_page(seed: int, levels: int = 7) -> Page:
    """A page of nested containers, some with a line of text, some with none."""
    random = np.random.default_rng(seed)

    def container(level: int) -> str:
        tag = str(random.choice(["div", "section", "article", "ul"]))
        name = str(random.choice(["", " class=card", " class=tide", " id=quay"]))
        inner = "".join(
            container(level + 1) if level < levels and random.random() < 0.6 else f"<p>Line {level}</p>"
            for _ in range(int(random.integers(0, 4)))
        )
        return f"<{tag}{name}>{inner}</{tag}>"

    html = "<body>" + "".join(container(1) for _ in range(4)) + "<p>The last line</p></body>"
    return segment(parse(decode(html, None, DEFAULT_LIMITS), DEFAULT_LIMITS))


def seen(seed: int) -> tuple[View, list[Node], np.ndarray]:
    page = random_page(seed)
    view = view_of(page)
    marked = np.random.default_rng(seed + 100).random(len(page.nodes)) < 0.3
    return view, page.nodes, marked


def upwards(nodes: list[Node], index: int) -> list[int]:
    """A container and those around it, the innermost first."""
    found = []
    while index >= 0:
        found.append(index)
        index = nodes[index].parent
    return found


@pytest.mark.parametrize("seed", range(12))
def test_containers_around_are_those_on_the_way_up(seed: int) -> None:
    view, nodes, marked = seen(seed)
    around = [[outer for outer in upwards(nodes, node.index) if marked[outer]] for node in nodes]
    assert view.count_around(marked).tolist() == [len(found) for found in around]
    assert view.innermost(marked).tolist() == [found[0] if found else -1 for found in around]
    assert view.outermost(marked).tolist() == [found[-1] if found else -1 for found in around]
    below = [sum(node.index <= block.node <= node.last for block in view.blocks) for node in nodes]
    assert view.node_blocks.tolist() == below


@pytest.mark.parametrize("body", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_the_highest_score_around_may_be_none_or_below_it(seed: int, body: bool) -> None:
    view, nodes, marked = seen(seed)
    marked[0] = body
    scores = np.where(marked, np.random.default_rng(seed).normal(size=len(nodes)), 0.0)
    expected: list[float] = []
    for node in nodes:
        own = float(scores[node.index])
        expected.append(own if node.parent < 0 else max(own, expected[node.parent]))
    assert _highest_around(view, scores, np.flatnonzero(marked).tolist()).tolist() == expected


def described(page: Page) -> Described:
    proposal = propose(page)
    judged = judge_by_rules(page, proposal)
    witnesses = Witnesses(proposal, judged.scope, tuple(judged.verdicts), judged.zones)
    return describe(page, witnesses, load_model().vocabulary)


def segmented_article() -> Page:
    root = parse(decode(article_page(), None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    reveal(root)
    return segment(root)


def test_a_large_page_held_in_less_memory_gives_the_forest_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    names = load_model().features
    for page in (segmented_article, lambda: random_page(5)):
        plain = described(page())
        with monkeypatch.context() as patched:
            patched.setattr(features, "_MANY", 0)
            patched.setattr(features, "_AT_ONCE", 3)
            packed = described(page())
        held = sum(np.asarray(column).nbytes for column in plain.columns.values())
        less = sum(column.nbytes for column in packed.columns.values() if column.strides[0])
        assert less < held / 2
        np.testing.assert_array_equal(
            np.concatenate(list(plain.rows(names))), np.concatenate(list(packed.rows(names)))
        )


def test_names_weigh_the_same_where_there_are_more_than_are_heard_one_by_one() -> None:
    names = {"tag=div": 0, "card": 1, "tide": 2, "tag=ul": 3}
    vocabulary = Vocabulary(names, [[1.5, 0.25, 0.5, 2.0]] * 4, {}, [], {}, 0.0)
    for seed in range(6):
        view = view_of(random_page(seed))
        expected = []
        for block in view.blocks:
            met = set()
            for index in upwards(view.page.nodes, block.node):
                node = view.page.nodes[index]
                met |= {f"tag={node.tag}", *node.names.split()}
            expected.append(1.5 * len(met & set(names)))
        assert weigh(view, vocabulary).around.tolist() == expected
        one_by_one = _weigh_new(view.page, name_tokens(view.page), vocabulary)
        assert [one_by_one[block.node] for block in view.blocks] == expected

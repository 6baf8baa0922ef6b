"""Declarative shadow roots, flattened into what the person sees.

Source: https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode and the flattening
of slots, https://dom.spec.whatwg.org/#find-flattened-slotables.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import append_text, remove, replace_with_children
from goldleaf.reading.xpath import finder

_templates = finder("//template")
_MODES = frozenset(("shadowrootmode", "shadowroot"))


def flatten_shadow_roots(root: HtmlElement) -> None:
    """Replace each host's children by its shadow tree, the host's own children standing in the slots."""
    # Document order is outer first; inner roots are flattened first, so that slots find finished content.
    templates = [found for found in _templates(root) if not _MODES.isdisjoint(found.keys())]
    for template in reversed(templates):
        host = template.getparent()
        if host is not None and host.tag != "head":
            _flatten(host, template)


def _flatten(host: HtmlElement, template: HtmlElement) -> None:
    light = [child for child in host if child is not template and isinstance(child.tag, str)]
    loose_text = [host.text or "", *((child.tail or "") for child in host)]
    slots: dict[str, HtmlElement] = {}
    for slot in template.iter("slot"):
        slots.setdefault(slot.get("name") or "", slot)
    for child in list(host):
        child.tail = None
        if child is not template:
            host.remove(child)
    host.text = None
    default = slots.get("")
    assigned: dict[HtmlElement, list[HtmlElement]] = {}
    for child in light:
        # Children for which there is no slot are not rendered.
        target = slots.get(child.get("slot") or "")
        if target is not None:
            assigned.setdefault(target, []).append(child)
    text = " ".join(part.strip() for part in loose_text if part.strip())
    for slot in list(template.iter("slot")):
        children = assigned.get(slot, [])
        own_text = text if slot is default else ""
        if children or own_text:
            for fallback in list(slot):
                slot.remove(fallback)
            slot.text = own_text or None
            slot.extend(children)
        replace_with_children(slot)
    append_text(host, None, template.text)
    template.text = None
    host.extend(list(template))
    remove(template)

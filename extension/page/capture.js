// Injected on a click: writes the page down as the person sees it, and changes nothing. Its last value is the result.
//
// A walk of its own instead of cloneNode or innerHTML: cloning runs the page's custom elements, and neither sees shadow
// roots, frames, the image that was really chosen, or what is hidden. DOM properties are read through the prototypes'
// getters, because a form's `<input name="attributes">` hides the form's own.
(() => {
  /** Characters; above this the server would refuse the page anyway, and the message to the worker has a cap of its own. */
  const MAX_CHARACTERS = 25_000_000;
  const MAX_FRAME_DEPTH = 3;

  const getter = (prototype, name) => {
    const { get } = Object.getOwnPropertyDescriptor(prototype, name);
    return (object) => get.call(object);
  };
  const firstChild = getter(Node.prototype, "firstChild");
  const nextSibling = getter(Node.prototype, "nextSibling");
  const nodeType = getter(Node.prototype, "nodeType");
  const nodeValue = getter(Node.prototype, "nodeValue");
  const textContent = getter(Node.prototype, "textContent");
  const localName = getter(Element.prototype, "localName");
  const namespaceOf = getter(Element.prototype, "namespaceURI");
  const openShadow = getter(Element.prototype, "shadowRoot");
  const attributesOf = getter(Element.prototype, "attributes");
  const rootOf = getter(Document.prototype, "documentElement");
  const bodyOf = getter(Document.prototype, "body");
  const addressOf = getter(Document.prototype, "URL");
  const contentTypeOf = getter(Document.prototype, "contentType");
  const baseOf = getter(Node.prototype, "baseURI");
  const doctypeOf = getter(Document.prototype, "doctype");
  const isVisible = (element, options) => Element.prototype.checkVisibility.call(element, options);

  const HTML = "http://www.w3.org/1999/xhtml";
  const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
  const RAW = new Set("noscript noembed noframes xmp plaintext".split(" "));
  const DROPPED = new Set("style template object embed".split(" "));
  const DROPPED_LINKS = /\b(stylesheet|preload|prefetch|modulepreload|dns-prefetch|preconnect)\b/i;
  // Scripts that are data of the article, never code.
  const DATA_SCRIPTS = /^(application\/ld\+json|math\/[\w+-]+)\b/i;
  const NO_LAYOUT = new Set("head meta link title base script noscript br wbr source track param option optgroup".split(" "));
  const ATTRIBUTE_ESCAPES = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;" };
  const TEXT_ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;" };
  const escapeAttribute = (value) => value.replace(/[&"<>\u00a0]/g, (c) => ATTRIBUTE_ESCAPES[c]);
  const escapeText = (value) => value.replace(/[&<>\u00a0]/g, (c) => TEXT_ESCAPES[c]);

  /** The root behind an element, closed ones included where the browser lets an extension see them. */
  function shadowOf(element) {
    const open = openShadow(element);
    if (open) return open;
    const name = localName(element);
    // Only these can have one made by a page; asking for every element would also find the browser's own.
    if (!name.includes("-") && !/^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/.test(name)) return null;
    if (typeof chrome !== "undefined" && chrome.dom?.openOrClosedShadowRoot) return chrome.dom.openOrClosedShadowRoot(element);
    return element.openOrClosedShadowRoot ?? null;
  }

  function frameDocument(frame) {
    try {
      return frame.contentDocument;
    } catch {
      return null;
    }
  }

  /** What stands in a form control now and did not come with the page: it must not leave through any attribute. */
  function typedValues(document) {
    const values = new Set();
    for (const control of Document.prototype.querySelectorAll.call(document, "input, textarea")) {
      if (control.value !== control.defaultValue || control.type === "password") values.add(control.value);
    }
    values.delete("");
    return values;
  }

  function absolute(value, base) {
    try {
      return new URL(value, base).href;
    } catch {
      return value;
    }
  }

  const absoluteSet = (value, base) =>
    value.replace(/(^|,\s+)(\S+)/g, (_, gap, url) => (/^data:/i.test(url) ? gap + url : gap + absolute(url, base)));

  /** One attribute as it goes out, or null where it stays here. */
  function attributeValue(element, name, attribute, context) {
    const value = attribute.value;
    const key = attribute.name;
    if (/^on/.test(key) || key === "nonce" || key === "srcdoc" || key === "data-goldleaf-hidden") return null;
    if (name === "input" && (key === "value" || key === "checked")) return null;
    if (name === "option" && key === "selected") return null;
    if (context.typed.has(value) && key !== "class" && key !== "id" && key !== "lang") return null;
    if (!context.base) return value;
    if (key === "href" || key === "src" || key === "poster") return value.startsWith("#") ? value : absolute(value, context.base);
    return key === "srcset" ? absoluteSet(value, context.base) : value;
  }

  function chosenImage(element) {
    const chosen = element.currentSrc;
    return chosen && /^https?:/.test(chosen) ? chosen : null;
  }

  function openTag(element, name, context, hidden) {
    let tag = `<${name}`;
    const chosen = name === "img" ? chosenImage(element) : null;
    for (const attribute of attributesOf(element)) {
      if (chosen && attribute.name === "src") continue;
      const value = attributeValue(element, name, attribute, context);
      if (value !== null) tag += ` ${attribute.name}="${escapeAttribute(value)}"`;
    }
    if (chosen) tag += ` src="${escapeAttribute(chosen)}"`;
    if (hidden) tag += ` data-goldleaf-hidden="${hidden}"`;
    return `${tag}>`;
  }

  /**
   * Why an element can't be seen: "display", "visibility" or nothing. Content that only waits to be opened (a closed
   * `<details>`, `hidden="until-found"`) has no box either, but its own display is not none: it counts as seen.
   */
  function hiddenReason(element, name, context) {
    if (context.hidden || NO_LAYOUT.has(name)) return "";
    if (isVisible(element, { visibilityProperty: true, checkVisibilityCSS: true })) return "";
    if (!isVisible(element)) return getComputedStyle(element).display === "none" ? "display" : "";
    return "visibility";
  }

  function isDroppedScript(element, name) {
    if (name !== "script") return false;
    return !DATA_SCRIPTS.test(element.getAttribute("type") ?? "") || /<\/script|<!--/i.test(textContent(element));
  }

  function isDropped(element, name) {
    if (DROPPED.has(name) || isDroppedScript(element, name)) return true;
    if (name === "goldleaf-view") return true;
    return name === "link" && DROPPED_LINKS.test(element.getAttribute("rel") ?? "");
  }

  /** Elements whose content is the person's, not the page's. */
  function isTypedInto(element, name) {
    if (name === "textarea" || name === "output") return true;
    return element.isContentEditable === true;
  }

  const out = [];
  let size = 0;
  const write = (piece) => {
    out.push(piece);
    size += piece.length;
  };

  /** Writes what an element is replaced by or begins with, and lists what has to follow: nodes, or closing tags. */
  function enter(element, context) {
    const isHtml = namespaceOf(element) === HTML;
    const name = localName(element);
    if (isHtml && isDropped(element, name)) return [];
    const hidden = isHtml ? hiddenReason(element, name, context) : "";
    const inner = hidden === "display" ? { ...context, hidden: true } : context;
    if (isHtml && (name === "iframe" || name === "frame")) return enterFrame(element, name, inner, hidden);
    write(openTag(element, name, context, hidden));
    if (isHtml && VOID.has(name)) return [];
    const rest = [];
    if (isHtml && (RAW.has(name) || name === "script")) write(textContent(element));
    else if (!(isHtml && isTypedInto(element, name))) {
      const shadow = isHtml ? shadowOf(element) : null;
      if (shadow) rest.push(`<template shadowrootmode="${shadow.mode}">`, [firstChild(shadow), inner], "</template>");
      rest.push([firstChild(element), inner]);
    }
    rest.push(`</${name}>`);
    return rest;
  }

  /** A same-origin frame becomes a block with its content, addresses made absolute; any other stays a frame. */
  function enterFrame(element, name, context, hidden) {
    const inside = context.depth < MAX_FRAME_DEPTH ? frameDocument(element) : null;
    const body = inside && bodyOf(inside);
    if (!body) {
      write(`${openTag(element, name, context, hidden)}</${name}>`);
      return [];
    }
    const mark = hidden ? ` data-goldleaf-hidden="${hidden}"` : "";
    write(`<div data-goldleaf-frame="${escapeAttribute(addressOf(inside))}"${mark}>`);
    const frame = { typed: typedValues(inside), base: baseOf(inside), depth: context.depth + 1, hidden: context.hidden };
    return [[firstChild(body), frame], "</div>"];
  }

  /** Depth first over siblings and children, on a stack of our own: pages nest deeper than the engine's. */
  function walk(node, start) {
    const stack = [[node, start]];
    while (stack.length) {
      const top = stack.pop();
      if (typeof top === "string") {
        write(top);
        continue;
      }
      const [current, context] = top;
      if (!current) continue;
      const next = nextSibling(current);
      if (next && current !== node) stack.push([next, context]);
      const type = nodeType(current);
      if (type === Node.TEXT_NODE || type === Node.CDATA_SECTION_NODE) write(escapeText(nodeValue(current)));
      else if (type === Node.ELEMENT_NODE) stack.push(...enter(current, context).reverse());
      if (size > MAX_CHARACTERS) return false;
    }
    return true;
  }

  function doctype() {
    const type = doctypeOf(document);
    return type ? new XMLSerializer().serializeToString(type) : "";
  }

  /** The address without what a person may have logged in with, and without a fragment that is no route. */
  function address() {
    const url = new URL(addressOf(document));
    url.username = url.password = "";
    if (!/^#[!/]/.test(url.hash)) url.hash = "";
    return url.href;
  }

  const type = contentTypeOf(document);
  if (!/^(text\/html|application\/xhtml\+xml|text\/plain)$/.test(type) || rootOf(document)?.querySelector("body > embed[type='application/pdf']")) {
    return { notice: "not-html", contentType: type };
  }
  const start = { typed: typedValues(document), base: null, depth: 0, hidden: false };
  write(doctype());
  if (!rootOf(document) || !walk(rootOf(document), start)) return { notice: "too-large", limit: MAX_CHARACTERS };
  return { html: out.join(""), url: address(), title: rootOf(document).querySelector("title")?.textContent?.trim() ?? "" };
})();

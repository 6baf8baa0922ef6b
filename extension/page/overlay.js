// The reading view over the page: one element on the root, a modal dialog in its closed shadow root, and in that a frame
// of the extension. The page can see and remove the element; it can read nothing inside. Closing undoes everything.
(() => {
  if (globalThis.goldleafView) return;

  const NAME = "goldleaf-view";
  /** How long the frame may take to ask for its content before the page counts as one that can't hold it. */
  const ANSWER_MS = 3_000;
  /** A page that takes the view out this often does it on purpose. */
  const MAX_REMOVALS = 3;

  const HOST_STYLE = {
    all: "initial", display: "block", position: "fixed", inset: "0", width: "0", height: "0", visibility: "visible",
    opacity: "1", "pointer-events": "auto", "content-visibility": "visible",
  };
  const FILL = {
    all: "initial", display: "block", position: "fixed", inset: "0", width: "100%", height: "100%", "max-width": "none",
    "max-height": "none", margin: "0", padding: "0", border: "0", overflow: "hidden", "overscroll-behavior": "contain",
    visibility: "visible", opacity: "1", "pointer-events": "auto", background: "Canvas",
  };

  /** Through the CSSOM, which no content security policy of the page stops, and above its own !important rules. */
  function style(element, rules) {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
  }

  /** The open view, or null: {record, token, host, dialog, taken, removals, undo}. */
  let view = null;

  /** Builds host, dialog and frame anew, and shows them. Each frame has a token of its own. */
  function build() {
    view.token = crypto.randomUUID();
    view.host = document.createElement(NAME);
    const root = view.host.attachShadow({ mode: "closed" });
    view.dialog = document.createElement("dialog");
    const frame = document.createElement("iframe");
    // Pages with a cross-origin embedder policy let only frames without credentials in (Chromium).
    // There, too, a frame copies text only where it was allowed to; Firefox knows neither word and warns.
    if ("credentialless" in frame) {
      frame.credentialless = true;
      frame.allow = "clipboard-write";
    }
    frame.src = `${chrome.runtime.getURL("reader/reader.html")}#${view.token}`;
    frame.title = chrome.i18n.getMessage("name");
    style(view.host, HOST_STYLE);
    style(view.dialog, FILL);
    style(frame, FILL);
    view.dialog.append(frame);
    root.append(view.dialog);
    const { signal } = view.undo;
    view.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    }, { signal });
    document.documentElement.append(view.host);
    view.dialog.showModal();
    frame.focus();
  }

  /** The page behind must stand where it stood: nothing scrolls it while the view is open. */
  function holdScroll(signal) {
    const { scrollX, scrollY } = window;
    addEventListener("scroll", () => {
      if (window.scrollX !== scrollX || window.scrollY !== scrollY) {
        window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
      }
    }, { signal });
  }

  /** A modal that the page opens later would lie above: closing and showing again puts the view back on top. */
  function stayOnTop(signal) {
    document.addEventListener("toggle", (event) => {
      if (event.newState !== "open" || !view?.dialog.open) return;
      view.dialog.close();
      view.dialog.showModal();
    }, { capture: true, signal });
  }

  /** Comes back when the page takes the view out, twice; then gives up and hands the record to the worker. */
  function stayIn(signal) {
    const observer = new MutationObserver(() => {
      if (!view || view.host.isConnected) return;
      view.removals += 1;
      if (view.removals >= MAX_REMOVALS || !document.documentElement) giveUp();
      else build();
    });
    observer.observe(document, { childList: true, subtree: true });
    signal.addEventListener("abort", () => observer.disconnect());
  }

  function giveUp() {
    const { record } = view;
    // While open() still waits, its answer tells the worker; later only a message can.
    const told = view.settle(false);
    close();
    if (!told) chrome.runtime.sendMessage({ type: "lost", record });
  }

  function onMessage(message, sender, reply) {
    if (sender.id !== chrome.runtime.id || message?.type !== "take") return;
    const match = view !== null && message.token === view.token;
    if (match) {
      view.token = null;
      view.settle(true);
    }
    reply(match ? view.record : null);
  }

  /**
   * Shows a record. Resolves to true once the frame has asked for it, to false where this page can't hold the view
   * (then nothing of it is left).
   */
  function open(record) {
    close();
    // A document in a sandbox has an opaque origin; frames of an extension stay blank in it.
    if (window.origin === "null" || !document.documentElement) return Promise.resolve(false);
    document.querySelectorAll(`:root > ${NAME}`).forEach((left) => left.remove());
    const undo = new AbortController();
    return new Promise((resolve) => {
      const timer = setTimeout(giveUp, ANSWER_MS);
      let settled = false;
      const settle = (held) => {
        if (settled) return false;
        settled = true;
        clearTimeout(timer);
        resolve(held);
        return true;
      };
      view = { record, undo, settle, removals: 0 };
      chrome.runtime.onMessage.addListener(onMessage);
      holdScroll(undo.signal);
      stayOnTop(undo.signal);
      build();
      stayIn(undo.signal);
    });
  }

  /** Takes the view away and gives the page back. True where one was open. */
  function close() {
    if (!view) return false;
    const { dialog, host, undo, settle } = view;
    view = null;
    settle(true);
    undo.abort();
    chrome.runtime.onMessage.removeListener(onMessage);
    // close() before remove(): only then does the browser put the focus back where it was.
    if (dialog.open) dialog.close();
    host.remove();
    return true;
  }

  globalThis.goldleafView = { open, close };
})();

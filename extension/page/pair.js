// Runs on the server's /pair page: carries the code in its address to the worker, and the outcome back into the page.
(() => {
  const main = document.querySelector("main#goldleaf-pair");
  // Only a page that waits for us, and only once: the worker injects this script again on a click.
  if (location.pathname !== "/pair" || main?.dataset.state !== "waiting" || globalThis.goldleafPairing) return false;
  const code = location.hash.slice(1);
  if (!code) return false;
  globalThis.goldleafPairing = true;
  // A code is good for one use; it need not stay in the address bar or the history.
  history.replaceState(history.state, "", location.pathname + location.search);

  function say(text) {
    const message = document.querySelector("#goldleaf-pair-message");
    if (message && text) message.textContent = text;
  }

  function finish({ state, message }) {
    say(message);
    if (state === "paired" || state === "failed") main.dataset.state = state;
  }

  chrome.runtime.onMessage.addListener((message, sender) => {
    if (sender.id === chrome.runtime.id && message?.type === "pairing") finish(message);
  });
  chrome.runtime.sendMessage({ type: "pair", code }).then(
    (answer) => finish(answer?.state ? answer : { state: "failed", message: chrome.i18n.getMessage("pairNoAnswer") }),
    () => finish({ state: "failed", message: chrome.i18n.getMessage("pairNoAnswer") }),
  );
  return true;
})();

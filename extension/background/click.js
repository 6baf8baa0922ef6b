// What a click does: close the reading view where it is open, else capture, ask the server, show.
import { capture } from "./capture.js";
import { injectPairing, isPairingPage } from "./pairing.js";
import { readPage } from "./server.js";
import { closeReaderTab, closeView, isReaderTab, show } from "./view.js";

/** Pages being read right now, by tab: only a convenience (a second click cancels), so it may be lost with the worker. */
const running = new Map();

/** The toolbar button, the shortcut and the context menu all end here. */
export async function onClick(tab) {
  if (isReaderTab(tab)) return closeReaderTab(tab.id);
  if (running.has(tab.id)) return running.get(tab.id).abort();
  if (isPairingPage(tab.url) && (await injectPairing(tab.id))) return undefined;
  if (await closeView(tab.id)) return undefined;
  return read(tab);
}

/** Reads a tab and shows the result, whatever it is; also behind every Retry. */
export async function read(tab) {
  const controller = new AbortController();
  running.set(tab.id, controller);
  mark(tab.id, "…");
  try {
    const record = await readRecord(tab, controller.signal);
    if (record.notice !== "cancelled") await show(tab, record);
  } finally {
    running.delete(tab.id);
    mark(tab.id, "");
  }
}

async function readRecord(tab, signal) {
  try {
    const page = await capture(tab);
    if (page.notice) return page;
    return { ...(await readPage(page, signal)), page: { url: page.url, title: page.title } };
  } catch (error) {
    // Whatever was not foreseen still gets a page that says so.
    return { notice: "broken", message: String(error?.message ?? error) };
  }
}

function mark(tabId, text) {
  // The tab may be gone by now; then there is nothing to mark.
  chrome.action.setBadgeText({ tabId, text }).catch(() => undefined);
}

// Where a record is shown: over the page in its own tab, or, where that can't hold, in a tab of the extension.
import { linkTab, putRecord, tabLink } from "./store.js";

// Not getURL(): for a page with a dynamic address Chromium gives that, and a tab's address is always the plain one.
const READER = `${location.origin}/reader/reader.html`;

/** Whether a tab is one of the extension's own reader tabs. */
export function isReaderTab(tab) {
  return (tab.url ?? tab.pendingUrl ?? "").startsWith(READER);
}

/**
 * Closes the reading view over a page.
 * @returns {Promise<boolean>} true where there was one
 */
export async function closeView(tabId) {
  try {
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId },
      func: () => globalThis.goldleafView?.close() ?? false,
      injectImmediately: true,
    });
    return answer?.result === true;
  } catch {
    // No access: then there is no view of ours either, and the capture that follows says what is wrong.
    return false;
  }
}

/** Shows a record for a tab: over the page if that holds, else beside it. */
export async function show(tab, record) {
  const cannotHold = record.notice === "restricted" || record.notice === "access-lost" || record.notice === "permission";
  if (cannotHold || !(await showOver(tab.id, record))) await showBeside(tab, record);
}

async function showOver(tabId, record) {
  try {
    await chrome.scripting.executeScript({ target: { tabId }, files: ["page/overlay.js"], injectImmediately: true });
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId },
      func: (shown) => globalThis.goldleafView.open(shown),
      args: [record],
      injectImmediately: true,
    });
    return answer?.result === true;
  } catch {
    return false;
  }
}

/** Opens a reader tab right of the source tab. */
export async function showBeside(tab, record) {
  const key = crypto.randomUUID();
  // Over the quota the tab still opens, and says so itself because it finds no record.
  const kept = await putRecord(key, record);
  if (!kept) await putRecord(key, { notice: "quota", page: record.page });
  const opened = await chrome.tabs.create({
    url: `${READER}#${key}`,
    index: tab.index + 1,
    windowId: tab.windowId,
    openerTabId: tab.id,
  });
  await linkTab(opened.id, { source: tab.id, key });
}

/** Closes a reader tab and goes back to the page it was made from. */
export async function closeReaderTab(tabId) {
  const link = await tabLink(tabId);
  if (link) await chrome.tabs.update(link.source, { active: true }).catch(() => undefined);
  await chrome.tabs.remove(tabId);
}

// Reads the pages on which an article goes on, after a click for it: the page itself fetches them, from its own site.
import { capture } from "./capture.js";
import { readPage } from "./server.js";

/** How many further pages one click may load. */
export const MAX_PAGES = 20;

/**
 * The whole article of a tab.
 * @param {{id: number}} tab
 * @param {string} next the address of the second page, as the server told it
 * @returns {Promise<object>} a record like that of a click, with `loaded`: how many pages were added; `missing` where
 *   not one came; or a notice
 */
export async function readOn(tab, next) {
  const page = await capture(tab);
  if (page.notice) return page;
  const pages = [];
  const known = new Set([page.url]);
  while (next && !known.has(next) && pages.length < MAX_PAGES) {
    known.add(next);
    const html = await fetchThrough(tab.id, next);
    if (html === null) break;
    pages.push({ html, url: next });
    const answer = await readPage({ html, url: next });
    // A page without an article is the server's to leave out; where it can't be asked any more, all of this ends.
    if (!answer.article && answer.notice !== "no-article") return answer;
    next = answer.article?.next_page ?? null;
  }
  if (!pages.length) return { missing: true };
  const record = await readPage({ html: page.html, url: page.url, pages });
  return { ...record, page: { url: page.url, title: page.title }, loaded: pages.length };
}

/** The text of a page of the tab's own origin, fetched as the tab would; null where it does not come. */
async function fetchThrough(tabId, address) {
  try {
    const [answer] = await chrome.scripting.executeScript({ target: { tabId }, func: fetchPage, args: [address] });
    return answer?.result ?? null;
  } catch {
    return null;
  }
}

/** Runs in the tab, beside the page's own scripts: knows nothing of this module. */
async function fetchPage(address) {
  const MAX_BYTES = 10_000_000;
  const DEADLINE_MS = 15_000;
  try {
    if (new URL(address).origin !== location.origin) return null;
    const response = await fetch(address, { signal: AbortSignal.timeout(DEADLINE_MS), headers: { Accept: "text/html" } });
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.ok || new URL(response.url).origin !== location.origin || !/\bhtml\b/i.test(type)) return null;
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > MAX_BYTES) return null;
    // As a browser has it: what the server says goes before what the page says in its beginning.
    const start = new TextDecoder("latin1").decode(bytes.slice(0, 2048));
    const [, encoding = "utf-8"] = /charset=["']?([\w-]+)/i.exec(type) ?? /charset=["']?([\w-]+)/i.exec(start) ?? [];
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return null;
  }
}

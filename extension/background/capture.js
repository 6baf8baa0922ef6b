// Asks page/capture.js for the page of a tab, and names what stood in the way.
import { MAX_PAGE_BYTES } from "./server.js";

/** A page whose script never yields would keep the answer for ever. */
const CAPTURE_DEADLINE_MS = 10_000;

/**
 * The page of a tab as the person sees it.
 * @returns {Promise<{html: string, url: string, title: string} | {notice: string}>}
 */
export async function capture(tab) {
  let answer = await attempt(tab);
  if (answer.denied && /^https?:/.test(tab.url ?? "")) {
    // Chromium can lose the grant for a moment when a navigation swaps processes; the second try passes mostly.
    await new Promise((resolve) => setTimeout(resolve, 200));
    answer = await attempt(tab);
  }
  if (answer.denied) return { notice: deniedNotice(tab.url), message: answer.denied };
  return answer;
}

async function attempt(tab) {
  let timer;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(() => resolve([{ result: { notice: "page-stuck" } }]), CAPTURE_DEADLINE_MS);
  });
  try {
    const injected = chrome.scripting.executeScript({
      target: { tabId: tab.id },
      files: ["page/capture.js"],
      injectImmediately: true,
    });
    const [{ result, error } = {}] = await Promise.race([injected, deadline]);
    if (error) return { notice: "broken", message: String(error.message ?? error) };
    // Firefox resolves to nothing, without an error, for some of its own pages.
    return result ?? { denied: "The script was not run." };
  } catch (error) {
    const message = String(error?.message ?? error);
    // A reply over the browser's own limit for messages (64 MiB in Chromium) fails with a size in its text.
    if (/exceed|too (large|long|big)|length/i.test(message)) return { notice: "too-large", limit: MAX_PAGE_BYTES };
    return { denied: message };
  } finally {
    clearTimeout(timer);
  }
}

/** Ordinary addresses can be read again after a reload; all others never can. */
function deniedNotice(url = "") {
  const host = /^https?:\/\/([^/:?#]+)/.exec(url)?.[1] ?? "";
  if (!host) return "restricted";
  const closed = ["chromewebstore.google.com", "addons.mozilla.org", "microsoftedge.microsoft.com"];
  return closed.includes(host) || /\.pdf($|[?#])/i.test(url) ? "restricted" : "access-lost";
}

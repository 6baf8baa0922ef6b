// Pairing: a page of the server shows a one-time code, the worker trades it for a token.
import { getPairing, peekRecord, putRecord, setPairing, takeRecord } from "./store.js";
import { isPaired, redeemCode } from "./server.js";

/** The one place where a code may come from: /pair on the loopback names that the manifest allows. */
export function isPairingPage(url) {
  return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/pair(#|$)/.test(url ?? "");
}

/** Runs the pairing script in a tab where it may be missing. True where the page took it from there. */
export async function injectPairing(tabId) {
  try {
    const [answer] = await chrome.scripting.executeScript({ target: { tabId }, files: ["page/pair.js"] });
    return answer?.result === true;
  } catch {
    return false;
  }
}

/** Finds pairing pages that were opened before the extension could see them. */
export async function pairOpenPages() {
  const tabs = await chrome.tabs.query({ url: ["http://127.0.0.1/pair*", "http://localhost/pair*"] });
  await Promise.all(tabs.filter((tab) => isPairingPage(tab.url)).map((tab) => injectPairing(tab.id)));
}

/**
 * A pairing page has a code. The origin is the browser's word (the sender), never the page's.
 * @returns {Promise<{state: "paired" | "failed" | "asking", message: string}>}
 */
export async function onPairingCode({ code }, sender) {
  if (sender.frameId !== 0 || !isPairingPage(sender.url)) return failed("pairBadCode");
  if (!/^[0-9A-Z]{4}-[0-9A-Z]{4}$/i.test(code ?? "")) return failed("pairBadCode");
  const { origin } = new URL(sender.url);
  const now = await getPairing();
  if (!now.token || now.server === origin) return redeem(origin, code);
  // Another program on this machine could show such a page: only the person decides to whom pages are sent from now on.
  const key = crypto.randomUUID();
  if (!(await putRecord(key, { from: now.server, to: origin, code, tabId: sender.tab.id }))) return failed("pairNoAnswer");
  await chrome.tabs.create({
    url: `${location.origin}/pair/switch.html#${key}`,
    index: sender.tab.index + 1,
    openerTabId: sender.tab.id,
  });
  return { state: "asking", message: chrome.i18n.getMessage("pairAsking") };
}

/** What the switch page shows; the record stays for the answer. */
export async function describeSwitch({ key }) {
  const pending = await peekRecord(key);
  if (!pending) return null;
  return { from: pending.from, to: pending.to };
}

/** The person's answer. The pairing page is told, wherever it is by now. */
export async function answerSwitch({ key, yes }, sender) {
  const pending = await takeRecord(key);
  if (!pending) return null;
  const outcome = yes ? await redeem(pending.to, pending.code) : failed("pairDeclined");
  await chrome.tabs.sendMessage(pending.tabId, { type: "pairing", ...outcome }).catch(() => undefined);
  await chrome.tabs.update(pending.tabId, { active: true }).catch(() => undefined);
  await chrome.tabs.remove(sender.tab.id);
  return outcome;
}

async function redeem(origin, code) {
  const answer = await redeemCode(origin, code);
  if (answer.error) {
    // A link that was opened before: its code is used, and what it was for is done.
    const { server, token } = await getPairing();
    const already = server === origin && token && (await isPaired(server, token));
    return already ? { state: "paired", message: chrome.i18n.getMessage("pairAlready") } : failed(answer.error);
  }
  await setPairing(origin, answer.token);
  return { state: "paired", message: "" };
}

function failed(key) {
  return { state: "failed", message: chrome.i18n.getMessage(key) };
}

// What the extension's other parts may ask of the worker.
import { read } from "./click.js";
import { answerSwitch, describeSwitch, onPairingCode } from "./pairing.js";
import { readOn } from "./pages.js";
import { tabLink, takeRecord } from "./store.js";
import { closeReaderTab, closeView, showBeside } from "./view.js";

/** Requests from the extension's own pages: the reader (over a page or in a tab) and the switch page. */
const FROM_PAGES = { content, close, retry, more, "switch-about": describeSwitch, "switch-answer": answerSwitch };

/** Requests from the content scripts. */
const FROM_SCRIPTS = { lost, pair: onPairingCode };

/** One listener for all: picks by kind of sender first, so that a content script can't speak for a page of ours. */
export function onMessage(message, sender, reply) {
  if (sender.id !== chrome.runtime.id) return false;
  const handlers = isOwnPage(sender) ? FROM_PAGES : FROM_SCRIPTS;
  if (!Object.hasOwn(handlers, message?.type)) return false;
  const handler = handlers[message.type];
  Promise.resolve(handler(message, sender)).then(
    (answer) => reply(answer ?? null),
    (error) => reply({ error: String(error?.message ?? error) }),
  );
  return true;
}

function isOwnPage(sender) {
  // Not getURL(): its origin is another one where addresses are dynamic, and senders have the plain one.
  return sender.url?.startsWith(`${location.origin}/`);
}

const isFramed = (sender) => sender.frameId !== 0;

/** The reader asks what to show. Framed: the overlay of the same tab knows, and answers one token once. */
async function content({ token }, sender) {
  if (!isFramed(sender)) return takeRecord(token);
  return toOverlay(sender.tab.id, { type: "take", token });
}

async function close(_message, sender) {
  if (isFramed(sender)) await closeView(sender.tab.id);
  else await closeReaderTab(sender.tab.id);
}

async function retry(_message, sender) {
  if (isFramed(sender)) {
    await closeView(sender.tab.id);
    return read(sender.tab);
  }
  const link = await tabLink(sender.tab.id);
  const source = link && (await chrome.tabs.get(link.source).catch(() => null));
  if (!source) return { error: "gone" };
  await closeReaderTab(sender.tab.id);
  return read(source);
}

/** The reader wants the rest of an article that goes on: the answer is a record, for the view that asked. */
async function more({ next }, sender) {
  const link = isFramed(sender) ? null : await tabLink(sender.tab.id);
  const tab = isFramed(sender) ? sender.tab : link && (await chrome.tabs.get(link.source).catch(() => null));
  return tab ? readOn(tab, next) : { missing: true };
}

/** The overlay could not hold against the page after it was shown: the same record, in a tab of its own. */
async function lost({ record }, sender) {
  await showBeside(sender.tab, record);
}

function toOverlay(tabId, message) {
  return chrome.tabs.sendMessage(tabId, message, { frameId: 0 });
}

// What is kept: the pairing (storage.local), and records on their way to a tab of the extension (storage.session).

/** Where `goldleaf serve` listens unless it was told otherwise. */
export const DEFAULT_SERVER = "http://127.0.0.1:7878";

/** Keeps content scripts, and so a page that has taken over its process, away from the token. */
export function lockStorage() {
  for (const area of [chrome.storage.local, chrome.storage.session]) {
    // Firefox has no setAccessLevel for storage.local; its content scripts run in the same add-on's trust.
    area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" })?.catch(() => undefined);
  }
}

/**
 * The server that this browser is paired with.
 * @returns {Promise<{server: string, token: string | null}>} an origin, and the token or null where there is none
 */
export async function getPairing() {
  const { server = DEFAULT_SERVER, token = null } = await chrome.storage.local.get(["server", "token"]);
  return { server, token };
}

/** Stores a new pairing; the token belongs to exactly this origin and goes nowhere else. */
export async function setPairing(server, token) {
  await chrome.storage.local.set({ server, token });
}

/** Drops a token that its server no longer knows, unless a newer one took its place meanwhile. */
export async function dropToken(token) {
  const now = await getPairing();
  if (now.token === token) await chrome.storage.local.remove("token");
}

/**
 * Puts a record by for a page of the extension that is about to open.
 * @returns {Promise<boolean>} false where the quota refused it
 */
export async function putRecord(key, value) {
  try {
    await chrome.storage.session.set({ [key]: value });
    return true;
  } catch {
    return false;
  }
}

/** Looks at a record and leaves it. Null where it is gone. */
export async function peekRecord(key) {
  return (await chrome.storage.session.get(key))[key] ?? null;
}

/** Takes a record out: each can be read once. Null where it is gone. */
export async function takeRecord(key) {
  const value = await peekRecord(key);
  await chrome.storage.session.remove(key);
  return value;
}

/** Where a reader tab came from, so that a click in it can lead back: {source: tab id, key: its record}. */
export async function linkTab(tabId, link) {
  await chrome.storage.session.set({ [`tab-${tabId}`]: link }).catch(() => undefined);
}

/** The link made by linkTab, or null. */
export async function tabLink(tabId) {
  return peekRecord(`tab-${tabId}`);
}

/** A tab was closed: nothing of it stays, its unread record included. */
export async function forgetTab(tabId) {
  const link = await tabLink(tabId);
  await chrome.storage.session.remove(link ? [`tab-${tabId}`, link.key] : `tab-${tabId}`);
}

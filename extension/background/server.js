// The only place that talks to the server. Every answer, good or bad, becomes a plain record for the reader page.
import { dropToken, getPairing } from "./store.js";

/** How long to wait for an article. Shorter than the 30 s after which Chromium stops a worker that waits for a fetch. */
export const READ_DEADLINE_MS = 25_000;
const PAIR_DEADLINE_MS = 10_000;

/** The server's own cap on a page, bytes of UTF-8. Over it there is no use in sending. */
export const MAX_PAGE_BYTES = 25_000_000;

/** What each error code of the server means for a person: the name of a notice in reader/notices.js. */
const NOTICE_OF_CODE = {
  no_article: "no-article",
  unreadable: "no-article",
  too_large: "too-large",
  out_of_time: "slow",
  busy: "busy",
};

/** Whether the browser lets the worker talk to this origin at all (Firefox lets a person take that away). */
export function mayTalkTo(server) {
  return chrome.permissions.contains({ origins: [hostPattern(server)] });
}

/** The match pattern that covers a server's origin; patterns know no ports. */
export function hostPattern(server) {
  const { protocol, hostname } = new URL(server);
  return `${protocol}//${hostname}/*`;
}

/**
 * Sends a captured page to the paired server.
 * @param {{html: string, url: string, pages?: {html: string, url: string}[]}} page with the pages behind it, if any
 * @param {AbortSignal} signal given up by a second click
 * @returns {Promise<{article: object} | {notice: string}>}
 */
export async function readPage(page, signal) {
  const { server, token } = await getPairing();
  if (!(await mayTalkTo(server))) return { notice: "permission", server };
  if (!token) return (await isUp(server)) ? { notice: "unpaired", server } : { notice: "server-down", server };
  const body = new Blob([JSON.stringify({ html: page.html, url: page.url, pages: page.pages })], { type: "application/json" });
  if (body.size > MAX_PAGE_BYTES * 1.5) return { notice: "too-large", server };
  const answer = await post(`${server}/v1/read`, body, { Authorization: `Bearer ${token}` }, READ_DEADLINE_MS, signal);
  if (answer.failed) return { ...answer.failed, server };
  if (answer.status === 200 && typeof answer.json?.html === "string") return { article: answer.json };
  if (answer.status === 401 || answer.json?.error?.code === "not_paired") {
    await dropToken(token);
    return { notice: "unpaired", server, expired: true };
  }
  return { ...refusal(answer), server };
}

/**
 * Trades a one-time code for a token, at the origin of the page that showed the code.
 * No token is sent: an address that only claims to be the server learns nothing from this.
 * @returns {Promise<{token: string} | {error: string}>} error: a key of the messages
 */
export async function redeemCode(server, code) {
  const body = new Blob([JSON.stringify({ code })], { type: "application/json" });
  const answer = await post(`${server}/v1/pair`, body, {}, PAIR_DEADLINE_MS);
  if (answer.failed) return { error: answer.failed.notice === "slow" ? "pairSlow" : "pairNoAnswer" };
  if (answer.status === 200 && typeof answer.json?.token === "string") return { token: answer.json.token };
  if (answer.status === 429) return { error: "pairTooManyTries" };
  if (answer.status === 403) return { error: "pairBadCode" };
  return { error: "pairNoAnswer" };
}

/** Whether the server still knows a token. Only for the origin that the token belongs to. */
export async function isPaired(server, token) {
  const answer = await ask(`${server}/v1/status`, { headers: { Authorization: `Bearer ${token}` } }, PAIR_DEADLINE_MS);
  return answer.status === 200 && answer.json?.name === "goldleaf";
}

function post(url, body, headers, deadline, signal) {
  return ask(url, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body }, deadline, signal);
}

async function ask(url, { headers, ...request }, deadline, signal) {
  const limits = [AbortSignal.timeout(deadline)];
  if (signal) limits.push(signal);
  try {
    const response = await fetch(url, {
      ...request,
      headers: { Accept: "application/json", ...headers },
      signal: AbortSignal.any(limits),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    const text = await response.text();
    return { status: response.status, json: parse(text) };
  } catch (error) {
    if (signal?.aborted) return { failed: { notice: "cancelled" } };
    return { failed: { notice: error.name === "TimeoutError" ? "slow" : "server-down" } };
  }
}

async function isUp(server) {
  try {
    await fetch(`${server}/`, { signal: AbortSignal.timeout(3_000), credentials: "omit", redirect: "error" });
    return true;
  } catch {
    return false;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal({ status, json }) {
  const error = json?.error;
  if (typeof error?.code !== "string") return { notice: "stranger", status };
  return {
    notice: Object.hasOwn(NOTICE_OF_CODE, error.code) ? NOTICE_OF_CODE[error.code] : "refused",
    status,
    code: error.code,
    message: String(error.message ?? ""),
    requestId: error.request_id == null ? null : String(error.request_id),
  };
}

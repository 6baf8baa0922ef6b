// One page for each way a click can fail: what happened, what to do, and a button for it.
import { t } from "./messages.js";

const DEFAULT_SERVER = "http://127.0.0.1:7878";

/** Builders by the record's notice; each gives the paragraphs, commands and buttons below the heading. */
const NOTICES = {
  "server-down": (record) => [
    paragraph(t("serverDownWhat", record.server)),
    paragraph(t("serverDownDo")),
    ...startCommands(record.server),
    buttons(retry()),
    small(t("serverDownMoved")),
  ],
  unpaired: (record) => [
    paragraph(record.expired ? t("unpairedExpired", record.server) : t("unpairedWhat")),
    steps(t("unpairedStep1"), startCommands(), t("unpairedStep2"), t("unpairedStep3")),
    buttons(retry()),
  ],
  permission: (record) => [
    paragraph(t("permissionWhat", record.server)),
    paragraph(t("permissionDo")),
    buttons(allow(record.server)),
  ],
  "no-article": () => [paragraph(t("noArticleWhat")), list(t("noArticleTry1"), t("noArticleTry2"), t("noArticleTry3")), buttons(retry(), back())],
  "not-html": (record) => [paragraph(t("notHtmlWhat", record.contentType)), paragraph(t("notHtmlDo")), buttons(back())],
  "too-large": () => [paragraph(t("tooLargeWhat")), paragraph(t("tooLargeDo")), buttons(back())],
  restricted: () => [paragraph(t("restrictedWhat")), paragraph(t("restrictedDo")), buttons(back())],
  "access-lost": () => [paragraph(t("accessLostWhat")), paragraph(t("accessLostDo")), buttons(back())],
  "page-stuck": () => [paragraph(t("pageStuckWhat")), paragraph(t("pageStuckDo")), buttons(retry(), back())],
  slow: () => [paragraph(t("slowWhat")), paragraph(t("slowDo")), buttons(retry(), back())],
  busy: () => [paragraph(t("busyWhat")), buttons(retry(), back())],
  refused: (record) => [
    paragraph(record.message || t("refusedWhat")),
    facts(record),
    paragraph(t("refusedDo")),
    buttons(retry(), back()),
  ],
  stranger: (record) => [paragraph(t("strangerWhat", record.server, record.status)), paragraph(t("strangerDo")), ...startCommands(), buttons(retry())],
  quota: (record) => [paragraph(t("quotaWhat")), buttons(...open(record.page), back())],
  gone: (record) => [paragraph(t("goneWhat")), buttons(...open(record.page), back())],
  broken: (record) => [paragraph(t("brokenWhat")), facts(record), buttons(retry(), back())],
};

/** The notices' names; each has a title `notice_<name>` among the texts. */
export const NOTICE_NAMES = Object.keys(NOTICES);

/** Shows the notice that a record names. */
export function mountNotice(view, record) {
  const name = Object.hasOwn(NOTICES, record.notice) ? record.notice : "broken";
  const section = make("section", { className: "notice" });
  section.dataset.notice = name;
  section.append(make("h1", { textContent: t(`notice_${name.replaceAll("-", "_")}`) }), ...NOTICES[name](record));
  if (record.page?.title || record.page?.url) section.append(small(record.page.title || record.page.url, "page"));
  view.replaceChildren(section);
}

/** The two ways to start the server, with the port where the paired one is not at the usual one. */
function startCommands(server) {
  const port = server && server !== DEFAULT_SERVER ? new URL(server).port || "80" : "";
  return [
    small(t("startInFolder"), "label"),
    command(port ? `make serve ARGS="--port ${port}"` : "make serve"),
    small(t("startInstalled"), "label"),
    command(port ? `goldleaf serve --port ${port}` : "goldleaf serve"),
  ];
}

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const paragraph = (text) => make("p", { textContent: text });
const small = (text, kind = "aside") => make("p", { textContent: text, className: `small ${kind}` });
const buttons = (...items) => make("p", { className: "buttons" }, ...items);
const list = (...items) => make("ul", {}, ...items.map((item) => make("li", {}, item)));

/** Numbered steps; an array of elements among them belongs to the step before it. */
function steps(...items) {
  const result = make("ol");
  for (const item of items) {
    if (typeof item === "string") result.append(make("li", { textContent: item }));
    else result.lastElementChild.append(...item);
  }
  return result;
}

function command(text) {
  const copy = button(t("copy"), async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = t("copied");
  });
  copy.classList.add("quiet");
  return make("div", { className: "command" }, make("code", { textContent: text }), copy);
}

function facts({ code, message, requestId, status, notice }) {
  const rows = [["factStatus", status], ["factCode", code], ["factRequest", requestId]];
  if (notice === "broken") rows.push(["factMessage", message]);
  const present = rows.filter(([, value]) => value);
  return make("dl", {}, ...present.flatMap(([key, value]) => [make("dt", { textContent: t(key) }), make("dd", { textContent: value })]));
}

function button(text, act) {
  const element = make("button", { type: "button", textContent: text });
  element.addEventListener("click", act);
  return element;
}

function retry() {
  const element = button(t("retry"), async () => {
    element.disabled = true;
    const answer = await chrome.runtime.sendMessage({ type: "retry" });
    // Reached only where this view stays: the page to read again is no longer open.
    if (answer?.error) element.replaceWith(paragraph(t("retryGone")));
  });
  element.id = "retry";
  return element;
}

function back() {
  const element = button(t("back"), () => chrome.runtime.sendMessage({ type: "close" }));
  element.classList.add("quiet");
  return element;
}

function open(page) {
  return page?.url ? [make("a", { href: page.url, className: "button", textContent: t("openPage"), rel: "noreferrer" })] : [];
}

/** Asking for a permission needs a gesture in a page of the extension: this button is it. */
function allow(server) {
  const { protocol, hostname } = new URL(server);
  const element = button(t("allow"), async () => {
    const granted = await chrome.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
    if (granted) await chrome.runtime.sendMessage({ type: "retry" });
  });
  element.id = "allow";
  return element;
}

// The reader page: asks the worker what to show, shows it, and hands keys and controls to their modules.
import { mountArticle } from "./article.js";
import { bindKeys } from "./keys.js";
import { t } from "./messages.js";
import { mountMore } from "./more.js";
import { mountNotice } from "./notices.js";
import { applySettings, followSettings, loadSettings } from "./settings.js";
import { mountToolbar } from "./toolbar.js";

const root = document.documentElement;
const view = document.getElementById("view");

/** Leaves the view: the worker knows whether that means a frame over the page or a tab. */
const close = () => chrome.runtime.sendMessage({ type: "close" });

/** The record of this view. The token in the address is good for one question. */
async function fetchRecord() {
  const token = location.hash.slice(1);
  try {
    return (token && (await chrome.runtime.sendMessage({ type: "content", token }))) || { notice: "gone" };
  } catch {
    return { notice: "gone" };
  }
}

/** A reloaded tab finds its record gone; the page's address, kept in the tab's own history entry, leads back. */
function rememberPage(page) {
  if (page && window === top) history.replaceState({ page }, "");
  return page ?? history.state?.page ?? null;
}

function show(record) {
  const page = rememberPage(record.page);
  root.lang = record.article?.lang || chrome.i18n.getUILanguage();
  root.dir = record.article?.dir || chrome.i18n.getMessage("@@bidi_dir");
  if (record.article) {
    mountArticle(view, record.article, page);
    mountMore(view, record.article, page, showAll);
  } else mountNotice(view, { ...record, page });
  document.title = record.article?.title || view.querySelector("h1")?.textContent || t("name");
  view.removeAttribute("aria-busy");
  view.focus({ preventScroll: true });
}

/** The whole article in the place of its first page: who was reading goes on reading there. */
function showAll(record) {
  const { scrollX, scrollY } = window;
  show(record);
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
}

const settings = await loadSettings();
applySettings(settings);
mountToolbar(document.getElementById("bar"), settings, close);
followSettings();
bindKeys({ close });
const record = await fetchRecord();
try {
  show(record);
} catch (error) {
  show({ notice: "broken", message: String(error?.message ?? error), page: record.page });
}
root.dataset.ready = "true";

// Puts an article into the page: a second sanitiser behind the server's, then dates written out, links and images made safe.
import { articleSanitizer } from "./sanitizer.js";
import { writeDates } from "./dates.js";
import { followLinks } from "./links.js";

/**
 * @param {HTMLElement} view what to fill
 * @param {{html: string, lang?: string | null}} article the server's answer
 * @param {{url: string} | null} page the page it was read from
 */
export function mountArticle(view, article, page) {
  // A document without a view of its own: nothing loads and nothing runs before the attributes below are set.
  const holder = document.implementation.createHTMLDocument("").createElement("div");
  holder.setHTML(article.html, { sanitizer: articleSanitizer() });
  holder.querySelectorAll("[class]").forEach(keepOwnClasses);
  // Only our own ids: others could stand for the toolbar's.
  holder.querySelectorAll("[id]:not([id^='gl-'])").forEach((element) => element.removeAttribute("id"));
  holder.querySelectorAll("img").forEach(tameImage);
  holder.querySelectorAll(".gl-table, pre").forEach(makeScrollable);
  writeDates(holder, article.lang);
  followLinks(holder, page?.url ?? article.url ?? null);
  view.replaceChildren(...holder.childNodes);
}

function keepOwnClasses(element) {
  const kept = [...element.classList].filter((name) => name.startsWith("gl-") || name.startsWith("language-"));
  if (kept.length) element.className = kept.join(" ");
  else element.removeAttribute("class");
}

function tameImage(image) {
  image.referrerPolicy = "no-referrer";
  image.loading = "lazy";
  image.decoding = "async";
}

/** What scrolls inside itself must be reachable by the keyboard. */
function makeScrollable(box) {
  box.tabIndex = 0;
}

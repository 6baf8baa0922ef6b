// Below an article that goes on elsewhere: a quiet button that loads the rest of it, and says so where that fails.
import { t } from "./messages.js";

/**
 * @param {HTMLElement} view the view with the article in it
 * @param {{next_page?: string | null}} article
 * @param {{url: string} | null} page the page it was read from
 * @param {(record: object) => void} show shows the record of the whole article
 */
export function mountMore(view, article, page, show) {
  if (!article.next_page || !isOfSameOrigin(article.next_page, page?.url)) return;
  const button = Object.assign(document.createElement("button"), { type: "button", id: "more", textContent: t("more") });
  const status = Object.assign(document.createElement("p"), { className: "more-status" });
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    // aria-disabled, not disabled: the button under the finger must not lose the focus.
    button.setAttribute("aria-disabled", "true");
    status.textContent = t("moreLoading");
    const record = await ask(article.next_page);
    button.setAttribute("aria-disabled", "false");
    if (record?.article) show(record);
    else status.textContent = record?.missing ? t("moreFailed") : t("moreNoServer");
  });
  const box = Object.assign(document.createElement("div"), { className: "more" });
  box.append(button, status);
  view.append(box);
}

async function ask(next) {
  try {
    return await chrome.runtime.sendMessage({ type: "more", next });
  } catch {
    return null;
  }
}

function isOfSameOrigin(address, other) {
  try {
    return new URL(address).origin === new URL(other).origin;
  } catch {
    return false;
  }
}

// Asks the person, and nobody else, whether another server may have this browser's pages from now on.
import { t } from "../reader/messages.js";

const view = document.getElementById("view");
const key = location.hash.slice(1);

function line(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function answer(yes) {
  return async () => {
    view.querySelectorAll("button").forEach((button) => (button.disabled = true));
    await chrome.runtime.sendMessage({ type: "switch-answer", key, yes });
  };
}

const about = await chrome.runtime.sendMessage({ type: "switch-about", key });
const section = line("section", { className: "notice" });
section.append(line("h1", { textContent: t("switchTitle") }));
document.documentElement.lang = chrome.i18n.getUILanguage();
document.title = t("switchTitle");
if (about?.to) {
  const facts = line("dl");
  facts.append(
    line("dt", { textContent: t("switchFrom") }), line("dd", { textContent: about.from }),
    line("dt", { textContent: t("switchTo") }), line("dd", { textContent: about.to }),
  );
  const yes = line("button", { type: "button", id: "yes", textContent: t("switchYes") });
  const no = line("button", { type: "button", id: "no", textContent: t("switchNo"), className: "quiet" });
  yes.addEventListener("click", answer(true));
  no.addEventListener("click", answer(false));
  const buttons = line("p", { className: "buttons" });
  buttons.append(no, yes);
  section.append(facts, line("p", { textContent: t("switchWhat") }), buttons);
} else section.append(line("p", { textContent: t("switchGone") }));
view.replaceChildren(section);

// The context menu's one entry.
import { onClick } from "./click.js";

/** (Re)creates the entry; runs when the extension is installed or updated. */
export async function addMenu() {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: "read",
    title: chrome.i18n.getMessage("menuRead"),
    contexts: ["page", "frame", "selection", "image", "video", "audio"],
  });
}

/** The entry does what the button does, for the tab it was opened in. */
export function onMenu(info, tab) {
  if (info.menuItemId === "read" && tab) return onClick(tab);
  return undefined;
}

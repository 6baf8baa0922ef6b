// The background worker: wires the browser's events to the features. It may be stopped and started at any time, so
// listeners are added at the top level and nothing that must survive is kept in a variable.
import { onClick } from "./click.js";
import { addMenu, onMenu } from "./menu.js";
import { onMessage } from "./messages.js";
import { pairOpenPages } from "./pairing.js";
import { forgetTab, lockStorage } from "./store.js";

chrome.action.onClicked.addListener(onClick);
chrome.contextMenus.onClicked.addListener(onMenu);
chrome.runtime.onMessage.addListener(onMessage);
chrome.tabs.onRemoved.addListener(forgetTab);
chrome.runtime.onInstalled.addListener(() => {
  addMenu();
  // The pairing link may have been opened before the extension was loaded.
  pairOpenPages();
});

lockStorage();

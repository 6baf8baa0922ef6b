// How the person likes to read: kept in storage.local, applied as attributes and custom properties of the root.

/** Root font sizes, CSS px. */
export const SIZES = [15, 16.5, 18, 20, 22, 24.5, 27, 30];

/** Line lengths, em of the text: about 54, 66 and 82 characters of a book face. */
export const WIDTHS = { narrow: "25em", medium: "30.5em", wide: "38em" };

export const FONTS = ["serif", "sans"];
export const THEMES = ["auto", "light", "sepia", "dark"];

const DEFAULTS = { font: "serif", size: 3, width: "medium", theme: "auto" };

/** Only values that exist, whatever an older version left in the storage. */
function checked(stored = {}) {
  return {
    font: FONTS.includes(stored.font) ? stored.font : DEFAULTS.font,
    size: SIZES[stored.size] !== undefined && Number.isInteger(stored.size) ? stored.size : DEFAULTS.size,
    width: Object.hasOwn(WIDTHS, stored.width) ? stored.width : DEFAULTS.width,
    theme: THEMES.includes(stored.theme) ? stored.theme : DEFAULTS.theme,
  };
}

export async function loadSettings() {
  return checked((await chrome.storage.local.get("reading")).reading);
}

/** Applies at once and remembers. */
export async function saveSettings(settings) {
  applySettings(settings);
  await chrome.storage.local.set({ reading: settings });
}

export function applySettings({ font, size, width, theme }) {
  const root = document.documentElement;
  root.dataset.glTheme = theme;
  root.dataset.glFont = font;
  root.style.setProperty("--gl-size", `${SIZES[size] / 16}rem`);
  root.style.setProperty("--gl-width", WIDTHS[width]);
}

/** Other open views follow a change made in one of them. */
export function followSettings() {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes.reading) applySettings(checked(changes.reading.newValue));
  });
}

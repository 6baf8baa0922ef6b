// The server writes dates as ISO 8601, which is for programs; here they are written out as the article's readers do.

/** A year, with or without month and day, with or without a time behind it. */
const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?$/;

/**
 * Writes out the dates of the article's header. The `datetime` attribute stays as it is, and so does the text of a date
 * that can't be understood.
 * @param {ParentNode} root the article
 * @param {string | null | undefined} lang its language, BCP 47
 */
export function writeDates(root, lang) {
  for (const element of root.querySelectorAll("time.gl-date[datetime]")) {
    const written = writeDate(element.getAttribute("datetime").trim(), localesFor(lang));
    if (!written) continue;
    element.textContent = written.text;
    element.lang = written.locale;
    // The server marks digits and hyphens as left-to-right; words go their own language's way.
    element.dir = "auto";
  }
}

/** The day as its publisher wrote it: a calendar day, so no time zone moves it. Null where it is none. */
function writeDate(datetime, locales) {
  const parts = ISO.exec(datetime);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const date = new Date(0);
  date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  // A thirteenth month or the 31st of June would roll over into another one.
  if (date.getUTCMonth() !== (month ?? 1) - 1 || date.getUTCDate() !== (day ?? 1)) return null;
  const options = { year: "numeric", timeZone: "UTC" };
  if (month) options.month = "long";
  if (day) options.day = "numeric";
  const format = new Intl.DateTimeFormat(locales, options);
  return { text: format.format(date), locale: format.resolvedOptions().locale };
}

/** What to try, best first: the article's language, as the person's own country writes it; then the browser's. */
function localesFor(lang) {
  const own = [...navigator.languages];
  let wanted;
  try {
    wanted = new Intl.Locale(lang);
  } catch {
    // None, or no language at all, which pages do claim.
    return own;
  }
  const near = wanted.region ? [] : own.filter((name) => new Intl.Locale(name).language === wanted.language);
  return [...near, wanted.toString(), ...own];
}

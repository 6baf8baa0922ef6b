/**
 * A text of the person's language.
 * @param {string} key a key of _locales; an unknown one is a mistake of ours, so it throws
 * @param {...string} values for $1, $2, …
 */
export function t(key, ...values) {
  const text = chrome.i18n.getMessage(key, values.map(String));
  if (!text) throw new Error(`No text for ${key}`);
  return text;
}

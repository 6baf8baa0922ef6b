// Keys of the view. A frame over a page is all there is: Tab goes round in it, Escape leaves it.

const FOCUSABLE = "a[href], button, input, summary, [tabindex='0']";

/** @param {{close: () => void}} actions */
export function bindKeys({ close }) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
    else if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) goRound(event);
    else if (isPrint(event)) {
      // Left alone the browser would print the page behind; from in here it prints the article.
      event.preventDefault();
      print();
    }
  });
}

function isPrint(event) {
  return event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
}

function goRound(event) {
  const stops = [...document.querySelectorAll(FOCUSABLE)].filter((stop) => stop.checkVisibility());
  if (!stops.length) return;
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to.focus();
}

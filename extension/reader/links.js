// Links of the article. Those to other pages open a tab of their own: leaving in this one would lose what the view
// promises to give back (what was typed, what was playing). Those to a place in the article stay in it.

const SAFE = /^(https?|mailto|tel):/i;

/**
 * @param {ParentNode} root the article, not yet in the page
 * @param {string | null} address the page's own address
 */
export function followLinks(root, address) {
  for (const link of root.querySelectorAll("a[href]")) {
    const place = placeInArticle(root, link.getAttribute("href"), address);
    if (place) stayHere(link, place);
    else leaveFor(link, address);
  }
}

/** The id that a link points to, where it is one of this article's. */
function placeInArticle(root, href, address) {
  const hash = href.indexOf("#");
  if (hash < 0) return null;
  const before = href.slice(0, hash);
  if (before && (!address || before !== address.split("#")[0])) return null;
  const name = decode(href.slice(hash + 1));
  return [name, `gl-${name}`].find((id) => name && root.querySelector(`[id="${CSS.escape(id)}"]`)) ?? null;
}

function decode(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** By script: the frame's own address must not change, or each footnote would add a step to the tab's history. */
function stayHere(link, id) {
  link.href = `#${id}`;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const target = document.getElementById(id);
    if (!target) return;
    target.scrollIntoView({ block: "start", behavior: calm() ? "instant" : "smooth" });
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  });
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function leaveFor(link, address) {
  let url;
  try {
    url = new URL(link.getAttribute("href"), address ?? undefined);
  } catch {
    url = null;
  }
  if (!url || !SAFE.test(url.protocol)) return link.removeAttribute("href");
  link.href = url.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.referrerPolicy = "no-referrer";
  return undefined;
}

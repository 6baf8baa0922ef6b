// The allow-list of the reading view, for Element.setHTML. It names what the article's format knows, nothing more.

const GLOBAL = ["class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden", "aria-describedby"];

/** Elements that need no attributes of their own. */
const PLAIN = (
  "article header footer section div span p h1 h2 h3 h4 h5 h6 ul dl dt dd pre code kbd samp var em strong i b u s " +
  "small mark abbr dfn cite sub sup br wbr hr figure figcaption picture caption thead tbody tfoot tr summary ruby rb rt " +
  "rtc rp bdi bdo address hgroup aside"
).split(" ");

/** Elements with attributes: name, and what it may carry. */
const WITH_ATTRIBUTES = {
  a: ["href", "hreflang", "rel"],
  img: ["src", "srcset", "sizes", "alt", "width", "height"],
  source: ["srcset", "sizes", "media", "type", "width", "height"],
  ol: ["start", "reversed", "type"],
  li: ["value"],
  blockquote: ["cite"],
  q: ["cite"],
  ins: ["cite", "datetime"],
  del: ["cite", "datetime"],
  time: ["datetime"],
  data: ["value"],
  details: ["open"],
  table: [],
  colgroup: ["span"],
  col: ["span"],
  td: ["colspan", "rowspan", "headers"],
  th: ["colspan", "rowspan", "headers", "scope", "abbr"],
};

const MATHML = "http://www.w3.org/1998/Math/MathML";
const MATH = (
  "math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose " +
  "munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr semantics annotation"
).split(" ");
const MATH_ATTRIBUTES = (
  "display mathvariant displaystyle scriptlevel stretchy symmetric fence separator lspace rspace largeop movablelimits accent " +
  "accentunder linethickness columnalign rowalign columnspan rowspan width height depth form minsize maxsize encoding"
).split(" ");

/** A new Sanitizer with exactly this list; comments and data attributes go. */
export function articleSanitizer() {
  return new Sanitizer({
    elements: [
      ...PLAIN.map((name) => ({ name })),
      ...Object.entries(WITH_ATTRIBUTES).map(([name, attributes]) => ({ name, attributes })),
      ...MATH.map((name) => ({ name, namespace: MATHML, attributes: MATH_ATTRIBUTES })),
    ],
    attributes: GLOBAL,
    comments: false,
    dataAttributes: false,
  });
}

// The paste box: takes a page's source, asks our server to read it, shows the result in a frame that can run nothing.
const form = document.querySelector("#paste-form");
const source = document.querySelector("#paste-html");
const address = document.querySelector("#paste-url");
const message = document.querySelector("#paste-message");
const drop = document.querySelector("#drop");
const result = document.querySelector("#paste-result");
const key = document.querySelector('meta[name="goldleaf-paste-key"]').content;
const limit = Number(form.dataset.limit);

// The page as dropped or chosen: not put into the box, which a page of some megabytes would slow down.
let held = null;

function say(text, isProblem = false) {
  message.textContent = text;
  message.classList.toggle("problem", isProblem);
}

async function read() {
  const html = held ?? source.value;
  if (!html.trim()) return say("Paste the source of a page first, or drop a file.", true);
  const body = new Blob([JSON.stringify({ html, url: address.value.trim() || null })]);
  if (body.size > limit) return say(`This page is larger than the ${Math.floor(limit / 1e6)} MB that the server takes.`, true);
  const button = form.querySelector("button");
  button.disabled = true;
  say("Reading …");
  try {
    const answer = await fetch("/paste", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Goldleaf-Paste": key },
      body,
    });
    const data = await answer.json();
    if (answer.ok) show(data.page);
    else say(data.error.message, true);
  } catch {
    say("The server does not answer. Is it still running in its terminal (`make serve` or `goldleaf serve`)?", true);
  } finally {
    button.disabled = false;
  }
  return undefined;
}

function show(page) {
  // Links of the article open beside this page, for the frame may go nowhere.
  document.querySelector("#paste-frame").srcdoc = page.replace("<head>", '<head><base target="_blank">');
  result.hidden = false;
  say("");
  result.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

async function take(file) {
  if (!file) return undefined;
  if (file.size > limit) return say(`${file.name} is larger than the ${Math.floor(limit / 1e6)} MB that the server takes.`, true);
  held = decode(await file.arrayBuffer());
  source.value = "";
  source.placeholder = file.name;
  return read();
}

// A file has no Content-Type: a byte order mark or the page's own <meta> names the encoding.
function decode(buffer) {
  const head = new TextDecoder("latin1").decode(buffer.slice(0, 1024));
  const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  const bytes = new Uint8Array(buffer);
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    return new TextDecoder(mark ?? named ?? "utf-8").decode(buffer);
  } catch {
    return new TextDecoder("utf-8").decode(buffer);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  read();
});
source.addEventListener("input", () => {
  held = null;
});
source.addEventListener("paste", (event) => {
  const plain = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  // Source code was copied: let it in as it is. A part of a shown page was copied: its markup is what we want.
  if (!html || /^\s*</.test(plain)) return;
  event.preventDefault();
  source.value = html;
  held = null;
});
document.querySelector("#paste-file").addEventListener("change", (event) => {
  take(event.target.files[0]);
  // Choosing the same file again is a change too.
  event.target.value = "";
});
for (const type of ["dragenter", "dragover"]) {
  drop.addEventListener(type, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("dropping");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("dropping"));
drop.addEventListener("drop", (event) => {
  drop.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  take(event.dataTransfer.files[0]);
});

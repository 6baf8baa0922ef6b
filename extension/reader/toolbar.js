// The bar: close on one side, one button for the looks on the other. Native controls, so the keyboard works by itself.
import { t } from "./messages.js";
import { FONTS, saveSettings, SIZES, THEMES, WIDTHS } from "./settings.js";

/**
 * @param {HTMLElement} bar
 * @param {object} settings changed in place as the person chooses
 * @param {() => void} close
 */
export function mountToolbar(bar, settings, close) {
  const [closeButton, lookButton, panel] = ["close", "look", "panel"].map((id) => bar.querySelector(`#${id}`));
  closeButton.textContent = t("close");
  closeButton.title = t("closeHint");
  closeButton.addEventListener("click", close);
  lookButton.textContent = t("look");
  lookButton.title = t("lookHint");
  panel.setAttribute("aria-label", t("lookHint"));
  panel.append(
    choice("font", t("font"), FONTS, settings),
    steps(settings),
    choice("width", t("width"), Object.keys(WIDTHS), settings),
    choice("theme", t("theme"), THEMES, settings),
  );
  panel.addEventListener("submit", (event) => event.preventDefault());
  const toggle = (open) => {
    panel.hidden = !open;
    lookButton.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("input:checked").focus();
  };
  lookButton.addEventListener("click", () => toggle(panel.hidden));
  document.addEventListener("pointerdown", (event) => {
    if (!panel.hidden && !bar.contains(event.target)) toggle(false);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The first Escape closes the panel, the next one the view.
    event.stopPropagation();
    toggle(false);
    lookButton.focus();
  });
}

/** A group of radio buttons for one setting. */
function choice(name, legend, values, settings) {
  const group = fieldset(name, legend);
  for (const value of values) {
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name, value, id: `${name}-${value}`, checked: settings[name] === value });
    input.addEventListener("change", () => {
      settings[name] = value;
      saveSettings(settings);
    });
    const label = document.createElement("label");
    label.htmlFor = input.id;
    label.textContent = t(`${name}_${value}`);
    group.append(input, label);
  }
  return group;
}

/** Smaller and larger. The size is shown to those who can't see it, too. */
function steps(settings) {
  const group = fieldset("size", t("size"));
  const output = document.createElement("output");
  const [smaller, larger] = [[-1, "smaller", "A−"], [1, "larger", "A+"]].map(([by, key, text]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", t(key));
    button.id = key;
    button.addEventListener("click", () => {
      settings.size = Math.min(SIZES.length - 1, Math.max(0, settings.size + by));
      saveSettings(settings);
      update();
    });
    return button;
  });
  function update() {
    // aria-disabled, not disabled: the button under the finger must not lose the focus.
    smaller.setAttribute("aria-disabled", String(settings.size === 0));
    larger.setAttribute("aria-disabled", String(settings.size === SIZES.length - 1));
    output.textContent = t("sizeOf", settings.size + 1, SIZES.length);
  }
  update();
  group.append(smaller, output, larger);
  return group;
}

function fieldset(name, text) {
  const group = document.createElement("fieldset");
  group.className = `group ${name}`;
  const legend = document.createElement("legend");
  legend.textContent = text;
  group.append(legend);
  return group;
}

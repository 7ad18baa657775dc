/** A list that is searched by typing, by the combobox pattern of WAI-ARIA. */
import { html } from "./element.js";

/** What may be chosen, and what it is called. */
export interface Choice {
  id: string;
  label: string;
  /** What else it is called. */
  also?: string | undefined;
}

/** What a combobox says by itself. */
export interface ComboboxWords {
  pick: string;
  nothing: string;
  found: (count: number) => string;
}

interface Settings {
  /** The input's id. */
  id: string;
  words: ComboboxWords;
  /** What there is to choose from, which is asked for when the list is opened. */
  choices: () => readonly Choice[];
  /** What is chosen at first. */
  value: string | undefined;
  onChosen: (id: string | undefined) => void;
  /** Tells a screen reader how many there are. */
  say: (text: string) => void;
  /** Tells, at the field, that what was typed is nothing to choose. */
  fail: (text: string) => void;
}

/** Words without their marks, so that nobody needs a Vietnamese keyboard. */
const plain = (text: string) =>
  text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, " ").trim();

/** What has every word that was typed; first what has them in one. */
function search(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = plain(typed);
  if (!wanted) return choices;
  const called = choices.map((choice) => ({ choice, names: ` ${plain(choice.label)} / ${plain(choice.also ?? "")}` }));
  const found = called.filter(({ names }) => wanted.split(" ").every((word) => names.includes(` ${word}`)));
  const isInOne = ({ names }: (typeof called)[number]) => names.includes(` ${wanted}`);
  return [...found.filter(isInOne), ...found.filter((own) => !isInOne(own))].map(({ choice }) => choice);
}

/** An input and its list. @internal */
export function combobox({ id, words, choices, value, onChosen, say, fail }: Settings): HTMLElement {
  const listId = `${id}-list`;
  const input = html("input", {
    ...{ id, role: "combobox", autocomplete: "off", placeholder: words.pick, part: "input" },
    ...{ "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId },
  }) as HTMLInputElement;
  const list = html("ul", { id: listId, role: "listbox", "aria-labelledby": `${id}-label`, part: "list", hidden: "" });
  let chosen = value;
  let shown: readonly Choice[] = [];
  let active = 0;
  const isOpen = () => !list.hidden;
  const labelOf = (own: string | undefined) => choices().find((choice) => choice.id === own)?.label ?? own ?? "";
  /** An input has one line; what is chosen may need more. It is heard from the input. */
  const whole = html("span", { "aria-hidden": "true" });
  const show = () => {
    input.value = whole.textContent = labelOf(chosen);
  };
  if (value) show();

  function close(): void {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(own: string | undefined): void {
    close();
    const isOther = own !== chosen;
    chosen = own;
    show();
    if (isOther) onChosen(own);
  }

  function activate(at: number): void {
    list.children[active]?.classList.remove("active");
    active = Math.max(0, Math.min(at, shown.length - 1));
    const option = shown[active] && list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.classList.add("active");
    option.scrollIntoView?.({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  /** The list of what was typed, or of all, at what is chosen. */
  function open(typed = ""): void {
    shown = search(choices(), typed);
    list.replaceChildren(
      ...shown.map((choice, at) => {
        const option = html("li", { id: `${listId}-${at}`, role: "option", "aria-selected": String(choice.id === chosen) }, choice.label);
        // Before the input loses the focus.
        option.addEventListener("mousedown", (event) => (event.preventDefault(), choose(choice.id)));
        return option;
      }),
    );
    // What is found nowhere is said where the list would be, and is nothing to choose.
    if (shown.length === 0) list.append(html("li", { role: "option", "aria-disabled": "true", class: "muted" }, words.nothing));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(typed ? 0 : shown.findIndex((choice) => choice.id === chosen));
    say(shown.length ? words.found(shown.length) : words.nothing);
  }

  const keys: Record<string, () => void> = {
    ArrowDown: () => (isOpen() ? activate(active + 1) : open()),
    ArrowUp: () => (isOpen() ? activate(active - 1) : open()),
    Enter: () => choose((shown[active] ?? { id: chosen }).id),
    Escape: () => choose(chosen),
  };
  input.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    if (!key || (!isOpen() && !event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    key();
  });
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => open());
  input.addEventListener("focus", () => input.select());
  // Who leaves the field has chosen what is typed out in full; anything else stays as it was typed, and nothing is chosen.
  input.addEventListener("blur", () => {
    const typed = input.value.trim();
    const meant = choices().filter(({ label }) => plain(label) === plain(typed));
    if (typed === labelOf(chosen) || meant.length === 1 || !typed) return choose(typed === labelOf(chosen) ? chosen : meant[0]?.id);
    choose(undefined);
    input.value = typed;
    fail(words.nothing);
  });
  return html("div", { class: "combobox" }, input, whole, list);
}

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
  several: string;
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
  /** Tells what is chosen, or else what is wrong with what was typed. */
  onChosen: (id: string | undefined, fault?: string) => void;
  /** Tells a screen reader how many there are. */
  say: (text: string) => void;
}

/** What people write in short. */
const SHORT: readonly [RegExp, string][] = [
  [/\btp\.? ?hcm\b/g, "tp ho chi minh"],
  [/\btp\b\.?/g, "thanh pho "],
  [/\btx\b\.?/g, "thi xa "],
  [/\bubnd\b/g, "uy ban nhan dan"],
  [/\bq(\. ?| ?(?=\d))/g, "quan "],
  [/\bp(\. ?| ?(?=\d))/g, "phuong "],
];

/** Words in full and without their marks, so that nobody needs a Vietnamese keyboard. */
function plain(text: string): string {
  const letters = text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/đ/gi, "d").toLowerCase();
  const words = SHORT.reduce((all, [short, full]) => all.replace(short, full), letters.replace(/[^\p{L}\p{N}.]+/gu, " "));
  return words.replace(/ +/g, " ").trim();
}

/** What is looked through at each letter that is typed: names between slashes, of which they have none. */
const known = new WeakMap<Choice, string>();

function namesOf(choice: Choice): string {
  const names = known.get(choice) ?? `/ ${plain(choice.label)} / ${plain(choice.also ?? "")} /`;
  known.set(choice, names);
  return names;
}

const isCalled = (choice: Choice, typed: string) => namesOf(choice).includes(`/ ${plain(typed)} /`);

/** What has every word that was typed; first what has the most of them whole, one after another as they were typed, or as its name. */
function search(choices: readonly Choice[], typed: string): readonly Choice[] {
  const words = plain(typed).split(" ");
  const pairs = words.slice(1).map((word, at) => ` ${words[at]} ${word}`);
  const better = [...words.map((word) => ` ${word} `), ...pairs, `/ ${words.join(" ")} /`];
  return choices
    .filter((choice) => words.every((word) => namesOf(choice).includes(` ${word}`)))
    .map((choice) => ({ choice, rank: better.filter((own) => namesOf(choice).includes(own)).length }))
    .sort((one, other) => other.rank - one.rank)
    .map(({ choice }) => choice);
}

/** An input and its list. @internal */
export function combobox({ id, words, choices, value, onChosen, say }: Settings): HTMLElement {
  const listId = `${id}-list`;
  const input = html("input", {
    ...{ id, role: "combobox", autocomplete: "off", placeholder: words.pick, part: "input" },
    ...{ "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId },
  }) as HTMLInputElement;
  const list = html("ul", { id: listId, role: "listbox", "aria-labelledby": `${id}-label`, part: "list", hidden: "" });
  let chosen = value;
  let fault: string | undefined;
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

  function choose(own: string | undefined, wrong?: string): void {
    close();
    const isOther = own !== chosen || wrong !== fault;
    [chosen, fault] = [own, wrong];
    // What is nothing to choose stays as it was typed.
    if (wrong) whole.textContent = "";
    else show();
    if (isOther) onChosen(own, wrong);
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
  // Who leaves the field has chosen what is called so, or what alone is found.
  input.addEventListener("blur", () => {
    const typed = input.value.trim();
    if (typed === labelOf(chosen)) return choose(chosen);
    if (!plain(typed)) return choose(undefined);
    const found = search(choices(), typed);
    const called = found.filter((choice) => isCalled(choice, typed));
    const [own, other] = called.length > 0 ? called : found;
    if (own && !other) choose(own.id);
    else choose(undefined, own ? words.several : words.nothing);
  });
  return html("div", { class: "combobox" }, input, whole, list);
}

/** `<hoso-quote>`: may it go by post, what does it cost, and when is what due? */
import type { Language, Service } from "./codes.js";
import { combobox, type Choice } from "./combobox.js";
import { append, AnswerElement, html, wrong, type Child } from "./element.js";
import { wholeNumber } from "./functions.js";
import { labels } from "./labels.js";
import { words } from "./quote-words.js";
import { answered } from "./quote-answer.js";
import { answerTo, choicesOf, type Listed, type QuoteAnswer, type QuoteValue } from "./quoting.js";
import { inModule, Rulebook } from "./rulebook.js";
import type { Integer, Issue } from "./types.js";

type Field = keyof QuoteValue;

/** `on` would be the name of a listener, to React and others. */
const ATTRIBUTES: Record<string, Field> = {
  agency: "agency",
  procedure: "procedure",
  service: "service",
  place: "place",
  day: "on",
  "weight-grams": "weight_grams",
};

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/**
 * A small form, and its answer: the rulebook is the property `rulebook`, or comes from the address in the attribute `src`. What is
 * looked up is the property `value`, or the attributes `agency`, `procedure`, `service`, `place`, `day` and `weight-grams`; a
 * form that it stands in sends it, by the keys of `value`, unless something is marked as wrong. The event `hoso-quoted` tells what is
 * shown, `change` that somebody chose.
 */
export class QuoteElement extends AnswerElement {
  static observedAttributes = ["src", "lang", ...Object.keys(ATTRIBUTES)];
  static formAssociated = true;
  static override properties = ["rulebook", "value"];
  static override looks = `
.field { margin-block-end: 1rem; }
.combobox { position: relative; display: grid; }
.combobox > :is(input, span) { grid-area: 1 / 1; }
.combobox > span { margin: 1px; border-radius: 3px; padding: calc(.5rem + 1px) .7rem; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; pointer-events: none; }
.combobox > :is(span:empty, :focus + span) { visibility: hidden; }
.pair { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.pair > * { flex: 1 1 9rem; }
label { display: block; margin-block-end: .25rem; font-weight: 600; }
:is(input, select) { width: 100%; min-height: 44px; padding: .5rem .7rem; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--muted); border-radius: 4px; }
:is(input, select, summary):focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
::placeholder { color: var(--muted); opacity: 1; }
:disabled, :disabled + span { color: var(--muted); background: var(--pale); cursor: not-allowed; }
[aria-invalid=true] { border: 2px solid var(--bad); }
.error { color: var(--bad); font-weight: 600; }
[role=listbox] { position: absolute; z-index: 1; top: 100%; inset-inline: 0; padding: 0; max-height: 18rem; overflow: auto; list-style: none; color: var(--ink); background: var(--paper); border: 1px solid var(--muted); box-shadow: 0 4px 12px #0004; }
[role=option] { display: flex; align-items: center; min-height: 44px; padding: .5rem .7rem; cursor: pointer; }
[role=option]:is(.active, :hover) { background: var(--pale); outline: 2px solid var(--accent); outline-offset: -2px; }
[aria-selected=true] { font-weight: 700; }
section > * + .box { margin-block-start: 1rem; }
table { width: 100%; margin-block: .5rem; border-collapse: collapse; }
:is(th, td) { padding: .3rem 0; vertical-align: baseline; font-weight: 400; text-align: start; }
td { padding-inline-start: 1rem; text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.total > * { font-size: 1.2rem; font-weight: 700; }
ol { margin-block-start: .5rem; }
summary { padding-block: .6rem; color: var(--accent); cursor: pointer; }
details { margin-block-start: .5rem; }
details p + p { margin-block-start: .4rem; }
`;

  #rulebook: Rulebook | undefined;
  #asked: "waiting" | "failed" | undefined;
  #issues: readonly Issue[] = [];
  #controller: AbortController | undefined;
  #value: Partial<QuoteValue> = {};
  #internals = this.attachInternals?.();
  #fields = new Map<Field, HTMLElement>();
  /** What is wrong with what somebody typed that is nothing to choose. */
  #faults = new Map<string, string>();
  #answer = html("section", {});
  #status = html("p", { role: "status", class: "only-heard" });
  #lists = new Map<string, readonly Choice[]>();

  /** The rulebook by whose rules is answered. */
  get rulebook(): Rulebook | undefined {
    return this.#rulebook;
  }

  set rulebook(rulebook: Rulebook | undefined) {
    if (rulebook) inModule(rulebook);
    if (rulebook === this.#rulebook) return;
    this.#controller?.abort();
    this.#take(rulebook ?? undefined);
  }

  /** What is looked up; what it leaves out is chosen by nobody, or is usual: the result, today, 100 grams. */
  get value(): QuoteValue {
    const { service, on, weight_grams, ...others } = this.#value;
    return { service: service ?? "return", on: on ?? today(), weight_grams: weight_grams ?? 100, ...others };
  }

  set value(value: Partial<QuoteValue> | undefined) {
    this.#value = { ...value };
    this.render();
  }

  /** As of an input: what is marked as wrong stops the form that it stands in. */
  get validity(): ValidityState | undefined {
    return this.#internals?.validity;
  }

  get validationMessage(): string {
    return this.#internals?.validationMessage ?? "";
  }

  checkValidity(): boolean {
    return this.#internals?.checkValidity?.() ?? true;
  }

  reportValidity(): boolean {
    return this.#internals?.reportValidity?.() ?? true;
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    // The same address is asked again for what it did not give.
    const isMissing = name === "src" && !this.#rulebook && this.#asked !== "waiting";
    if (before === after && !isMissing) return;
    if (name === "src") return void this.#fetch(after ?? undefined);
    const field = ATTRIBUTES[name];
    if (field) this.#put(field, after);
    this.render();
  }

  /** The form that it stands in is reset: what the attributes say holds again. */
  formResetCallback(): void {
    this.#value = {};
    for (const [name, field] of Object.entries(ATTRIBUTES)) this.#put(field, this.getAttribute(name));
    this.render();
  }

  /** The form, a fieldset of it or `disabled` says whether it may be filled in. */
  formDisabledCallback(): void {
    for (const field of this.#fields.keys()) this.#control(field).disabled = this.matches(":disabled");
  }

  #put(field: Field, text: string | null): void {
    const { [field]: _, ...others } = this.#value;
    const given = field === "weight_grams" ? gramsOf(text ?? "") : text;
    this.#value = text === null ? others : { ...others, [field]: given };
  }

  async #fetch(address: string | undefined): Promise<void> {
    this.#controller?.abort();
    if (address === undefined) return;
    const { signal } = (this.#controller = new AbortController());
    this.#take(undefined, "waiting");
    try {
      const response = await fetch(address, { signal, headers: { accept: "application/json" } });
      const text = await response.text();
      if (!response.ok) throw new Error(response.statusText);
      const parsed = Rulebook.parse(text, { language: this.language });
      if (parsed.ok) return this.#take(parsed.value);
      this.#take(undefined, undefined, parsed.issues);
    } catch {
      if (!signal.aborted) this.#take(undefined, "failed");
    }
  }

  #take(rulebook: Rulebook | undefined, asked?: "waiting" | "failed", issues: readonly Issue[] = []): void {
    [this.#rulebook, this.#asked, this.#issues] = [rulebook, asked, issues];
    this.#lists.clear();
    this.render();
  }

  protected override content(language: Language): Child {
    const w = words[language];
    this.#fields.clear();
    this.#faults.clear();
    if (this.#asked) return html("p", { class: this.#asked === "failed" ? "box bad" : "muted", role: "status" }, w[this.#asked]);
    if (this.#issues.length) return wrong(w.noBook, this.#issues);
    if (!this.#rulebook) return undefined;
    const on = html("input", { id: "on", type: "date", part: "input", value: this.value.on }) as HTMLInputElement;
    const weight = html("input", { id: "weight_grams", inputmode: "numeric", autocomplete: "off", part: "input" }) as HTMLInputElement;
    weight.value = Number.isNaN(Number(this.value.weight_grams)) ? "" : String(this.value.weight_grams);
    const form = html(
      "div",
      { part: "form" },
      this.#field("agency", this.#combobox("agency", language)),
      this.#field("procedure", this.#combobox("procedure", language)),
      this.#field("service", this.#services(language)),
      this.#field("place", this.#combobox("place", language)),
      html("div", { class: "pair" }, this.#field("on", on), this.#field("weight_grams", weight)),
    );
    on.addEventListener("change", () => this.#chosen("on", on.value));
    weight.addEventListener("input", () => this.#chosen("weight_grams", gramsOf(weight.value)));
    return [form, this.#answer, this.#status];
  }

  protected override rendered(): void {
    this.formDisabledCallback();
    if (this.#fields.size > 0) this.#update();
    else this.#internals?.setValidity?.({});
  }

  /** A field with its label and, below, what is wrong with it. */
  #field(field: Field, control: HTMLElement): HTMLElement {
    const label = html("label", { for: field, id: `${field}-label` }, words[this.language].labels[field]);
    const made = html("div", { class: "field", part: `field ${field}` }, label, control, html("p", { class: "error", id: `${field}-error` }));
    this.#fields.set(field, made);
    return made;
  }

  #services(language: Language): HTMLElement {
    const select = html("select", { id: "service", part: "input" }) as HTMLSelectElement;
    for (const [service, label] of Object.entries(labels.services)) select.append(new Option(label[language], service));
    select.value = this.value.service;
    select.addEventListener("change", () => this.#chosen("service", select.value as Service));
    return select;
  }

  #combobox(field: Listed, language: Language): HTMLElement {
    return combobox({
      id: field,
      words: words[language],
      choices: () => this.#choices(field),
      value: this.#value[field],
      onChosen: (id, fault) => this.#chosen(field, id, fault),
      say: (text) => (this.#status.textContent = text),
    });
  }

  /** What there is to choose on the day; what was found once is kept. */
  #choices(field: Listed): readonly Choice[] {
    const { agency, on } = this.value;
    const key = [field, on, this.language, field === "procedure" && agency].join();
    let found = this.#lists.get(key);
    if (!found) this.#lists.set(key, (found = choicesOf(field, this.#rulebook!, this.value, this.language)));
    return found;
  }

  #chosen(field: Field, value: string | Integer | undefined, fault?: string): void {
    this.#value = { ...this.#value, [field]: value };
    if (fault) this.#faults.set(field, fault);
    else this.#faults.delete(field);
    // What another agency or day does not have is not asked for any more.
    const { procedure } = this.#value;
    if (field === "agency" && procedure && !this.#choices("procedure").some(({ id }) => id === procedure)) {
      this.#value.procedure = undefined;
      this.#fields.get("procedure")?.querySelector(".combobox")?.replaceWith(this.#combobox("procedure", this.language));
    }
    this.#update();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #control(field: Field) {
    return this.#fields.get(field)!.querySelector<HTMLInputElement | HTMLSelectElement>(`#${field}`)!;
  }

  #mark(field: Field, fault = ""): void {
    this.#fields.get(field)!.querySelector(".error")!.textContent = fault;
    const control = this.#control(field);
    // Another agency has another list of procedures, which is a new control.
    control.setAttribute("aria-describedby", `${field}-error`);
    control.setAttribute("aria-invalid", String(fault !== ""));
  }

  /** Shows what is said of what is chosen by now, and tells it to screen readers, to the form and to the web page. */
  #update(): void {
    const { language, value } = this;
    const somewhere = this.#choices("place")[0]?.id ?? "";
    const told = answerTo(this.#rulebook!, value, somewhere, language);
    const faults = new Map(this.#faults);
    for (const { path, message } of told.issues) faults.set(path.slice(1), path === "/on" ? words[language].noDay : message);
    for (const field of this.#fields.keys()) this.#mark(field, faults.get(field));
    const shown = html("section", { part: "answer" });
    append(shown, [answered(told, this.#rulebook!, language)]);
    this.#answer.replaceWith(shown);
    this.#answer = shown;
    this.#status.textContent = [...shown.querySelectorAll(".now, tr.total")].map((own) => own.textContent).join(". ");
    this.#submit(value, faults);
    queueMicrotask(() => this.dispatchEvent(new CustomEvent<QuoteAnswer>("hoso-quoted", { detail: told })));
  }

  /** What the form that it stands in sends; it sends nothing while a field is marked as wrong. */
  #submit(value: QuoteValue, faults: ReadonlyMap<string, string>): void {
    const data = new FormData();
    for (const [name, own] of Object.entries(value)) if (own !== undefined && !faults.has(name)) data.append(name, String(own));
    this.#internals?.setFormValue?.(data);
    const wrong = [...this.#fields.keys()].find((field) => faults.has(field));
    if (wrong) this.#internals?.setValidity?.({ customError: true }, faults.get(wrong), this.#control(wrong));
    else this.#internals?.setValidity?.({});
  }
}

/** A weight that somebody typed; what is none is none to hoso either, which then says so. */
function gramsOf(text: string): number {
  const read = wholeNumber(text);
  return read.ok ? read.value : NaN;
}

/** What the elements have in common: a language, a place to render to, and looks that a page may set. */
import type { Language } from "./codes.js";

/** What may stand in an element. */
export type Child = Node | string | null | undefined | false | readonly Child[];

/** An element with its attributes and what stands in it; texts are only ever texts. @internal */
export function html(tag: string, attributes: Record<string, string | undefined>, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  append(made, children);
  return made;
}

function append(to: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(to, child as readonly Child[]);
    else if (child) to.appendChild(typeof child === "string" ? document.createTextNode(child) : (child as Node));
  }
}

/** Every looks that a page may want otherwise is a custom property; in forced colours the browser's own serve. */
const STYLE = `
:host { display: block; color: var(--hoso-ink, inherit); font: inherit; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
h3, p, ol, ul, dl, dd { margin: 0; padding: 0; }
h3 { margin: 1.25rem 0 .5rem; font-size: 1.05rem; }
small, time, .muted { color: var(--hoso-muted, #4f5d6b); }
.box { padding: .9rem 1.1rem; border-inline-start: 5px solid var(--hoso-accent, #0f4679); background: var(--hoso-pale, #e9f1f8); }
.box.good { border-color: var(--hoso-good, #17653a); background: var(--hoso-good-pale, #e7f4ec); }
.box.bad { border-color: var(--hoso-bad, #ac1f1f); background: var(--hoso-bad-pale, #fcecec); }
.now { font-size: 1.4rem; font-weight: 700; }
.only-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ol { list-style: none; }
ul { padding-inline-start: 1.1rem; }
li { overflow-wrap: anywhere; }
ol li { position: relative; padding: 0 0 1rem 1.5rem; margin-inline-start: .4rem; border-inline-start: 2px solid var(--hoso-line, #cfd7df); }
ol li:last-child { padding-bottom: 0; border-color: transparent; }
ol li::before { position: absolute; top: .35rem; left: -.45rem; width: .75rem; height: .75rem; content: ""; background: var(--hoso-paper, #fff); border: 2px solid var(--hoso-accent, #0f4679); border-radius: 50%; }
ol li:first-child::before { background: var(--hoso-accent, #0f4679); }
ol :is(time, strong, span) { display: block; }
table { width: 100%; border-collapse: collapse; }
th { font-weight: 400; text-align: start; }
td { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr { border-bottom: 1px solid var(--hoso-line, #cfd7df); }
:is(th, td) { padding: .4rem 0; vertical-align: top; }
tfoot :is(th, td) { font-weight: 700; }
`;

/** In Node, where a server renders a page, there are no elements: they come to life in the browser. */
const Base = (globalThis.HTMLElement ?? Object) as typeof HTMLElement;

/** An element that shows an answer of hoso. */
export abstract class AnswerElement extends Base {
  #root: ShadowRoot | undefined;

  /** What is shown, anew whenever something changed. */
  protected abstract content(language: Language): Child;

  connectedCallback(): void {
    this.#root ??= this.attachShadow({ mode: "open" });
    this.render();
  }

  attributeChangedCallback(_name?: string, _before?: string | null, _after?: string | null): void {
    this.render();
  }

  /** Shows what there is by now. */
  protected render(): void {
    if (!this.#root || !this.isConnected) return;
    const shown = html("div", { lang: this.language });
    append(shown, [this.content(this.language)]);
    this.#root.replaceChildren(html("style", {}, STYLE), shown);
  }

  /** The language of the element, or else of what it stands in; Vietnamese unless that is English. */
  protected get language(): Language {
    const said = this.closest("[lang]")?.getAttribute("lang") ?? "";
    return /^en\b/i.test(said) ? "en" : "vi";
  }
}

const LOCALES: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

/** Where the post is. */
const timeZone = "Asia/Ho_Chi_Minh";

/** A time as people read it, at the place of the post. @internal */
export function timeText(at: string, language: Language): string {
  const form = { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone } as const;
  return new Intl.DateTimeFormat(LOCALES[language], form).format(new Date(at));
}

/** A day as people read it. @internal */
export function dayText(day: string, language: Language): string {
  const form = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], form).format(new Date(`${day}T00:00:00Z`));
}

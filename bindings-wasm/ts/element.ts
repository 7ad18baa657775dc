/** What the elements have in common: a language, a place to render to, and looks that a page may set. */
import type { Language } from "./codes.js";
import type { Issue } from "./types.js";

/** What may stand in an element. */
export type Child = Node | string | null | undefined | false | readonly Child[];

/** An element with its attributes and what stands in it; texts are only ever texts. @internal */
export function html(tag: string, attributes: Record<string, string | undefined>, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  append(made, children);
  return made;
}

/** Puts children into an element. @internal */
export function append(to: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(to, child as readonly Child[]);
    else if (child) to.appendChild(typeof child === "string" ? document.createTextNode(child) : (child as Node));
  }
}

/**
 * Every colour is a custom property that a page may set. What it leaves is light or dark as its `color-scheme` says; in forced
 * colours the browser's own serve. Shorter names are inside: on the element itself a page may have them too.
 */
const STYLE = `
:host { display: block; font: inherit; color: var(--hoso-ink, inherit); }
.shown {
  --ink: var(--hoso-ink, light-dark(#18242f, #e8eef4)); --muted: var(--hoso-muted, light-dark(#4f5d6b, #aebccb));
  --line: var(--hoso-line, light-dark(#cfd7df, #3d4c5b)); --paper: var(--hoso-paper, light-dark(#fff, #16202a));
  --accent: var(--hoso-accent, light-dark(#0f4679, #8cc0f0)); --pale: var(--hoso-pale, light-dark(#e9f1f8, #1b2c3d));
  --good: var(--hoso-good, light-dark(#17653a, #7fd6a2)); --good-pale: var(--hoso-good-pale, light-dark(#e7f4ec, #173325));
  --bad: var(--hoso-bad, light-dark(#ac1f1f, #ff9d94)); --bad-pale: var(--hoso-bad-pale, light-dark(#fcecec, #421d1d));
}
:host([hidden]), [hidden] { display: none; }
* { box-sizing: border-box; }
h3, p, ol, ul { margin: 0; padding: 0; }
h3 { margin: 1.25rem 0 .5rem; font-size: 1.05rem; }
time, .muted { color: var(--muted); }
.box { padding: .9rem 1.1rem; border-inline-start: 5px solid var(--accent); background: var(--pale); color: var(--ink); }
.box.good { border-color: var(--good); background: var(--good-pale); }
.box.bad { border-color: var(--bad); background: var(--bad-pale); }
.now { font-size: 1.4rem; font-weight: 700; }
.only-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ol { list-style: none; }
ul { padding-inline-start: 1.1rem; }
li { overflow-wrap: anywhere; }
ol li { position: relative; padding: 0 0 1rem 1.5rem; margin-inline-start: .4rem; border-inline-start: 2px solid var(--line); }
ol li:last-child { padding-bottom: 0; border-color: transparent; }
ol li::before { position: absolute; top: .35rem; left: -.45rem; width: .75rem; height: .75rem; content: ""; background: var(--paper); border: 2px solid var(--accent); border-radius: 50%; }
ol.timeline li:first-child::before { background: var(--accent); }
ol :is(time, strong, span) { display: block; }
`;

/** In Node, where a server renders a page, there are no elements: they come to life in the browser. */
const Base = (globalThis.HTMLElement ?? Object) as typeof HTMLElement;

/** An element that shows an answer of hoso. */
export abstract class AnswerElement extends Base {
  /** What a page may set as a property; what it sets before the element comes to life counts too. */
  static properties: readonly string[] = [];
  /** Looks of its own, besides those of all. */
  static looks = "";

  #root: ShadowRoot | undefined;
  #spoken: Language | undefined;
  #watch: MutationObserver | undefined;

  /** What is shown, anew whenever something changed. */
  protected abstract content(language: Language): Child;

  connectedCallback(): void {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: "open" });
      const { properties, looks } = this.constructor as typeof AnswerElement;
      dress(this.#root, STYLE + looks);
      // One that still stood in the way of its setter would be read as it was given, while another is set.
      const given = Object.entries(this).filter(([name]) => properties.includes(name));
      for (const [name] of given) Reflect.deleteProperty(this, name);
      Object.assign(this, Object.fromEntries(given));
    }
    this.render();
    // A page that changes its language changes it somewhere above.
    this.#watch = new MutationObserver(() => this.language === this.#spoken || this.render());
    for (const own of outwards(this)) this.#watch.observe(own.getRootNode(), { attributes: true, attributeFilter: ["lang"], subtree: true });
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
  }

  attributeChangedCallback(_name?: string, _before?: string | null, _after?: string | null): void {
    this.render();
  }

  /** Shows what there is by now. */
  protected render(): void {
    if (!this.#root || !this.isConnected) return;
    this.#spoken = this.language;
    // First, so that nothing of it stays; a field that is taken away is not one that somebody leaves.
    const before = this.#root.querySelector(".shown");
    before?.addEventListener("blur", (event) => event.stopPropagation(), true);
    before?.remove();
    const shown = html("div", { class: "shown", lang: this.language });
    append(shown, [this.content(this.language)]);
    this.#root.append(shown);
    this.rendered();
  }

  /** What is to be done once the content stands in the document. */
  protected rendered(): void {}

  /** The language of the element, or else of what it stands in; Vietnamese unless that is English. */
  protected get language(): Language {
    const [holder] = outwards(this).flatMap((own) => own.closest("[lang]") ?? []);
    return /^en\b/i.test(holder?.getAttribute("lang") ?? "") ? "en" : "vi";
  }
}

/** An element, what holds the shadow root that it stands in, and so on. */
function outwards(element: Element): Element[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [element, ...outwards(root.host)] : [element];
}

/** A sheet of its own is taken under any content security policy, and a style element where there is none, as in jsdom. */
function dress(root: ShadowRoot, css: string): void {
  if (!("adoptedStyleSheets" in root)) return void (root as ShadowRoot).append(html("style", {}, css));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}

const LOCALES: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

/** Where the post is. */
const timeZone = "Asia/Ho_Chi_Minh";

/** A form of dates in each language, which is made once: that takes longer than a date. */
function dated(form: Intl.DateTimeFormatOptions): (date: Date, language: Language) => string {
  const made = new Map<Language, Intl.DateTimeFormat>();
  return (date, language) => {
    const own = made.get(language) ?? new Intl.DateTimeFormat(LOCALES[language], form);
    made.set(language, own);
    return own.format(date);
  };
}

const asTime = dated({ day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone });
const asDay = dated({ weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });

/** A time as people read it, at the place of the post. @internal */
export const timeText = (at: string, language: Language) => asTime(new Date(at), language);

/** A day as people read it. @internal */
export const dayText = (day: string, language: Language) => asDay(new Date(`${day}T00:00:00Z`), language);

/** Whether a text is a day of the calendar, as `2026-12-31`. @internal */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** An amount in đồng, which stays on one line. @internal */
export const money = (amount: number) => `${new Intl.NumberFormat("vi-VN").format(amount)}\u00a0đ`;

/** What is wrong with what a page gave. @internal */
export function wrong(title: string, issues: readonly Issue[]): HTMLElement {
  return html(
    "div",
    { class: "box bad issues", role: "alert" },
    html("strong", {}, title),
    html("ul", {}, issues.map(({ path, message }) => html("li", {}, path && html("code", {}, path), path && " ", message))),
  );
}

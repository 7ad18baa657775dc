/** `<hoso-tracking>`: where a consignment is, how it came there, and what comes next. */
import type { Language } from "./codes.js";
import { AnswerElement, dayText, html, isDay, timeText, wrong } from "./element.js";
import { track } from "./functions.js";
import { labels as LISTS } from "./labels.js";
import type { Anomaly, Applied, Event, Json, Tracking } from "./types.js";
import { words } from "./tracking-words.js";

/** What an address answers: the events of a consignment, in a list or under `events`, or what `track` made of them. */
type Told = readonly Event[] | { events: readonly Event[] } | Tracking;

const GOOD: readonly string[] = ["delivered"];
const BAD: readonly string[] = ["attempted", "lost", "returning", "returned"];

/**
 * Shows a journey from its events (the property `events`: a list, or JSON text), or from an address that answers them (the
 * attribute `src`); the event `hoso-tracked` tells what is shown. `claim-until`, a day, is told as the last one on which the post takes a claim.
 */
export class TrackingElement extends AnswerElement {
  static observedAttributes = ["src", "lang", "claim-until"];
  static override properties = ["events"];

  #events: readonly Event[] | Json | undefined;
  #told: Tracking | undefined;
  /** `waiting` or `failed`, of what was asked from an address. */
  #asked: "waiting" | "failed" | undefined;
  #controller: AbortController | undefined;

  get events(): readonly Event[] | Json | undefined {
    return this.#events;
  }

  set events(events: readonly Event[] | Json | undefined) {
    if (events === this.#events) return;
    this.#controller?.abort();
    this.#events = events;
    this.#told = this.#asked = undefined;
    this.#changed();
  }

  override attributeChangedCallback(name?: string, before?: string | null, after?: string | null): void {
    // The same address is asked again for what it did not give.
    const isMissing = (this.#told ?? this.#events) === undefined && this.#asked !== "waiting";
    if (name === "src" && (before !== after || isMissing)) void this.#ask(after ?? undefined);
    this.render();
  }

  async #ask(address: string | undefined): Promise<void> {
    this.#controller?.abort();
    if (address === undefined) return;
    this.#events = this.#told = undefined;
    const { signal } = (this.#controller = new AbortController());
    this.#asked = "waiting";
    try {
      const response = await fetch(address, { signal, headers: { accept: "application/json" } });
      const told = (await response.json()) as Told;
      if (!response.ok) throw new Error(response.statusText);
      this.#asked = undefined;
      if ("history" in told) this.#told = told;
      else this.#events = "events" in told ? told.events : told;
    } catch {
      if (signal.aborted) return;
      this.#asked = "failed";
    }
    this.#changed();
  }

  /** What is shown is also told by the event `hoso-tracked`, with the tracking when there is one. */
  #changed(): void {
    this.render();
    const tracked = this.#events === undefined ? undefined : track(this.#events);
    const detail = this.#told ?? (tracked?.ok ? tracked.value : undefined);
    queueMicrotask(() => this.dispatchEvent(new CustomEvent("hoso-tracked", { detail })));
  }

  protected override content(language: Language) {
    const w = words[language];
    if (this.#asked) return html("p", { class: this.#asked === "failed" ? "box bad" : "muted", role: "status" }, w[this.#asked]);
    if (this.#told) return this.#journey(this.#told, [], language);
    if (this.#events === undefined) return undefined;
    const tracked = track(this.#events, { language });
    if (!tracked.ok) return wrong(w.wrong, tracked.issues);
    const events = typeof this.#events === "string" ? (JSON.parse(this.#events.replace(/^\ufeff/, "")) as Event[]) : this.#events;
    return this.#journey(tracked.value, events, language);
  }

  #journey(tracking: Tracking, events: readonly Event[], language: Language) {
    const w = words[language];
    const until = this.getAttribute("claim-until") ?? "";
    const toldOf = byEvent(events);
    return [
      state(tracking, language),
      html("h3", {}, w.next),
      html("p", { class: "next", part: "next" }, tracking.final && `${w.final} `, w.states[tracking.state]),
      isDay(until) && html("p", { class: "claim-until", part: "next" }, w.claimUntil(dayText(until, language))),
      html("h3", {}, w.journey),
      html(
        "ol",
        { class: "timeline", part: "timeline" },
        [...tracking.history].reverse().map((applied) => happened(applied, toldOf(applied), language)),
      ),
      tracking.anomalies.length > 0 && html("h3", {}, w.uncounted),
      tracking.anomalies.length > 0 &&
        html("ul", { class: "anomalies" }, tracking.anomalies.map((anomaly) => html("li", {}, anomalyText(anomaly, language)))),
    ];
  }
}

function state({ consignment, state, since, attempts, claim, damaged }: Tracking, language: Language) {
  const w = words[language];
  const mood = GOOD.includes(state) ? "good" : BAD.includes(state) ? "bad" : "";
  return html(
    "div",
    { class: `box ${mood}`, part: "state" },
    consignment && html("p", { class: "muted" }, consignment),
    html("p", { class: "now" }, LISTS.states[state][language]),
    since && html("p", {}, `${w.since} ${timeText(since, language)}`),
    attempts > 0 && html("p", {}, `${w.attempts}: `, html("strong", {}, String(attempts))),
    claim !== "none" && html("p", {}, `${w.claim}: `, html("strong", {}, LISTS.claimStates[claim][language])),
    damaged && html("p", {}, html("strong", {}, w.damaged)),
  );
}

/** Finds an event as it was told: the history holds only what the state depends on. */
function byEvent(events: readonly Event[]): (applied: Applied) => Event | undefined {
  const key = (id: string, kind: string, at: string | Date) => JSON.stringify([id, kind, new Date(at).getTime()]);
  // Of those that were told twice, the first.
  const found = new Map([...events].reverse().map((own) => [key(own.id, own.kind, own.at), own]));
  return ({ event, kind, at }) => found.get(key(event, kind, at));
}

function happened({ kind, at }: Applied, event: Event | undefined, language: Language) {
  const office = typeof event?.office === "string" ? event.office : (event?.office?.[language] ?? event?.office?.vi);
  const failure = event?.reason ? LISTS.failureReasons[event.reason] : undefined;
  return html(
    "li",
    {},
    html("time", { datetime: at }, timeText(at, language)),
    html("strong", {}, LISTS.eventKinds[kind][language]),
    office && html("span", {}, office),
    failure &&
      html("span", {}, `${failure[language]} (${words[language].cause}: ${LISTS.causes[failure.cause][language]})`),
  );
}

/** A message of hoso's lists with its parameters filled in. */
function anomalyText({ code, event, kind, state }: Anomaly, language: Language): string {
  return LISTS.anomalyCodes[code][language]
    .replace("{event}", event)
    .replace("{kind}", kind ? LISTS.eventKinds[kind][language] : "")
    .replace("{state}", state ? LISTS.states[state][language] : "")
    .replaceAll("`", "");
}

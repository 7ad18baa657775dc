/** Where a consignment is, how it came there, and what may happen next. */
import { track, type Anomaly, type Applied, type Event, type Issue, type Tracking } from "hoso";
import { useRef, useState, type ChangeEvent } from "react";
import { InWords } from "./AnswerPanel";
import { LISTS, timeText, useLanguage } from "./language";
import { samples } from "./samples";

export function FollowPage() {
  const { language, t } = useLanguage();
  const [text, setText] = useState("");
  const tracked = text.trim() ? track(text, { language }) : undefined;

  /** What is picked is also brought into view: on a phone it stands below. */
  const journey = useRef<HTMLDivElement>(null);
  const show = (events: string) => {
    setText(events);
    requestAnimationFrame(() => journey.current?.scrollIntoView({ block: "nearest" }));
  };

  async function open(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (file) show(await file.text());
  }

  return (
    <>
      <h1 tabIndex={-1}>{t.pages.follow}</h1>
      <p className="lead">{t.leads.follow}</p>
      <div className="columns follow">
        <div className="sources">
          <h2>{t.follow.samples}</h2>
          <ul className="samples">
            {samples.map(({ name, events }) => {
              const json = JSON.stringify(events, null, 1);
              return (
                <li key={name.en}>
                  <button type="button" aria-pressed={json === text} onClick={() => show(json)}>
                    {name[language]}
                  </button>
                </li>
              );
            })}
          </ul>
          <div className="field">
            <label htmlFor="events">{t.follow.paste}</label>
            <p className="hint" id="events-hint">
              {t.follow.hint}
            </p>
            <textarea
              id="events"
              className="code"
              rows={8}
              spellCheck={false}
              aria-describedby="events-hint"
              aria-invalid={tracked?.ok === false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <div className="actions">
            <label className="button">
              {t.actions.open}
              <input type="file" className="only-heard" accept="application/json,.json" onChange={(event) => void open(event)} />
            </label>
            <button type="button" disabled={text === ""} onClick={() => setText("")}>
              {t.actions.clear}
            </button>
          </div>
        </div>
        <div className="journey" ref={journey} aria-live="polite">
          {tracked === undefined && <p className="empty">{t.follow.empty}</p>}
          {tracked?.ok === false && <Issues issues={tracked.issues} />}
          {tracked?.ok && <Journey tracking={tracked.value} events={JSON.parse(text) as Event[]} />}
        </div>
      </div>
    </>
  );
}

function Issues({ issues }: { issues: Issue[] }) {
  const { t } = useLanguage();
  return (
    <div className="summary" role="alert">
      <h2>{t.follow.issues}</h2>
      <ul>
        {issues.map(({ path, code, message }) => (
          <li key={`${path} ${code}`}>
            {path && <code>{path}</code>} {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Journey({ tracking, events }: { tracking: Tracking; events: Event[] }) {
  const { language, t } = useLanguage();
  return (
    <>
      <section className={`state ${tracking.state}`}>
        <h2>{tracking.consignment}</h2>
        <p className="now">
          <span className="only-heard">{t.follow.state}: </span>
          {LISTS.states[tracking.state][language]}
        </p>
        {tracking.since && (
          <p>
            {t.follow.since} {timeText(tracking.since, language)}
          </p>
        )}
        <dl className="facts">
          {tracking.attempts > 0 && (
            <div>
              <dt>{t.follow.attempts}</dt>
              <dd>{tracking.attempts}</dd>
            </div>
          )}
          {tracking.claim !== "none" && (
            <div>
              <dt>{t.follow.claim}</dt>
              <dd>{LISTS.claimStates[tracking.claim][language]}</dd>
            </div>
          )}
        </dl>
        {tracking.damaged && <p className="error">{t.follow.damaged}</p>}
      </section>
      <h3>{t.follow.timeline}</h3>
      <ol className="timeline" reversed>
        {[...tracking.history].reverse().map((applied) => (
          <Happened key={applied.event} applied={applied} told={toldOf(applied, events)} />
        ))}
      </ol>
      {tracking.anomalies.length > 0 && (
        <section className="anomalies">
          <h3>{t.follow.uncounted}</h3>
          <ul>
            {tracking.anomalies.map((anomaly, position) => (
              <li key={position}>{anomalyText(anomaly, language)}</li>
            ))}
          </ul>
        </section>
      )}
      <h3>{t.follow.next}</h3>
      {tracking.final && <p>{t.follow.final}</p>}
      <ul className="chips">
        {tracking.allowed.map((kind) => (
          <li key={kind}>{LISTS.eventKinds[kind][language]}</li>
        ))}
      </ul>
      <InWords answers={[tracking]} />
    </>
  );
}

/** The event as it was told: the history holds only what the state depends on. */
function toldOf({ event, kind, at }: Applied, events: Event[]): Event | undefined {
  const instant = Date.parse(at);
  return events.find((told) => told.id === event && told.kind === kind && new Date(told.at).getTime() === instant);
}

function Happened({ applied, told }: { applied: Applied; told: Event | undefined }) {
  const { language, t } = useLanguage();
  const office = typeof told?.office === "string" ? told.office : (told?.office?.[language] ?? told?.office?.vi);
  const failure = told?.reason ? LISTS.failureReasons[told.reason] : undefined;
  return (
    <li>
      <time dateTime={applied.at}>{timeText(applied.at, language)}</time>
      <strong>{LISTS.eventKinds[applied.kind][language]}</strong>
      {office && <span>{office}</span>}
      {failure && (
        <span>
          {failure[language]} ({t.follow.cause}: {LISTS.causes[failure.cause][language]})
        </span>
      )}
    </li>
  );
}

/** A message of hoso's lists with its parameters filled in. */
function anomalyText({ code, event, kind, state }: Anomaly, language: "vi" | "en"): string {
  return LISTS.anomalyCodes[code][language]
    .replace("{event}", event)
    .replace("{kind}", kind ? LISTS.eventKinds[kind][language] : "")
    .replace("{state}", state ? LISTS.states[state][language] : "")
    .replaceAll("`", "");
}

/** Where a consignment is, how it came there, what comes next, and until when to claim. */
import { track, type Day, type Tracking } from "hoso";
import { defineElements } from "hoso/elements";
import { useEffect, useLayoutEffect, useRef, useState, type ChangeEvent, type FormEvent } from "react";
import { asked, useAddress } from "./address";
import { claimDays, type Harm } from "./claims";
import { asksCode, doorOf, hasDoor } from "./door";
import { dayText, today, useLanguage } from "./language";
import { isBlank, itemError, itemOf } from "./request";
import { samplesOn, type Sample } from "./samples";

defineElements();

/** What is followed: events that are at hand, or an address that answers them; and the day by which it was to be there. */
type Followed = { item: string; due: Day } & ({ text: string } | { src: string });

const ofSample = ({ item, events, due }: Sample): Followed => ({ item, due, text: JSON.stringify(events, null, 1) });

/** An item by its number, if anybody knows of it. */
function followedBy(item: string, code: string): Followed | undefined {
  const sample = samplesOn(today()).find((own) => own.item === item);
  const src = doorOf(item, code);
  return src ? { item, src, due: "" } : sample && ofSample(sample);
}

interface Found {
  followed?: Followed | undefined;
  /** What was asked for in vain, as it was typed. */
  refused?: string;
}

function find(typed: string, code: string): Found {
  const read = itemOf(typed);
  const followed = read.ok ? followedBy(read.value.text, code.trim()) : undefined;
  return followed ? { followed } : { refused: typed };
}

/** What the address asks for; where the post gives a code beside the number, a number alone is not enough. */
function askedFor(): Found | undefined {
  const item = asked("item");
  return item && !asksCode ? find(item, "") : undefined;
}

interface Props {
  shown: boolean;
  /** Whether a number or events that were given are wrong. */
  onWrong: (isWrong: boolean) => void;
}

export function FollowPage({ shown, onWrong }: Props) {
  const { language, t } = useLanguage();
  const samples = samplesOn(today());
  const [{ followed, refused }, setFound] = useState(() => askedFor() ?? {});
  const setFollowed = (followed: Followed | undefined) => setFound({ followed });
  const [tracking, setTracking] = useState<Tracking>();
  const due = followed?.due ?? "";

  const item = followed?.item ?? "";
  useAddress("follow", { item }, () => {
    if (asked("item") !== item) setFound((own) => askedFor() ?? own);
  });

  const text = followed && "text" in followed ? followed.text : undefined;
  const src = followed && "src" in followed ? followed.src : undefined;
  const claims = useClaimDays(followed && tracking, due || undefined);

  const isUnread = text !== undefined && !track(text).ok;
  const isWrong = isUnread || refused !== undefined;
  useEffect(() => onWrong(isWrong), [isWrong]);

  /** What is asked for by its number is also brought into view: on a phone it stands below. */
  const journey = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const top = journey.current?.getBoundingClientRect().top ?? 0;
    if (item && shown && top > window.innerHeight / 2) journey.current?.scrollIntoView();
  }, [item, src, shown]);

  return (
      <div className="columns follow">
        <div className="sources">
          <ByNumber item={item} refused={refused} onFind={setFound} />
          <h2>{t.follow.samples}</h2>
          <ul className="samples">
            {samples.map((sample) => (
              <li key={sample.item}>
                <button type="button" aria-pressed={sample.item === item && text !== undefined} onClick={() => setFollowed(ofSample(sample))}>
                  {sample.name[language]}
                </button>
              </li>
            ))}
          </ul>
          <Pasted text={text ?? ""} isWrong={isUnread} onText={(own) => setFollowed(own.trim() ? { item: "", text: own, due } : undefined)} />
        </div>
        <div className="journey" ref={journey} aria-live="polite">
          {followed === undefined && <p className="empty">{t.follow.empty}</p>}
          {followed && (
            <hoso-tracking
              lang={language}
              events={text}
              src={src}
              onhoso-tracked={({ detail }) => setTracking(detail)}
            />
          )}
          {claims.length > 0 && <ClaimDays days={claims} />}
          {followed && tracking && (
            <div className="field">
              <label htmlFor="due">{t.follow.due}</label>
              <input
                id="due"
                type="date"
                className="short"
                aria-describedby="due-hint"
                value={due}
                onChange={(event) => setFollowed({ ...followed, due: event.target.value })}
              />
              <p className="hint" id="due-hint">
                {t.follow.dueHint}
              </p>
            </div>
          )}
        </div>
      </div>
  );
}

/** An item's number, and the code that the post gives beside it. */
function ByNumber({ item, refused, onFind }: { item: string; refused: string | undefined; onFind: (found: Found) => void }) {
  const { language, t } = useLanguage();
  const [typed, setTyped] = useState("");
  const [code, setCode] = useState("");
  // What was asked for otherwise stands in the field too; at once, or it would take the place of what is typed next.
  const asked = item || refused;
  useLayoutEffect(() => {
    if (asked) setTyped(asked);
  }, [asked]);
  const wrong = (given: string) => (isBlank(given) ? t.follow.noNumber : (itemError(given, language) ?? t.follow.unknown));
  const error = refused === undefined ? undefined : wrong(refused);

  function submit(event: FormEvent) {
    event.preventDefault();
    onFind(find(typed, code));
  }

  return (
    <form onSubmit={submit} noValidate>
      <div className={error ? "field wrong" : "field"}>
        <label htmlFor="item-number">{t.follow.number}</label>
        <input
          id="item-number"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={error ? "item-number-hint item-number-error" : "item-number-hint"}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p className="hint" id="item-number-hint">
          {hasDoor ? t.follow.numberHint : t.follow.exampleHint}
        </p>
        {error && (
          <p className="error" id="item-number-error" role="alert">
            {error}
          </p>
        )}
      </div>
      {asksCode && (
        <div className="field">
          <label htmlFor="item-code">{t.follow.code}</label>
          <input id="item-code" autoComplete="off" value={code} onChange={(event) => setCode(event.target.value)} />
        </div>
      )}
      <div className="actions">
        <button type="submit" className="main">
          {t.follow.find}
        </button>
      </div>
    </form>
  );
}

/** Events as a post sends them to an agency, for those who have them. */
function Pasted({ text, isWrong, onText }: { text: string; isWrong: boolean; onText: (text: string) => void }) {
  const { t } = useLanguage();

  async function open(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (file) onText(await file.text());
  }

  return (
    <details className="pasted">
      <summary>{t.follow.paste}</summary>
      <div className="field">
        <label htmlFor="events" className="only-heard">
          {t.follow.paste}
        </label>
        <p className="hint" id="events-hint">
          {t.follow.hint}
        </p>
        <textarea
          id="events"
          className="code"
          rows={8}
          spellCheck={false}
          aria-describedby="events-hint"
          aria-invalid={isWrong}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      <div className="actions">
        <label className="button">
          {t.actions.open}
          <input type="file" className="only-heard" accept="application/json,.json" onChange={(event) => void open(event)} />
        </label>
        <button type="button" disabled={text === ""} onClick={() => onText("")}>
          {t.actions.clear}
        </button>
      </div>
    </details>
  );
}

/** Each kind of claim has a last day of its own. */
function ClaimDays({ days }: { days: [Harm, Day][] }) {
  const { language, t } = useLanguage();
  return (
    <div className="claims">
      <h3>{t.follow.claims}</h3>
      <dl>
        {days.map(([harm, day]) => (
          <div key={harm}>
            <dt>{t.follow.harms[harm]}</dt>
            <dd>{t.follow.claimUntil(dayText(day, language))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The last days for claims, once they are known; without a network they are not. */
function useClaimDays(tracking: Tracking | undefined, due: Day | undefined): [Harm, Day][] {
  const [days, setDays] = useState<[Harm, Day][]>([]);
  useEffect(() => {
    let isCurrent = true;
    setDays([]);
    if (tracking)
      claimDays(tracking, due).then(
        (found) => isCurrent && setDays(found),
        () => {},
      );
    return () => {
      isCurrent = false;
    };
  }, [tracking, due]);
  return days;
}

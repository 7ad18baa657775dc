/** The form in its normal form, to be read once more, printed or kept. */
import { validate } from "hoso";
import { useContext, useState } from "react";
import type { Step } from "./address";
import { aimAt } from "./aim";
import { CarriageAnswer, OwnFee } from "./AnswerPanel";
import { ErrorsContext, ErrorSummary } from "./fields";
import { dayText, labels, LISTS, useLanguage } from "./language";
import { ItemField, PrintedForm } from "./PrintedForm";
import { dayOf, formOf, requestOf, type Answers, type Draft, type Filled } from "./request";
import { nameOf, placeName, rulebook } from "./rulebook";
import { isRewritten, phoneText } from "./written";

/** A value of the form with its path. */
type Leaf = [path: string, value: unknown];

function leaves(value: unknown, path = ""): Leaf[] {
  const isLeaf =
    typeof value !== "object" || value === null || (Array.isArray(value) && value.every((own) => typeof own !== "object"));
  if (isLeaf) return [[path, value]];
  return Object.entries(value).flatMap(([key, own]) => leaves(own, path ? `${path}.${key}` : key));
}

function download(name: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

interface Props {
  draft: Draft;
  answers: Answers;
  isPrinted: boolean;
  onClear: () => void;
}

export function ReviewStep({ draft, answers, isPrinted, onClear }: Props) {
  const { language, t } = useLanguage();
  const errors = useContext(ErrorsContext);
  const [tried, setTried] = useState(0);
  const form = formOf(draft);
  const request = requestOf(draft);
  const checked = validate(form, request, { language, rulebook, on: dayOf(draft) });

  // Who comes here by an address has nothing to review yet, and is led back.
  if (!checked.ok) return null;

  const filled: Filled = checked.value;

  /** A number that is none would be missing on paper. */
  function print() {
    if (errors.item) setTried(tried + 1);
    else window.print();
  }

  return (
    <>
      <div className="notice" role="status">
        <p>
          <strong>{t.review.ready}</strong> {t.review.notSent}
        </p>
        <p>{isPrinted ? t.printed : t.kept}</p>
        {t.printNote && <p>{t.printNote}</p>}
      </div>
      <ErrorSummary shown={tried} />
      <ItemField />
      <div className="actions">
        <button type="button" className="main" onClick={print}>
          {t.actions.print}
        </button>
        <button type="button" onClick={() => download(`${form}.json`, JSON.stringify(filled, null, 2))}>
          {t.actions.download}
        </button>
        <a className="button" href="#/information">
          {t.actions.back}
        </a>
        <button type="button" onClick={onClear}>
          {t.actions.clearAll}
        </button>
      </div>
      <div className="columns paper">
        <div>
          <h2>{LISTS.forms[form][language]}</h2>
          <Summary filled={filled} request={request} on={draft.on} />
        </div>
        <aside className="answers">
          {answers.carriages.map((carriage) => (
            <CarriageAnswer key={carriage.service} carriage={carriage} on={draft.on} />
          ))}
          <OwnFee answers={answers} draft={draft} />
        </aside>
      </div>
      <PrintedForm draft={draft} filled={filled} request={request} answers={answers} />
    </>
  );
}

const GROUPS = ["applicant", "submitter", "recipient", "address"];

/** Where each part is changed: the first field of it, on its step. */
const FIRST: Record<string, [step: Step, field: string]> = {
  request: ["choose", "agency"],
  applicant: ["information", "applicant.name"],
  submitter: ["information", "submitter.name"],
  recipient: ["information", "recipient.name"],
  address: ["information", "address.street"],
  documents: ["information", "documents.0.name"],
};

function PartHeading({ group }: { group: string }) {
  const { t } = useLanguage();
  const [step, field] = FIRST[group]!;
  return (
    <div className="part-heading">
      <h3>{t.groups[group]}</h3>
      <a href={`#/${step}`} onClick={() => aimAt(field)}>
        {t.actions.change}
        <span className="only-heard">: {t.groups[group]}</span>
      </a>
    </div>
  );
}

interface SummaryProps {
  filled: Filled;
  request: object;
  on: string;
  className?: string;
}

export function Summary({ filled, request, on, className = "entries" }: SummaryProps) {
  const { language, t } = useLanguage();
  const typed = new Map(leaves(request));
  const { documents = [], ...rest } = { documents: undefined, ...filled };
  // Of what could be asked for besides, only what was is told.
  const isSaid = ([path, value]: Leaf) => (Array.isArray(value) ? value.length > 0 : value || path !== "collect_agency_fee");
  const entries = leaves(rest).filter(isSaid);
  const groupOf = (path: string) => GROUPS.find((group) => path.startsWith(`${group}.`)) ?? "request";
  return (
    <>
      {["request", ...GROUPS]
        .filter((group) => entries.some(([path]) => groupOf(path) === group))
        .map((group) => (
          <section className={className} key={group}>
            <PartHeading group={group} />
            <dl>
              {group === "request" && <Entry label={t.review.day} shown={dayText(on, language)} />}
              {entries
                .filter(([path]) => groupOf(path) === group)
                .map(([path, value]) => (
                  <FormEntry key={path} path={path} value={value} typed={typed.get(path)} on={on} />
                ))}
            </dl>
          </section>
        ))}
      {documents.length > 0 && (
        <section className={className}>
          <PartHeading group="documents" />
          <ol>
            {documents.map(({ name, copies, original }, position) => (
              <li key={position}>
                {name} – {t.review.copies(copies, original)}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Entry({ label, shown, typed }: { label: string; shown: string; typed?: string | undefined }) {
  const { t } = useLanguage();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {shown}{" "}
        {typed && (
          <small className="typed">
            ({t.review.typed}: “{typed}”)
          </small>
        )}
      </dd>
    </div>
  );
}

function FormEntry({ path, value, typed, on }: { path: string; value: unknown; typed: unknown; on: string }) {
  const { language, t } = useLanguage();
  const names: Record<string, (code: string) => string> = {
    agency: (code) => nameOf("agencies", code, language),
    reception: (code) => nameOf("agencies", code, language),
    procedure: (code) => nameOf("procedures", code, language),
    "address.place": (code) => placeName(code, language, on),
  };
  const list = path.endsWith(".kind") ? LISTS.paperKinds : path.endsWith(".relation") ? LISTS.relations : undefined;
  const among = list ? labels(list, language) : t.names;
  const named = (own: unknown): string => {
    if (typeof own === "boolean") return own ? t.choice.yes : t.choice.no;
    if (Array.isArray(own)) return own.map(named).join(", ");
    const text = String(own);
    return names[path]?.(text) ?? among[text] ?? text;
  };
  // Under its heading another's name is simply a name.
  const own = path.replace(/^(submitter|recipient)\./, "applicant.");
  const label = t.entries[path] ?? t.entries[own] ?? t.labels[own] ?? t.labels[path] ?? path;
  const changed = typeof value === "string" && typeof typed === "string" && isRewritten(path, value, typed) ? typed : undefined;
  return <Entry label={label} shown={path.endsWith(".phone") ? phoneText(String(value)) : named(value)} typed={changed} />;
}

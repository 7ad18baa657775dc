/** May it go by post, what does it cost, and when is what due: hoso's answers, with the names of the rulebook. */
import { explain, type Answer, type Day, type Deadlines, type Quotation, type Service } from "hoso";
import { useLayoutEffect, useRef, useState } from "react";
import { dayText, LISTS, money, unbroken, useLanguage } from "./language";
import { type Answers, type Carriage, type Draft } from "./request";
import { feeOf, named, nameOf, purposeOf, rulebook, sourceUrl } from "./rulebook";

type Quoted = Extract<Quotation, { outcome: "quoted" }>;
type Dated = Exclude<Deadlines, { outcome: "not_covered" }>;
type Reasons = { reasons: { message: string; params: Parameters<typeof named>[1] }[] };

interface Props {
  answers: Answers;
  draft: Draft;
  /** On a phone it comes over the form, when it is asked for. */
  isOpen: boolean;
  onClose: () => void;
}

export function AnswerPanel({ answers, draft, isOpen, onClose }: Props) {
  const { language, t } = useLanguage();
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!isOpen) return;
    panel.current?.focus();
    // Wherever somebody has touched since, Escape leaves what covers the page.
    const leave = (event: KeyboardEvent) => event.key === "Escape" && onClose();
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("keydown", leave);
      document.querySelector<HTMLElement>(".gist")?.focus();
    };
  }, [isOpen]);
  const nothing = !draft.file_by_post && !draft.return_by_post;
  return (
    <aside
      className={isOpen ? "answers open" : "answers"}
      id="answer"
      tabIndex={-1}
      aria-labelledby="answer-heading"
      ref={panel}
    >
      <button type="button" className="close" onClick={onClose}>
        {t.actions.close}
      </button>
      <h2 id="answer-heading">{t.answer.heading}</h2>
      {draft.procedure && <p className="about">{nameOf("procedures", draft.procedure, language)}</p>}
      <div aria-live="polite">
        {answers.carriages.map((carriage) => (
          <CarriageAnswer key={carriage.service} carriage={carriage} on={draft.on} />
        ))}
        <OwnFee answers={answers} draft={draft} />
        {answers.carriages.length === 0 && <p className="empty">{nothing ? t.answer.nothing : t.answer.start}</p>}
      </div>
    </aside>
  );
}

export function CarriageAnswer({ carriage, on }: { carriage: Carriage; on: Day }) {
  const { language, t } = useLanguage();
  const { service, decision, quotation, deadlines, cut_off } = carriage;
  if (decision.outcome === "not_covered") {
    return (
      <article className="carriage">
        <h3>{LISTS.services[service][language]}</h3>
        <p className="verdict no">{t.answer.notCovered}</p>
        <ReasonList of={decision} on={on} />
        <p>{t.answer.anotherWay}</p>
      </article>
    );
  }
  const answered: Answer[] = [decision, quotation, deadlines].filter((answer) => answer !== undefined);
  return (
    <article className="carriage">
      <h3>{LISTS.services[service][language]}</h3>
      <p className="verdict yes">{t.answer.covered}</p>
      {quotation?.outcome === "quoted" ? <Price quoted={quotation} on={on} /> : <NoPrice quotation={quotation} on={on} />}
      {deadlines && deadlines.outcome !== "not_covered" && <DueDays dated={deadlines} cutOff={cut_off} on={on} />}
      <details>
        <summary>{t.answer.basis}</summary>
        <p>
          {t.answer.contract} {decision.contract}
        </p>
        <ul>
          {[...new Set(answered.flatMap((answer) => ("sources" in answer ? answer.sources : [])))].map((source) => (
            <li key={source}>
              <Source id={source} />
            </li>
          ))}
        </ul>
      </details>
      <InWords answers={answered} />
    </article>
  );
}

function ReasonList({ of, on }: { of: Reasons; on: Day }) {
  const { language } = useLanguage();
  const said = new Set(of.reasons.map(({ message, params }) => named(message, params, language, on)));
  return (
    <ul className="reasons">
      {[...said].map((reason) => (
        <li key={reason}>{unbroken(reason)}</li>
      ))}
    </ul>
  );
}

function NoPrice({ quotation, on }: { quotation: Quotation | undefined; on: Day }) {
  const { t } = useLanguage();
  if (!quotation || !("reasons" in quotation)) return <p className="empty">{t.answer.priceStart}</p>;
  return (
    <>
      <h4>{t.answer.noPrice}</h4>
      <ReasonList of={quotation} on={on} />
    </>
  );
}

type Line = Quoted["lines"][number];

function useLineName({ tariff, version }: Quoted, on: Day) {
  const { language, t } = useLanguage();
  return ({ kind, id, bp }: Line) => {
    if (kind === "tax") return `${nameOf("taxes", id, language)} ${(bp ?? 0) / 100}%`;
    if (kind !== "postage") {
      const purpose = purposeOf(tariff, version, id);
      return t.names[purpose] ?? LISTS.services[purpose as Service]?.[language] ?? purpose;
    }
    const [service, zone] = id.split("/");
    return `${LISTS.services[service as Service][language]} – ${nameOf("zones", zone ?? "", language, on)}`;
  };
}

/** The lines that make up the total; a tax that the prices include does not add to it, and stands below. */
function inAndBelow({ lines, total }: Quoted): [Line[], Line[]] {
  const untaxed = lines.filter(({ kind }) => kind !== "tax");
  const isIncluded = untaxed.reduce((sum, { amount }) => sum + amount, 0) === total;
  return isIncluded ? [untaxed, lines.filter(({ kind }) => kind === "tax")] : [lines, []];
}

function Price({ quoted, on }: { quoted: Quoted; on: Day }) {
  const { t } = useLanguage();
  const lineName = useLineName(quoted, on);
  const [within, below] = inAndBelow(quoted);
  // A source is named once, at the first line that has it.
  const isFirst = (line: Line) => quoted.lines.find(({ source }) => source === line.source) === line;
  const row = (line: Line, before = "") => {
    const name = lineName(line);
    return (
      <tr key={`${line.kind}/${line.id}`} className={line.kind}>
        <th scope="row">
          {before ? `${before} ${name.charAt(0).toLowerCase()}${name.slice(1)}` : name}
          {line.source && isFirst(line) && (
            <small>
              {t.answer.source}: <Source id={line.source} />
            </small>
          )}
        </th>
        <td>{money(line.amount)}</td>
      </tr>
    );
  };
  return (
    <>
      <h4>{t.answer.price}</h4>
      <table className="price">
        <thead className="only-heard">
          <tr>
            <th scope="col">{t.answer.line}</th>
            <th scope="col">{t.answer.amount}</th>
          </tr>
        </thead>
        <tbody>{within.map((line) => row(line))}</tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">{t.answer.total}</th>
            <td>{money(quoted.total)}</td>
          </tr>
          {below.map((line) => row(line, t.answer.included))}
        </tfoot>
      </table>
      <h4>{t.answer.payers}</h4>
      <dl className="amounts">
        {quoted.payers.map(({ who, amount }) => (
          <div key={who}>
            <dt>{t.names[who] ?? who}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
        <div className="door">
          <dt>{t.answer.door}</dt>
          <dd>{money(quoted.applicant_due)}</dd>
        </div>
        {quoted.agency_fee > 0 && (
          <div>
            <dt>{t.answer.fee}</dt>
            <dd>{money(quoted.agency_fee)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

function DueDays({ dated, cutOff, on }: { dated: Dated; cutOff: string | undefined; on: Day }) {
  const { language, t } = useLanguage();
  return (
    <>
      <h4>{t.answer.due}</h4>
      {cutOff && <p className="hint">{t.cutOff(cutOff)}</p>}
      <ol className="due">
        {dated.steps.map(({ id, due, days, unit }) => (
          <li key={id}>
            <time dateTime={due}>{dayText(due, language)}</time>
            <span>{LISTS.steps[id][language]}</span>
            {days > 0 && <small>{t.days(days, unit)}</small>}
          </li>
        ))}
      </ol>
      {dated.steps.length === 0 && <p>{t.answer.noDue}</p>}
      <ReasonList of={dated} on={on} />
    </>
  );
}

/** What the agency asks for itself, unless the post collects it. */
export function OwnFee({ answers, draft }: { answers: Answers; draft: Draft }) {
  const { t } = useLanguage();
  const fee = feeOf(draft.procedure, draft.on);
  const fees = answers.carriages.flatMap(({ quotation }) => (quotation?.outcome === "quoted" ? quotation.agency_fee : []));
  if (!fee || fee.amount === 0 || fees.length === 0 || fees.some((collected) => collected > 0)) return null;
  return <p className="own-fee">{t.ownFee(fee.amount ? money(fee.amount) : undefined)}</p>;
}

export function Source({ id }: { id: string }) {
  const { language } = useLanguage();
  const title = nameOf("sources", id, language);
  const url = sourceUrl(id);
  if (!url) return <span>{title}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  );
}

/** What hoso says of answers in plain sentences, to who wants to read it. */
function InWords({ answers }: { answers: Answer[] }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t.answer.words}</summary>
      {isOpen && <Lines answers={answers} />}
    </details>
  );
}

function Lines({ answers }: { answers: Answer[] }) {
  const { language } = useLanguage();
  const lines = answers.flatMap((answer) => {
    const said = explain(answer, { language, rulebook });
    return said.ok ? said.value.split("\n") : [];
  });
  return [...new Set(lines)].map((line) => <p key={line}>{unbroken(line)}</p>);
}

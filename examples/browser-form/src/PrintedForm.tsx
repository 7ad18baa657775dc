/** The form on paper, as offices take it: always in Vietnamese, whatever language it was filled in. */
import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import type { ReactNode } from "react";
import { TextField } from "./fields";
import { dayText, LanguageContext, LISTS, longDay, money, today, useLanguage } from "./language";
import { formOf, itemOf, type Answers, type Carriage, type Draft, type Filled } from "./request";
import { Summary } from "./ReviewStep";
import { nameOf } from "./rulebook";

interface Props {
  draft: Draft;
  filled: Filled;
  /** As it was typed. */
  request: object;
  answers: Answers;
}

/** Seen on paper only. */
export function PrintedForm({ draft, filled, request, answers }: Props) {
  return (
    <LanguageContext value="vi">
      <article className="sheet" lang="vi">
        <Head draft={draft} answers={answers} />
        <Summary className="part" filled={filled} request={request} on={draft.on} />
        <Terms carriages={answers.carriages} />
        <Signature place={draft.address.place} on={draft.on} />
      </article>
    </LanguageContext>
  );
}

function Head({ draft, answers }: { draft: Draft; answers: Answers }) {
  const { t } = useLanguage();
  const operators = answers.carriages.flatMap(({ decision }) => (decision.outcome === "covered" ? decision.operator : []));
  const to = [nameOf("agencies", draft.agency, "vi"), ...operators.map((operator) => nameOf("operators", operator, "vi"))];
  return (
    <>
      <div className="head">
        <Codes dossier={draft.dossier} item={draft.item} />
        <p className="state-name">
          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
          <br />
          <span>Độc lập - Tự do - Hạnh phúc</span>
        </p>
      </div>
      <h2>{LISTS.forms[formOf(draft)].vi}</h2>
      <p className="to">
        {t.print.to} {[...new Set(to)].join("; ")}
      </p>
    </>
  );
}

/** The codes by which both are found again: to be scanned, or a place where an office writes or sticks them. */
function Codes({ dossier, item }: { dossier: string; item: string }) {
  const { t } = useLanguage();
  return (
    <div className="codes">
      <Code label={t.print.dossier} blank={t.print.dossierBlank} code={dossier.trim()} />
      <Code label={t.print.item} blank={t.print.itemBlank} code={itemNumber(item) ?? ""} />
    </div>
  );
}

/** An item's number in its normal form; nothing, when it is none. */
function itemNumber(typed: string): string | undefined {
  const parsed = itemOf(typed);
  return parsed.ok ? parsed.value.text : undefined;
}

function Code({ label, blank, code }: { label: string; blank: string; code: string }) {
  if (!code) return <p className="code-blank">{blank}</p>;
  const qr = generate(code);
  const quiet = 4;
  const size = qr.size + 2 * quiet;
  return (
    <figure>
      <svg viewBox={`${-quiet} ${-quiet} ${size} ${size}`} role="img" aria-label={`${label} ${code}`} shapeRendering="crispEdges">
        <path d={toSvgPath(qr)} />
      </svg>
      <figcaption>
        {label}
        <br />
        <strong>{code}</strong>
      </figcaption>
    </figure>
  );
}

/** What both sides go by: what is paid, to whom, and until when each step is due. */
function Terms({ carriages }: { carriages: Carriage[] }) {
  const { t } = useLanguage();
  return (
    <section className="part">
      <h3>{t.print.terms}</h3>
      {carriages.map(({ service, decision, quotation, deadlines, cut_off }) => (
        <dl key={service}>
          <Term label={t.print.service}>
            {LISTS.services[service].vi}
            {decision.outcome === "covered" && `, ${t.answer.contract.toLowerCase()} ${decision.contract}`}
          </Term>
          {quotation?.outcome === "quoted" && (
            <>
              <Term label={t.answer.total}>{money(quotation.total)}</Term>
              <Term label={t.answer.door}>{money(quotation.applicant_due)}</Term>
            </>
          )}
          {deadlines &&
            "steps" in deadlines &&
            deadlines.steps.map(({ id, due }) => (
              <Term key={id} label={LISTS.steps[id].vi}>
                {t.print.until} {dayText(due, "vi")}
              </Term>
            ))}
          {cut_off && <Term label={t.print.condition}>{t.cutOff(cut_off)}</Term>}
        </dl>
      ))}
    </section>
  );
}

function Term({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Signature({ place, on }: { place: string; on: string }) {
  const { t } = useLanguage();
  return (
    <div className="signature">
      <p>
        <em>
          {nameOf("places", place, "vi", on)}, {longDay(today())}
        </em>
        <br />
        <strong>{t.print.signature}</strong>
        <br />
        <em>{t.print.signHere}</em>
      </p>
    </div>
  );
}

/** Asked before it is printed: a number that the post gave for the item already. */
export const ItemField = () => <TextField name="item" optional autoComplete="off" />;

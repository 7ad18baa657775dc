/** The answer in a line, always in sight at the foot of a phone's screen, beside the button that goes on. */
import type { ReactNode } from "react";
import { dayText, money, useLanguage } from "./language";
import { covered, type Answers, type Draft } from "./request";

interface Gist {
  kind: "yes" | "no" | "unknown";
  /** The verdict, with the charge of all carriages. */
  verdict: string;
  /** The day of the last step. */
  until?: string | undefined;
}

/** What is still needed before there is a verdict, in the order of the page. */
function neededFor({ procedure, agency, file_by_post, return_by_post }: Draft): "start" | "agency" | "nothing" | "day" {
  if (!file_by_post && !return_by_post) return "nothing";
  if (!procedure) return "start";
  return agency ? "day" : "agency";
}

/** What is still needed before there is a price. */
function lackedBy({ issues }: Answers, { address }: Draft): "place" | "weight" | "noPrice" {
  if (!address.place) return "place";
  return issues.some(({ path }) => path === "/weight_grams") ? "weight" : "noPrice";
}

function useGist(answers: Answers, draft: Draft): Gist {
  const { language, t } = useLanguage();
  const { carriages } = answers;
  if (carriages.length === 0) return { kind: "unknown", verdict: t.bar[neededFor(draft)] };
  const isPartly = carriages.some(covered);
  if (!carriages.every(covered)) return { kind: "no", verdict: isPartly ? t.bar.partly : t.bar.no };
  const totals = carriages.map(({ quotation }) => (quotation?.outcome === "quoted" ? quotation.total : undefined));
  const isPriced = totals.every((total) => total !== undefined);
  const last = carriages.at(-1)?.deadlines;
  // Where a step cannot be told, the last one that can is not the end.
  const due = last && "steps" in last && last.reasons.length === 0 ? last.steps.at(-1)?.due : undefined;
  const price = isPriced ? money(totals.reduce((sum, total) => sum + total, 0)) : t.bar[lackedBy(answers, draft)];
  const cutOff = carriages.find(({ cut_off }) => cut_off)?.cut_off;
  const until = due && `${t.bar.until} ${dayText(due, language)}${cutOff ? `, ${t.bar.cutOff} ${cutOff}` : ""}`;
  return { kind: "yes", verdict: `${t.bar.yes} · ${price}`, until };
}

interface Props {
  answers: Answers;
  draft: Draft;
  isOpen: boolean;
  onOpen: () => void;
  /** The button that goes on. */
  children: ReactNode;
}

export function AnswerBar({ answers, draft, isOpen, onOpen, children }: Props) {
  const { t } = useLanguage();
  const { kind, verdict, until } = useGist(answers, draft);
  return (
    <div className="foot">
      <button type="button" className={`gist ${kind}`} aria-expanded={isOpen} aria-controls="answer" onClick={onOpen}>
        <span className="only-heard">{t.answer.heading}: </span>
        <span aria-live="polite">
          <strong>{verdict}</strong>
          {until && <span> {until}</span>}
        </span>
      </button>
      {children}
    </div>
  );
}

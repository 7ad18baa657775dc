/** What `<hoso-quote>` shows of an answer. */
import type { Language } from "./codes.js";
import { dayText, html, money, type Child } from "./element.js";
import { explain } from "./functions.js";
import { labels } from "./labels.js";
import { words } from "./quote-words.js";
import type { QuoteAnswer, QuotedCarriage } from "./quoting.js";
import type { Rulebook } from "./rulebook.js";
import type { Deadlines, Quotation, Quoted, Step } from "./types.js";

/** @internal */
export function answered({ value: { place }, carriages, issues }: QuoteAnswer, rulebook: Rulebook, language: Language): Child {
  const w = words[language];
  if (issues.length > 0) return undefined;
  if (carriages.length === 0) return html("p", { class: "muted" }, w.start);
  const sentences = (answer: Quotation | Deadlines | undefined) => {
    const said = answer && explain(answer, { rulebook, language });
    return said?.ok ? said.value.split("\n") : [];
  };
  const named = (own: QuotedCarriage) => carriages.length > 1 && html("p", { class: "muted" }, labels.services[own.service][language]);
  const boxes = carriages.map((own) => {
    if (own.quotation.outcome === "not_covered") {
      // Its first sentence says no.
      return box("bad", named(own), verdict(w.no), paragraphs(sentences(own.quotation).slice(1)));
    }
    if (!place) return box("good", named(own), verdict(w.yes), html("p", {}, w.noPlace));
    const steps = own.deadlines && "steps" in own.deadlines ? own.deadlines.steps : [];
    const why = new Set([own.quotation, own.deadlines].flatMap(sentences));
    return box(
      "good",
      named(own),
      verdict(w.yes),
      own.quotation.outcome === "quoted" ? prices(own.quotation, language) : paragraphs(sentences(own.quotation)),
      steps.length > 0 && days(steps, language),
      html("details", {}, html("summary", {}, w.details), paragraphs([...why])),
    );
  });
  return boxes;
}

const box = (mood: string, ...children: Child[]) => html("div", { class: `box ${mood}`, part: "carriage" }, ...children);

const verdict = (text: string) => html("p", { class: "now", part: "verdict" }, text);

/** An amount keeps its đ on its line. */
const paragraphs = (texts: readonly string[]) => texts.map((text) => html("p", {}, text.replaceAll(/(?<=\d) đ/g, "\u00a0đ")));

function prices({ total, agency_fee, applicant_due }: Quoted, language: Language): Child {
  const w = words[language];
  const row = (name: string, amount: number, look?: string) =>
    html("tr", { class: look }, html("th", { scope: "row" }, name), " ", html("td", {}, money(amount)));
  return html(
    "table",
    { part: "price" },
    row(w.total, total, "total"),
    agency_fee > 0 && row(w.fee, agency_fee),
    row(w.due, applicant_due),
  );
}

function days(steps: readonly Step[], language: Language): Child {
  const step = ({ id, due }: Step) =>
    html("li", {}, html("time", { datetime: due }, dayText(due, language)), html("span", {}, labels.steps[id][language]));
  return [html("h3", {}, words[language].days), html("ol", { part: "days" }, steps.map(step))];
}

/** The language of the page, and how it writes days, times, money and the members of lists. */
import { lists, type LabelInfo, type Language } from "hoso";
import { createContext, useContext } from "react";
import { kept } from "./kept";
import { pageTexts } from "./pageTexts";
import { texts } from "./texts";

const words = {
  vi: { ...texts.vi, ...pageTexts.vi },
  en: { ...texts.en, ...pageTexts.en },
};

export const LanguageContext = createContext<Language>("vi");

export function useLanguage() {
  const language = useContext(LanguageContext);
  return { language, t: words[language] };
}

/** The language that was chosen in this tab, else the one of both that the browser's user likes more. */
export function firstLanguage(): Language {
  const liked = [kept("language"), ...navigator.languages].map((own) => String(own).slice(0, 2));
  return liked.find((own): own is Language => own === "vi" || own === "en") ?? "vi";
}

/** hoso's lists, with the label of each member. */
export const LISTS = lists();

/** What the members of a list are called. */
export function labels(list: Record<string, LabelInfo>, language: Language): Record<string, string> {
  return Object.fromEntries(Object.entries(list).map(([member, label]) => [member, label[language]]));
}

const LOCALES: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

export function money(amount: number): string {
  return `${new Intl.NumberFormat("vi-VN").format(amount)} đ`;
}

export function dayText(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  const form = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], form).format(date);
}

/** A day as it stands above a signature: with zeros before what could be made another number. */
export function longDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

/** Where the post is. */
const timeZone = "Asia/Ho_Chi_Minh";

/** Written as hoso takes a day. */
export const today = () => dayAt(new Date().toISOString());

/** The day of an instant, where the post is. */
export const dayAt = (at: string) => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(at));

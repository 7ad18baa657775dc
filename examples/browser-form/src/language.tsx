/** The language of the page, and how it writes days, times, money and the members of lists. */
import type { LabelInfo, Language } from "hoso";
import { createContext, useContext } from "react";
import LISTS from "virtual:labels";
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

export { LISTS };

/** What the members of a list are called. */
export function labels(list: Record<string, LabelInfo>, language: Language): Record<string, string> {
  return Object.fromEntries(Object.entries(list).map(([member, label]) => [member, label[language]]));
}

/** A number and its unit stay on one line. To ask the browser's own tables of numbers, days and zones first costs a phone a tenth of a second. */
export const money = (amount: number) => `${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}\u00a0đ`;

/** A text of hoso's in which no sum of money is broken in two. */
export const unbroken = (text: string) => text.replaceAll(/(?<=\d) (?=đ(?!\p{L}))/gu, "\u00a0");

const WEEKDAYS: Record<Language, string[]> = {
  vi: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A day with its day of the week; in English with the month's name, since half of its readers take the first number for the month. */
export function dayText(day: string, language: Language): string {
  const [year, month, date] = day.split("-");
  const weekday = WEEKDAYS[language][new Date(`${day}T00:00:00Z`).getUTCDay()];
  return language === "vi" ? `${weekday}, ${date}/${month}/${year}` : `${weekday} ${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** A day as it stands above a signature: with zeros before what could be made another number. */
export function longDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

/** Where the post is, in winter and summer, before Greenwich. */
const OFFSET = 7 * 3_600_000;

/** Written as hoso takes a day. */
export const today = () => dayAt(Date.now());

/** The day of an instant, where the post is. */
export const dayAt = (at: string | number) => new Date(new Date(at).getTime() + OFFSET).toISOString().slice(0, 10);

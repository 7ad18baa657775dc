/** The rulebooks of this page: the one of today, and those of before, which are its archive. */
import type { Day, Names } from "hoso";

export interface Book {
  id: string;
  /** Whose procedures they are. */
  region: Names;
  /** The days that it is asked about; `until` is the first that it is not. */
  days: { from: Day; until?: Day };
  /** It is fetched when it is asked for. */
  document: () => Promise<{ default: string }>;
  /** The places that ended before its days, by whose names people still look. */
  former?: () => Promise<{ default: string }>;
}

/** The text of a rulebook that the build put into the page itself. */
function inPage(id: string): { default: string } | undefined {
  const text = globalThis.document?.getElementById(id)?.textContent;
  return text ? { default: text } : undefined;
}

/** The first is the one of today. */
export const BOOKS: [Book, ...Book[]] = [
  {
    id: "ho-chi-minh",
    region: { vi: "Thành phố Hồ Chí Minh", en: "Hồ Chí Minh City" },
    days: { from: "2025-07-01" },
    document: async () => inPage("ho-chi-minh") ?? import("../../data/ho-chi-minh.json?from=2025-07-01&book"),
    former: () => import("../../data/ho-chi-minh.json?from=2025-07-01&former"),
  },
  {
    id: "binh-duong",
    region: { vi: "Tỉnh Bình Dương, 2014–2025", en: "Bình Dương province, 2014–2025" },
    days: { from: "2014-01-01", until: "2025-07-01" },
    document: () => import("../../data/binh-duong.json?book"),
  },
];

const CHOSEN = "rulebook";

/** The rulebook that an address asks for, as `?rulebook=binh-duong`; any other address asks for today's. */
export function bookAt(search: string): Book {
  const id = new URLSearchParams(search).get(CHOSEN);
  return BOOKS.find((book) => book.id === id) ?? BOOKS[0];
}

export const addressOf = (book: Book) => (isArchive(book) ? `?${CHOSEN}=${book.id}` : "./");

export const isArchive = (book: Book) => book !== BOOKS[0];

/** The first day that hoso does not know. */
const END = "3000-01-01";

export const isWithin = ({ days }: Book, day: Day) => days.from <= day && day < (days.until ?? END);

/** The rulebook of a day that another is not asked about. */
export const bookOn = (day: Day) => BOOKS.find((book) => isWithin(book, day));

export function dayBefore(day: Day): Day {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** The day with which a form begins: today, or the last day of an archive. */
export const firstDayIn = (book: Book, today: Day) => (book.days.until && today >= book.days.until ? dayBefore(book.days.until) : today);

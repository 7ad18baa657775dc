import type { Language } from "hoso";
import { kept } from "./kept";

/** The language that was chosen in this tab, else the one of both that the browser's user likes more. */
export function firstLanguage(): Language {
  const liked = [kept("language"), ...navigator.languages].map((own) => String(own).slice(0, 2));
  return liked.find((own): own is Language => own === "vi" || own === "en") ?? "vi";
}

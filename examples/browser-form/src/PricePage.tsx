/** What a carriage costs, for who wants to know no more. */
import { defineElements } from "hoso/elements";
import { firstDayIn } from "./books";
import { today, useLanguage } from "./language";
import { book, rulebook } from "./rulebook";

defineElements();

export function PricePage() {
  const { language } = useLanguage();
  return <hoso-quote lang={language} rulebook={rulebook} day={firstDayIn(book, today())} />;
}

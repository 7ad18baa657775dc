/** What is fetched at once and then done piece by piece: between two pieces a phone answers who touches it. */
import { load } from "hoso";
import { createRoot } from "react-dom/client";
import { isOther, pageNow } from "./address";
import { bookAt } from "./books";
import { firstLanguage } from "./firstLanguage";
import { use } from "./rulebook";

const pause = <T,>(value?: T) => new Promise<T>((go) => setTimeout(go, 0, value));

export async function start(root: HTMLElement): Promise<void> {
  const book = bookAt(location.search);
  const fetched = [book.document(), import("./App"), import("./request"), load()] as const;
  const [{ default: text }, { App }, { answersTo, firstDraft }] = await Promise.all(fetched).then(pause);
  use(book, text);
  await pause();
  // The answer that the first step shows is found before it is shown.
  if (!isOther(pageNow())) answersTo(firstDraft(), firstLanguage());
  await pause();
  createRoot(root).render(<App />);
}

/** What is fetched at once and then done piece by piece: between two pieces a phone answers who touches it. */
import { load } from "hoso";
import { createRoot } from "react-dom/client";
import { bookAt } from "./books";
import { firstLanguage } from "./firstLanguage";
import { use } from "./rulebook";

const pause = <T,>(value: T) => new Promise<T>((go) => setTimeout(go, 0, value));

// What asks hoso is imported once hoso is ready; the rulebook is fetched beside it.
export async function start(root: HTMLElement): Promise<void> {
  const book = bookAt(location.search);
  const [{ default: text }] = await Promise.all([book.document(), load()]).then(pause);
  use(book, text);
  const [{ App }, { answersTo, firstDraft }] = await Promise.all([import("./App"), import("./request")]).then(pause);
  // The answer that the first step shows is found before it is shown.
  answersTo(firstDraft(), firstLanguage());
  await pause(undefined);
  createRoot(root).render(<App />);
}

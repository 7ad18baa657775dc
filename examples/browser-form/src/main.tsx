import "./style.css";
import "./modes.css";
import { load } from "hoso";
import { createRoot } from "react-dom/client";
import { bookAt } from "./books";
import { use } from "./rulebook";

if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () => void navigator.serviceWorker.register("./sw.js"));

const root = document.getElementById("root")!;

const book = bookAt(location.search);

/** Between pieces of work a phone answers who touches it. */
const pause = <T,>(value: T) => new Promise<T>((go) => setTimeout(go, 0, value));

// What asks hoso is imported once hoso is ready; the rulebook is fetched beside it.
Promise.all([book.document(), load()])
  .then(pause)
  .then(([{ default: text }]) => use(book, text))
  .then(pause)
  .then(() => import("./App"))
  .then(pause)
  .then(({ App }) => createRoot(root).render(<App />))
  .catch((error: unknown) => {
    root.innerHTML = `<p class="loading" role="alert">Không tải được trang; vui lòng thử lại.
      · The page could not be loaded; please try again.</p>`;
    throw error;
  });

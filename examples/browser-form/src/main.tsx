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

// What asks hoso is imported once hoso is ready; the rulebook is fetched beside it.
Promise.all([book.document(), load()])
  .then(([{ default: text }]) => use(book, text))
  .then(() => import("./App"))
  .then(({ App }) => createRoot(root).render(<App />))
  .catch((error: unknown) => {
    root.innerHTML = `<p class="loading" role="alert">Không tải được trang; vui lòng thử lại.
      · The page could not be loaded; please try again.</p>`;
    throw error;
  });

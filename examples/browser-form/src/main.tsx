import "./style.css";
import { load } from "hoso";
import { createRoot } from "react-dom/client";

if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () => void navigator.serviceWorker.register("./sw.js"));

const root = document.getElementById("root")!;

// What asks hoso is imported once hoso is ready.
load()
  .then(() => import("./App"))
  .then(({ App }) => createRoot(root).render(<App />))
  .catch((error: unknown) => {
    root.innerHTML = `<p class="loading" role="alert">Không tải được trang; vui lòng thử lại.
      · The page could not be loaded; please try again.</p>`;
    throw error;
  });

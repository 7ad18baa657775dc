import "./style.css";
import "./modes.css";
import "./bar.css";
import "./chosen.css";
import { firstLanguage } from "./firstLanguage";

const root = document.getElementById("root")!;

// What the build painted is the first step in Vietnamese; who reads English, or comes to another page, sees what is so there.
const painted = document.querySelector<HTMLTemplateElement>(`template[lang=${firstLanguage()}]`);
if (painted) root.replaceChildren(painted.content);
document.documentElement.lang = firstLanguage();
if (!/^(#\/choose.*)?$/.test(location.hash)) document.getElementById("main")?.replaceChildren();
if (location.search.includes("rulebook=")) root.querySelector(".region")?.replaceChildren();

import("./start")
  .then(({ start }) => start(root))
  .then(keepForOffline)
  .catch((error: unknown) => {
    root.innerHTML = `<p class="loading" role="alert">Không tải được trang; vui lòng thử lại.
      · The page could not be loaded; please try again.</p>`;
    throw error;
  });

/** All that is kept is fetched once the page is there: on a slow network it would be in the way of what somebody waits for. */
function keepForOffline() {
  if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("./sw.js");
}

/** The page works without a network once it was visited: `sw.js`, made by the build, keeps its files. */
import { useSyncExternalStore } from "react";
import { useLanguage } from "./language";

function subscribe(changed: () => void) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** What is said while there is no network: charges may have changed since. */
export function OfflineNote() {
  const { t } = useLanguage();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <p role="status" className={isOnline ? "only-heard" : "offline"}>
      {!isOnline && t.offline}
    </p>
  );
}

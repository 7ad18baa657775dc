/** What stands after the # of the address: the page, and what was chosen on it, so that it can be sent to somebody. */
import { useLayoutEffect, useSyncExternalStore } from "react";

export const steps = ["choose", "information", "review"] as const;
export type Step = (typeof steps)[number];
export type Page = Step | "price" | "follow";

const pages: readonly Page[] = [...steps, "price", "follow"];

/** Whether a page is no step of the request. */
export const isOther = (page: Page): page is Exclude<Page, Step> => page === "price" || page === "follow";

function read(): { page: Page; params: URLSearchParams } {
  const [name, query] = location.hash.replace("#/", "").split("?");
  return { page: pages.find((page) => page === name) ?? "choose", params: new URLSearchParams(query) };
}

function subscribe(changed: () => void) {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

/** Which page the address names. */
export const pageNow = (): Page => read().page;

export const usePage = (): Page => useSyncExternalStore(subscribe, pageNow);

/** What an address asks for by a name. */
export function asked(name: string): string | undefined {
  return read().params.get(name) ?? undefined;
}

/**
 * Keeps what was chosen on a page in its address, where there is something to keep, and hands over what another address asks
 * for: one that was followed, typed, or gone back to.
 */
export function useAddress(page: Page, chosen: Record<string, string>, take: () => void): void {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
  const write = () => {
    if (read().page === page) history.replaceState(history.state, "", `#/${page}${query && `?${query}`}`);
  };
  // At once: what is followed next finds the address of what is chosen now.
  useLayoutEffect(write, [page, query]);
  useLayoutEffect(() =>
    subscribe(() => {
      if (read().params.size > 0) take();
      write();
    }),
  );
}

/** What outlasts a reload, in this tab alone: a phone drops a page while its user looks for papers. */

export function kept(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** A browser that keeps nothing begins anew. */
export function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {}
}

export function forget(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {}
}

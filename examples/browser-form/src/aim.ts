/** Where the focus goes when a page is come to by a link that names a field; else it goes to the heading. */

let aimed: string | undefined;

export function aimAt(field: string): void {
  aimed = field;
}

/** The field that the last link named, once; where its step is still being fetched, the step asks again. */
export function aimedAt(): HTMLElement | undefined {
  const found = aimed === undefined ? null : document.getElementById(aimed);
  if (!found) return undefined;
  aimed = undefined;
  return found;
}

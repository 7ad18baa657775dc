/** Where the focus goes when a page is come to by a link that names a field; else it goes to the heading. */

let aimed: string | undefined;

export function aimAt(field: string): void {
  aimed = field;
}

/** The field that the last link named, once. */
export function aimedAt(): HTMLElement | undefined {
  const found = aimed === undefined ? null : document.getElementById(aimed);
  aimed = undefined;
  return found ?? undefined;
}

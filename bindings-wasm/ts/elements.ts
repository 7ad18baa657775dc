/**
 * Elements for any page, whatever it is made with: `await load()`, then `defineElements()`.
 *
 * Their looks are custom properties (`--hoso-ink`, `--hoso-muted`, `--hoso-line`, `--hoso-paper`, `--hoso-accent`, `--hoso-pale`,
 * `--hoso-good`, `--hoso-bad` and their `-pale`); their language is the nearest `lang`.
 */
import { TrackingElement } from "./tracking-element.js";

export { TrackingElement };

/** Makes the elements known to a page; those that stand there already come to life. To be called once hoso is loaded. */
export function defineElements(): void {
  if (!customElements.get("hoso-tracking")) customElements.define("hoso-tracking", TrackingElement);
}

declare global {
  interface HTMLElementTagNameMap {
    "hoso-tracking": TrackingElement;
  }
}

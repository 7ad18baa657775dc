/**
 * Where a service answers citizens about their items: the address stands in the head of `index.html`, with `{item}` and, where
 * the post gives a code beside the number, `{code}`. The example has none, and knows its samples alone.
 */
const template = document.querySelector<HTMLMetaElement>("meta[name=tracking]")?.content || undefined;

export const hasDoor = template !== undefined;
export const asksCode = template?.includes("{code}") ?? false;

export function doorOf(item: string, code: string): string | undefined {
  return template?.replace("{item}", encodeURIComponent(item)).replace("{code}", encodeURIComponent(code));
}

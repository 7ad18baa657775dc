/** What people look for in a list, as they type it: without marks, in either language, by old names, in the short. */
import type { Choice } from "./rulebook";

/** Words without their marks, so that nobody needs a Vietnamese keyboard, and without what is pasted and cannot be seen. */
function plain(text: string): string {
  const letters = text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/[đðɖ]/giu, "d");
  return letters.toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, " ").trim();
}

/** A name is looked through at each letter that is typed. */
const names = new Map<string, string>();

function ofName(name: string): string {
  const own = names.get(name) ?? ` ${plain(name)} `;
  names.set(name, own);
  return own;
}

/** What people write in short. */
const SHORT: [RegExp, string][] = [
  [/\btp\.? ?hcm\b/g, "thanh pho ho chi minh"],
  [/\btp\b\.?/g, "thanh pho"],
  [/\btx\b\.?/g, "thi xa"],
  [/\bubnd\b/g, "uy ban nhan dan"],
  [/\bq(\. ?| ?(?=\d))/g, "quan "],
  [/\bp(\. ?| ?(?=\d))/g, "phuong "],
];

const inFull = (typed: string) => plain(SHORT.reduce((text, [short, full]) => text.replaceAll(short, full), plain(typed)));

/** What kind of place it is, which people take for another: a town became a city, a commune a ward. */
const KIND = /\b(thanh pho|thi xa|thi tran|phuong|xa|quan|huyen|tinh|dac khu) /g;

/** What is called so by its own names, then by a former one, each once. */
function called(choices: Choice[], ways: ((name: string) => boolean)[]): Choice[] {
  const found = ways.flatMap((matches) => [
    ...choices.filter(({ label, also = [] }) => [label, ...also].some(matches)).map(({ value, label }) => ({ value, label })),
    ...choices.flatMap((choice) => {
      const formerly = choice.formerly?.filter(matches);
      return formerly?.length ? { ...choice, formerly } : [];
    }),
  ]);
  const seen = new Set<string>();
  return found.filter(({ value }) => !seen.has(value) && seen.add(value));
}

/** Whether words stand in a name one after another, whatever stands between them. */
function inOrder(name: string, words: string[]): boolean {
  let from = 0;
  return words.every((word) => {
    const at = name.indexOf(word, from);
    from = at + word.length - 1;
    return at >= 0;
  });
}

/**
 * The parts between commas as they stand, or else without what kind of place each is, or else their words: wherever they stand, but
 * in the name of a place in order, since a place that is not listed has words of others.
 */
export function search(choices: Choice[], typed: string, ofPlaces = false): Choice[] {
  const parts = typed.split(",").map(inFull).filter(Boolean);
  const proper = parts.map((part) => part.replaceAll(KIND, ""));
  const words = parts.flatMap((part) => part.split(" "));
  const anywhere = (name: string, wanted: string[]) => wanted.every((own) => name.includes(own));
  const ways = [
    [parts, anywhere],
    [proper, anywhere],
    [words, ofPlaces ? inOrder : anywhere],
  ] as const;
  for (const [wanted, has] of ways) {
    const whole = wanted.map((own) => ` ${own} `);
    // The last word may still be being typed.
    const begun = wanted.map((own) => ` ${own}`);
    const found = called(choices, [(name) => has(ofName(name), whole), (name) => has(ofName(name), begun)]);
    if (found.length > 0) return found;
  }
  return [];
}

/** What the list has of a name's last parts where it does not know the first: of `Ba Đình, Hà Nội` it knows Hà Nội. */
export function around(choices: Choice[], typed: string): Choice[] {
  const [, ...parts] = typed.split(",");
  if (parts.every((part) => inFull(part) === "")) return [];
  const found = search(choices, parts.join(","), true);
  return found.length > 0 ? found : around(choices, parts.join(","));
}

/** What is called exactly so, if one alone is. */
export function meant(choices: Choice[], typed: string): Choice | undefined {
  const wanted = ` ${plain(typed)} `;
  const [found, ...others] = choices.filter(({ label, also = [] }) => [label, ...also].some((name) => ofName(name) === wanted));
  return others.length === 0 ? found : undefined;
}

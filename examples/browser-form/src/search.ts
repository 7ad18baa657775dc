/** What people look for in a list, as they type it: without marks, in either language, by old names, in the short. */
import type { Choice } from "./rulebook";

/** Words in small letters, in parts between commas, without what is pasted and cannot be seen. */
function written(text: string): string {
  const letters = text.normalize().replace(/\p{Cf}/gu, "").toLowerCase().replace(/[ðɖ]/g, "đ");
  const parts = letters.replace(/[^\p{L}\p{M}\p{N}.,]+/gu, " ").split(",");
  return parts.map((part) => part.trim()).filter(Boolean).join(" , ");
}

/** Letters and their marks apart. */
const apart = (text: string) => written(text).normalize("NFD");

/** Words without their marks, so that nobody needs a Vietnamese keyboard. */
const plain = (text: string) => apart(text).replace(/\p{M}/gu, "").replaceAll("đ", "d");

/** What kind of place it is, which people take for another: a town became a city, a commune a ward. A number is no name without it. */
const KIND = /\b(thanh pho|thi xa|thi tran|phuong|xa|quan|huyen|tinh|dac khu) (?!\d)| (city|province|district|ward|commune|town)$/g;

const properOf = (part: string) => part.replaceAll(KIND, "");

interface Name {
  /** Its parts in full, without their kinds, and in one word each. */
  all: string;
  /** Its parts without their kinds. */
  proper: string;
  /** As it is written, letters and marks apart. */
  marked: string;
}

/** A name is looked through at each letter that is typed. */
const names = new Map<string, Name>();

function ofName(name: string): Name {
  const known = names.get(name);
  if (known) return known;
  const parts = plain(name).split(" , ");
  const proper = parts.map(properOf);
  const joined = proper.map((part) => part.replaceAll(" ", ""));
  const listed = (every: string[]) => ` , ${every.join(" , ")} , `;
  const own = { all: listed([...parts, ...proper, ...joined]), proper: listed(proper), marked: ` ${apart(name)} ` };
  names.set(name, own);
  return own;
}

/** What people write in short, in English, or by a name of before that no rulebook knows. */
const OTHERWISE: [RegExp, string][] = [
  [/\b(tp\.? ?)?hcmc?\b/g, "thanh pho ho chi minh"],
  [/\btp\b\.?/g, "thanh pho "],
  [/\btx\b\.?/g, "thi xa "],
  [/\bubnd\b/g, "uy ban nhan dan"],
  [/\b(district (?=\d)|q(\. ?| ?(?=\d)))/g, "quan "],
  [/\b(ward (?=\d)|p(\. ?| ?(?=\d)))/g, "phuong "],
  [/\bx\. ?/g, "xa "],
  [/\bthua thien (?=hue\b)/g, ""],
  // Districts that became Thủ Đức in 2021; which of its wards one alone was is not known.
  [/(. )quan [29]\b/g, "$1thanh pho thu duc"],
];

const inFull = (typed: string) => plain(OTHERWISE.reduce((text, [short, full]) => text.replaceAll(short, full), plain(typed)));

/** Whether a name has the marks that were typed, in each part from the first on: what stands before may be written in short. */
function marksIn(typed: string): (name: string) => boolean {
  const parts = apart(typed).split(",").map((part) => /\S*[\p{M}đ].*\S/u.exec(part)?.[0] ?? "");
  return (name) => parts.every((part) => ofName(name).marked.includes(` ${part}`));
}

const ownNames = ({ label, also = [] }: Choice) => [label, ...also];

/** What is called so by its own names, then by a former one, each once. */
function called(choices: Choice[], ways: ((name: string) => boolean)[]): Choice[] {
  const found = ways.flatMap((matches) => [
    ...choices.filter((choice) => ownNames(choice).some(matches)).map((choice) => ({ ...choice, formerly: undefined })),
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
 * in the name of a place in order, since a place that is not listed has words of others. First comes what has the marks that were typed,
 * then what begins with the first part.
 */
export function search(choices: Choice[], typed: string, ofPlaces = false): Choice[] {
  const parts = inFull(typed).split(" , ").filter(Boolean);
  const proper = parts.map(properOf);
  const words = (ofPlaces ? proper : parts).flatMap((part) => part.split(/ (?!\d)/));
  const anywhere = (name: string, wanted: string[]) => wanted.every((own) => name.includes(own));
  const ways = [
    // `Thành phố` is no `Thanh`.
    [parts, "proper", anywhere],
    [parts, "all", anywhere],
    [proper, "all", anywhere],
    [words, ofPlaces ? "proper" : "all", ofPlaces ? inOrder : anywhere],
  ] as const;
  const hasMarks = marksIn(typed);
  const begins = (name: string) => ofName(name).proper.startsWith(` , ${proper[0]} , `);
  const rank = (every: string[]) => 2 * Number(every.some(hasMarks)) + Number(every.some(begins));
  for (const [wanted, part, has] of ways) {
    // A part of a name, its last words, any, or those of which the last may still be being typed.
    const bounds = [[" , ", " , "], [" ", " , "], [" ", " "], [" ", ""]];
    const asked = bounds.map(([before, after]) => wanted.map((own) => before + own + after));
    const found = called(choices, asked.map((every) => (name) => has(ofName(name)[part], every)));
    const ranks = new Map(found.map((choice) => [choice, rank([...ownNames(choice), ...(choice.formerly ?? [])])]));
    if (found.length > 0) return found.sort((one, other) => ranks.get(other)! - ranks.get(one)!);
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

/** What is called exactly so, its kind and its marks too, or else all that is found; if it is one alone. */
export function meant(choices: Choice[], typed: string, ofPlaces = false): Choice | undefined {
  const found = search(choices, typed, ofPlaces);
  const hasMarks = marksIn(typed);
  const begin = ` , ${inFull(typed)} , `;
  const isCalled = (name: string) => ofName(name).all.startsWith(begin) && hasMarks(name);
  const exact = found.filter((choice) => ownNames(choice).some(isCalled));
  const [choice, ...others] = exact.length > 0 ? exact : found;
  return others.length === 0 ? choice : undefined;
}

/** Questions by chance, from a seed: those of the vectors, with some of what they hold put otherwise. */

/** A question by its name in Python, or `identifier`, or `parse` for a document. */
export type Kind = string;
/** Which rulebook, what is asked, with what, in which language. */
export type Ask = [rulebook: number, kind: Kind, question: unknown, language: "vi" | "en"];

export interface Source {
  rulebooks: unknown[];
  /** Valid questions to begin with. */
  questions: [rulebook: number, kind: Kind, question: unknown][];
}

/** The generator xorshift32: the same everywhere. */
export function random(seed: number): (below: number) => number {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** What JSON can hold and a question hardly does. */
const ODD: unknown[] = [
  null, true, false, 0, -1, 1, 0.5, -0.25, 2 ** 63, -(2 ** 64), 2 ** 53, 10 ** 12, 10 ** 12 + 1, 100_001, "", " ", "a", "đ", "😀", "\u0000",
  "\n", "2014-02-29", "2016-02-29", "1899-12-31", "2999-12-31", "2014-10-01T08:30:00+07:00", "2014-10-01T08:30:00.25Z",
  "return", "both", "intra_province", "a/b~c", [], [null], ["a", "a"], [[]], {}, { from: "2014-01-01" }, { vi: "a" },
  { from: "2014-10-01", until: "2014-10-01" }, "x".repeat(501), "074085001234", "+84 912.345.678", "Nguyễn  Văn An",
];

export function* asks({ questions }: Source, seed: number, count: number): Generator<Ask> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const texts = [...new Set(questions.flatMap(([, , question]) => [...textsOf(question)]))];

  /** A value with a few of its parts put otherwise. */
  function changed(value: unknown, times: number): unknown {
    let result = structuredClone(value);
    for (let time = 0; time < times; time += 1) result = change(result);
    return result;
  }
  function change(value: unknown): unknown {
    if (Array.isArray(value) && value.length > 0 && next(4) > 0) {
      const at = next(value.length);
      if (next(5) === 0) return value.filter((_, place) => place !== at);
      if (next(5) === 0) return [...value, structuredClone(value[at])];
      return value.map((inner, place) => (place === at ? change(inner) : inner));
    }
    if (value && typeof value === "object" && !Array.isArray(value) && next(6) > 0) {
      const entries = Object.entries(value);
      const at = next(entries.length + 1);
      if (at === entries.length) return { ...value, [pick(["colour", "x_free", "__proto__x", "a/b~c", "place", "known_on"])]: other() };
      if (next(4) === 0) return Object.fromEntries(entries.filter((_, place) => place !== at));
      return Object.fromEntries(entries.map(([key, inner], place) => [key, place === at ? change(inner) : inner]));
    }
    return other();
  }
  function other(): unknown {
    return next(2) === 0 ? pick(texts) : pick(ODD);
  }

  for (let made = 0; made < count; made += 1) {
    const [rulebook, kind, question] = pick(questions);
    yield [rulebook, kind, changed(question, next(4)), pick(["vi", "en"])];
  }
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (value && typeof value === "object") for (const inner of Object.values(value)) yield* textsOf(inner);
}

/**
 * The shared vectors, asked as values, as JSON text, and from text to text; in Node and in a browser alike.
 *
 * `run` gives how many answers of each kind were compared, what differs, and every answer as it was written, messages and
 * all, so that faces can be compared byte for byte.
 */

const KINDS = ["decide", "quote", "deadlines", "compensation"];
const MINIMAL = { hoso: 1, id: "t", title: "t", currency: "VND", utc_offset: "+07:00" };
/** Vectors of what JavaScript does not offer yet. */
const LATER = ["choices.json", "foreign.json", "journey.json", "quarter.json", "reconcile.json", "settle.json"];
export const LANGUAGES = ["vi", "en"];

const withoutMessages = (value) =>
  JSON.parse(JSON.stringify(value), (key, inner) => (key === "message" ? undefined : inner));
/** The same value with its keys in order: the forms' vectors are values, not texts. */
const inOrder = (value) =>
  JSON.parse(JSON.stringify(value), (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
const written = ({ ok, value, issues }) => JSON.stringify(ok ? value : { issues });

/** What the module for citizens' pages does not answer. */
const OF_THE_OFFICE = ["compensation", "report.json", "compare.json", "check.json"];

export function run(hoso, files, { office = true } = {}) {
  const asks = (what) => office || !OF_THE_OFFICE.includes(what);
  const counts = {};
  const failures = [];
  const said = [];
  const parse = (document) => {
    const parsed = hoso.Rulebook.parse(document);
    if (!parsed.ok) throw new Error(`not a rulebook: ${JSON.stringify(parsed.issues)}`);
    return parsed.value;
  };
  const compare = (kind, name, ours, theirs) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (ours !== theirs) failures.push(`${kind} ${name}:\n  ours   ${ours}\n  theirs ${theirs}`);
  };

  /** One answer in each language and each way to ask; without its messages in the end. */
  function answer(kind, name, ask, askJson, question) {
    const text = JSON.stringify(question);
    let vietnamese;
    for (const language of LANGUAGES) {
      const result = ask(question, { language });
      const json = written(result);
      said.push(json);
      compare(`${kind}: text is value`, name, written(ask(text, { language })), json);
      if (askJson) compare(`${kind}: Json form`, name, askJson(text, { language }), json);
      vietnamese ??= JSON.parse(json);
    }
    return withoutMessages(vietnamese);
  }
  function check(kind, name, ask, askJson, question, expected) {
    compare(kind, name, JSON.stringify(answer(kind, name, ask, askJson, question)), JSON.stringify(expected));
  }
  const asked = (rulebook, kind) => [
    (question, options) => rulebook[kind](question, options),
    (question, options) => rulebook[`${kind}Json`](question, options),
  ];

  for (const [file, vector] of Object.entries(files)) {
    if (!asks(file)) continue;
    if (file.startsWith("rules-")) {
      const rulebook = parse(vector.rulebook);
      for (const kind of KINDS.filter(asks)) {
        vector[kind].forEach((case_, at) =>
          check(kind, `${file} ${at}`, ...asked(rulebook, kind), case_.question, case_.answer),
        );
      }
    } else if (file === "track.json" || file === "tracking.json") {
      vector.forEach((case_, at) => check("track", `${file} ${at}`, hoso.track, hoso.trackJson, case_.events, case_.answer));
    } else if (file === "deadlines.json") {
      const rulebook = parse(vector.rulebook);
      for (const { describes, question, answer } of vector.cases) {
        check("deadlines", describes, ...asked(rulebook, "deadlines"), question, answer);
      }
    } else if (file === "report.json") {
      const rulebook = parse(vector.rulebook);
      for (const { name, question, answer } of vector.report) {
        check("report", name, ...asked(rulebook, "report"), question, answer);
      }
    } else if (file === "compare.json") {
      const [before, after] = [parse(vector.before), parse(vector.after)];
      for (const { name, question, answer } of vector.compare) {
        const ask = (it, options) => before.compare(after, it, options);
        check("compare", name, ask, (it, options) => before.compareJson(after, it, options), question, answer);
      }
    } else if (file === "check.json") {
      for (const { describes, change, findings } of vector.cases) {
        const rulebook = parse({ ...vector.base, ...change });
        compare("check", describes, JSON.stringify(withoutMessages(rulebook.check())), JSON.stringify(findings));
        for (const language of LANGUAGES) {
          const json = rulebook.checkJson({ language });
          said.push(json);
          compare("check: Json form", describes, JSON.stringify(rulebook.check({ language })), json);
        }
      }
    } else if (file === "issues.json") {
      for (const case_ of vector) issuesOf(case_);
    } else if (file === "identifiers.json") {
      vector.forEach(({ kind, text, answer }, at) => {
        for (const language of LANGUAGES) {
          const json = written(hoso.parseIdentifier(kind, text, { language }));
          said.push(json);
          const ours = JSON.stringify(withoutMessages(JSON.parse(json)));
          compare("identifier", `${at} ${kind}`, ours, JSON.stringify(answer));
        }
      });
    } else if (file === "explain.json") {
      vector.forEach((case_, at) => {
        for (const language of LANGUAGES) {
          compare("explain", at, hoso.explain(case_.answer, { language }).value, case_[language]);
          compare("explain", at, hoso.explain(JSON.stringify(case_.answer), { language }).value, case_[language]);
          said.push(case_[language]);
        }
      });
    } else if (file === "forms.json") {
      forms(vector);
    } else if (!LATER.includes(file)) {
      failures.push(`${file}: a file of which these tests know nothing`);
    }
  }

  /** As in the Rust test: params are compared where the vector gives them, and issues as a set. */
  function issuesOf({ describes, kind, document, text, question, issues: theirs }) {
    if (!asks(kind)) return;
    const base = text ?? { ...MINIMAL, ...document };
    let found;
    if (kind === "rulebook") {
      found = answer("issues", describes, (it, options) => {
        const parsed = hoso.Rulebook.parse(text ?? it, options);
        return parsed.ok ? { ok: true, value: null } : parsed;
      }, undefined, base).issues;
    } else {
      const ask = kind === "track" ? [hoso.track, hoso.trackJson] : asked(parse(base), kind);
      found = answer("issues", describes, ...ask, question).issues;
    }
    const ours = found.map((issue) => {
      const match = theirs.find(({ code, path }) => code === issue.code && path === issue.path);
      if (match && match.params === undefined) delete issue.params;
      return JSON.stringify(issue);
    });
    compare("issues", describes, ours.sort().join(), theirs.map((issue) => JSON.stringify(issue)).sort().join());
  }

  function forms(vector) {
    const rulebook = parse(vector.rulebook);
    const byPlace = ({ ok, value, issues }) =>
      JSON.stringify(ok ? inOrder(value) : issues.map((it) => JSON.stringify(inOrder(withoutMessages(it)))).sort());
    for (const { describes, form, rulebook: with_, on, value, answer, messages } of vector.cases) {
      const options = { on, ...(with_ && { rulebook }) };
      for (const language of LANGUAGES) {
        const ours = hoso.validate(form, value, { ...options, language });
        said.push(written(ours));
        compare("form", describes, byPlace(ours), byPlace(answer));
        const text = hoso.validate(form, JSON.stringify(value), { ...options, language });
        compare("form: text is value", describes, written(text), written(ours));
        const schema = (form === "return_request" ? hoso.returnRequest : hoso.intakeRequest)({ ...options, language });
        const standard = schema["~standard"].validate(value);
        const pointer = ({ path, ...rest }) => ({ ...rest, path: path.map((step) => `/${step}`).join("") });
        const theirs = standard.issues ? { ok: false, issues: standard.issues.map(pointer) } : { ok: true, ...standard };
        compare("form: Standard Schema", describes, JSON.stringify(inOrder(theirs)), JSON.stringify(inOrder(ours)));
        if (messages?.[language]) {
          const told = [...ours.issues].map(({ path, code, message }) => [JSON.stringify(path), JSON.stringify(code), message]);
          told.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1));
          const inWords = JSON.stringify(told.map(([, , message]) => message));
          compare("form: messages", describes, inWords, JSON.stringify(messages[language]));
        }
      }
    }
    for (const { describes, form, on, weight_grams, value, answer } of vector.previews) {
      for (const language of LANGUAGES) {
        const ours = hoso.preview(form, value, { rulebook, on, weight_grams, language });
        said.push(written(ours));
        compare("preview", describes, byPlace(withoutMessages(ours)), byPlace(answer));
      }
    }
  }

  return { counts, failures, said };
}

/**
 * The shared vectors, asked as values, as JSON text, and from text to text; in Node and in a browser alike.
 *
 * `run` gives how many answers of each kind were compared, what differs, and every answer as it was written, messages and
 * all, so that faces can be compared byte for byte.
 */

const KINDS = ["decide", "quote", "deadlines", "compensation"];
const MINIMAL = { hoso: 1, id: "t", title: "t", currency: "VND", utc_offset: "+07:00" };
/** The files of questions to one rulebook, by what is asked. */
const FIGURES = { "report.json": "report", "quarter.json": "quarterReport", "settle.json": "settle", "reconciling.json": "reconcile" };
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
const OF_THE_OFFICE = ["compensation", ...Object.keys(FIGURES), "reconcile.json", "compare.json", "diff.json", "check.json", "foreign.json", "journey.json", "persons.json"];

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
    compare(kind, name, JSON.stringify(told(answer(kind, name, ask, askJson, question), expected)), JSON.stringify(expected));
  }
  /** An answer to compare with a vector, of which some name issues by code and path alone. */
  const told = (answer, { issues }) =>
    issues?.some(({ params }) => params) === false && answer.issues
      ? { issues: answer.issues.map(({ code, path }) => ({ code, path })) }
      : answer;
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
    } else if (file in FIGURES) {
      const rulebook = parse(vector.rulebook);
      for (const { name, question, answer } of vector[file.replace(".json", "")] ?? vector[FIGURES[file]]) {
        check(FIGURES[file], name, ...asked(rulebook, FIGURES[file]), question, answer);
      }
    } else if (file === "reconcile.json") {
      vector.forEach(({ rulebook: name, question, answer }, at) =>
        check("reconcile", `${file} ${at}`, ...asked(parse(files[`${name}.json`].rulebook), "reconcile"), question, answer),
      );
    } else if (file === "journey.json") {
      journeys(vector);
    } else if (file === "foreign.json") {
      foreign(vector);
    } else if (file === "choices.json") {
      offers(vector);
    } else if (file === "compare.json") {
      const [before, after] = [parse(vector.before), parse(vector.after)];
      for (const { name, question, answer } of vector.compare) {
        const ask = (it, options) => before.compare(after, it, options);
        check("compare", name, ask, (it, options) => before.compareJson(after, it, options), question, answer);
      }
    } else if (file === "diff.json") {
      for (const { describes, before, after, answer: expected } of vector.cases) {
        const [older, newer] = [before, after].map((change) => parse({ ...vector.base, ...change }));
        compare("diff", describes, JSON.stringify(withoutMessages(older.diff(newer))), JSON.stringify(expected));
        for (const language of LANGUAGES) {
          const json = older.diffJson(newer, { language });
          said.push(json);
          compare("diff: Json form", describes, JSON.stringify(older.diff(newer, { language })), json);
        }
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
    } else if (file === "texts.json") {
      texts(vector);
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
    } else if (file === "persons.json") {
      persons(vector);
    } else {
      failures.push(`${file}: a file of which these tests know nothing`);
    }
  }

  /** Texts as editors, tables and people write them. */
  function texts({ documents, questions, numbers }) {
    for (const { describes, text, normal } of documents) {
      const parsed = parse(text);
      if (office) compare("texts", describes, parsed.toJson(), normal);
    }
    for (const { describes, name, text, answer: expected } of questions) {
      const json = JSON.stringify(expected);
      compare("texts", describes, JSON.stringify(withoutMessages(hoso[name](text).value)), json);
      compare("texts", describes, hoso[`${name}Json`](text), json);
    }
    for (const { text, answer: expected } of numbers) {
      for (const language of LANGUAGES) {
        const json = written(hoso.wholeNumber(text, { language }));
        said.push(json);
        compare("texts", text, JSON.stringify(withoutMessages(JSON.parse(json))), JSON.stringify(expected));
      }
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

  /** The vectors hold what a journey adds; its parts are the answers to the questions that stand beside them. */
  function journeys({ rulebook: document, cases, issues }) {
    const rulebook = parse(document);
    const same = (describes, ours, theirs) => compare("journey", describes, JSON.stringify(ours), JSON.stringify(theirs));
    for (const { describes, question, moments, answer: expected } of cases) {
      const { legs, deadlines, quote, ...added } = answer("journey", describes, ...asked(rulebook, "journey"), question);
      same(describes, added, expected);
      same(describes, deadlines, withoutMessages(rulebook.deadlines(moments).value));
      const events = [...(question.intake_events ?? []), ...(question.return_events ?? [])];
      const consignments = [...new Set(events.map(({ consignment }) => consignment))];
      const own = consignments.map((own) => events.filter(({ consignment }) => consignment === own));
      const trackings = own.map((some) => JSON.stringify(hoso.track(some).value));
      same(describes, legs.map(({ tracking }) => JSON.stringify(tracking)).sort(), trackings.sort());
      const { weight_grams, zone, applicant, options, agency, procedure, service, reception, agency_fee_units } = question;
      const { on } = moments;
      const price = { agency, procedure, service, reception, on, weight_grams, zone, applicant, options, agency_fee_units };
      same(describes, quote, weight_grams === undefined ? undefined : withoutMessages(rulebook.quote(price).value));
    }
    for (const { describes, question, issues: theirs } of issues) {
      check("journey", describes, ...asked(rulebook, "journey"), question, { issues: theirs });
    }
  }

  /** A code is asked by its system and itself, or by both as one JSON text. */
  function foreign({ tables, cases }) {
    const { foreignSystems } = hoso.lists();
    const ask = (question, options) => {
      const { system, code } = typeof question === "string" ? JSON.parse(question) : question;
      return hoso.eventOf(system, code, options);
    };
    for (const { describes, question, answer: expected } of cases) {
      const { source, ...event } = answer("eventOf", describes, ask, hoso.eventOfJson, question);
      compare("eventOf", describes, JSON.stringify(told(event, expected)), JSON.stringify(expected));
      compare("eventOf", describes, source, foreignSystems[event.system]?.source);
    }
    compare("eventOf", "systems", Object.keys(tables).join(), Object.keys(foreignSystems).join());
    // Sorted: an object has the keys that are numbers first.
    for (const [system, table] of Object.entries(tables)) {
      compare("eventOf", system, Object.keys(table).sort().join(), [...foreignSystems[system].codes].sort().join());
      for (const [code, says] of Object.entries(table)) {
        const { kind, reason } = hoso.eventOf(system, code).value;
        compare("eventOf", `${system} ${code}`, kind ?? (reason ? `because ${reason}` : null), says);
      }
    }
  }

  function persons({ events, forms }) {
    for (const { describes, event, answer: expected } of events) {
      check("withoutPerson", describes, hoso.withoutPerson, undefined, event, expected);
    }
    for (const { describes, form, value, answer: expected } of forms) {
      const ask = (it, options) => hoso.formWithoutPerson(form, it, options);
      check("formWithoutPerson", describes, ask, undefined, value, expected);
    }
  }

  function offers(vector) {
    const rulebook = parse(vector.rulebook);
    for (const kind of ["choices", "procedures"]) {
      for (const { describes, language, question, answer } of vector[kind]) {
        const [ask, askJson] = asked(rulebook, kind);
        const json = written(ask(question, { language }));
        said.push(json);
        compare(kind, describes, JSON.stringify(withoutMessages(JSON.parse(json))), JSON.stringify(answer));
        compare(`${kind}: Json form`, describes, askJson(JSON.stringify(question), { language }), json);
      }
    }
  }

  function forms(vector) {
    const rulebook = parse(vector.rulebook);
    const byPlace = ({ ok, value, issues }) =>
      JSON.stringify(ok ? inOrder(value) : issues.map((it) => JSON.stringify(inOrder(withoutMessages(it)))).sort());
    for (const { describes, form, rulebook: with_, on, value, answer, messages } of vector.cases) {
      const options = { on, ...(with_ && { rulebook }) };
      // A day that the program left out is no issue of the form's in JavaScript.
      if (with_ && on === undefined) continue;
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

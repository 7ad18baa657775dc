/** The way from choosing a service to the printed form; all that is filled in is kept here. */
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { intakeRequest, returnRequest, validate, type Issue } from "hoso";
import { lazy, Suspense, useEffect, useState } from "react";
import {
  FormProvider,
  useForm,
  useWatch,
  type FieldErrors,
  type FieldPath,
  type Resolver,
} from "react-hook-form";
import { steps, useAddress, type Step } from "./address";
import { AnswerBar } from "./AnswerBar";
import { AnswerPanel } from "./AnswerPanel";
import { Awaited } from "./Awaited";
import { ChooseStep } from "./ChooseStep";
import { ErrorsContext, ErrorSummary, type Errors } from "./fields";
import { useKept } from "./keeping";
import { useLanguage } from "./language";
import { answersTo, askedFor, askedInVain, blankDraft, covered, dayOf, firstDraft, formOf, isBlank, isOrganisation, itemError, lacksWard, refusals, requestOf, type Draft, type Filled } from "./request";
import { book, rulebook } from "./rulebook";
import { Steps } from "./Steps";

/** What comes after the first answer is fetched after it, before anybody can get there. */
const later = { information: () => import("./InformationStep"), review: () => import("./ReviewStep") };
const InformationStep = lazy(() => later.information().then(({ InformationStep: own }) => ({ default: own })));
const ReviewStep = lazy(() => later.review().then(({ ReviewStep: own }) => ({ default: own })));

/** The errors of a form library, which stand in a tree. */
function flat(errors: FieldErrors | undefined, path: string[] = []): Errors {
  return Object.entries(errors ?? {}).reduce<Errors>((found, [key, error]) => {
    const own = [...path, key];
    if (!error || typeof error !== "object" || key === "ref") return found;
    if (typeof error.message === "string") return { ...found, [own.join(".")]: error.message };
    return { ...found, ...flat(error as FieldErrors, own) };
  }, {});
}

/** The issues of what a price needs, by field. */
function byField(issues: Issue[]): Errors {
  return Object.fromEntries(issues.map(({ path, message }) => [path.slice(1).replaceAll("/", "."), message]));
}

interface Props {
  step: Step;
  /** Whether there is a summary of what is wrong. */
  onWrong: (isWrong: boolean) => void;
}

export function RequestPage({ step, onWrong }: Props) {
  const { language, t } = useLanguage();

  const resolver: Resolver<Draft, unknown, Filled> = async (draft, context, options) => {
    const against = { language, rulebook, on: dayOf(draft) };
    const schema = formOf(draft) === "return_request" ? returnRequest(against) : intakeRequest(against);
    // To the form library's types the fields of the page and the form are one; the page has some more.
    const found = await standardSchemaResolver<Draft, unknown, Filled>(schema as never)(requestOf(draft) as Draft, context, options);
    if (!lacksWard(draft)) return found;
    const street = { type: "ward", message: t.farStreet.noWard };
    return { values: {}, errors: { ...found.errors, address: { ...found.errors.address, street } } };
  };
  const [defaultValues] = useState(firstDraft);
  // The address is soon what is chosen: what it asked for in vain is remembered.
  const [inVain, setInVain] = useState(askedInVain);
  const form = useForm<Draft, unknown, Filled>({
    resolver,
    defaultValues,
    mode: "onTouched",
    shouldFocusError: false,
  });
  const draft = useWatch({ control: form.control }) as Draft;
  const { submitCount, errors: wrong } = form.formState;

  // Messages that are shown follow the language of the page, and what is filled in elsewhere: what a name or a number may be
  // depends on the kind of papers.
  const filled = JSON.stringify(draft);
  useEffect(() => {
    const shown = Object.keys(flat(wrong)) as FieldPath<Draft>[];
    if (shown.length > 0) void form.trigger(shown);
  }, [language, filled]);

  const isPrinted = useKept(`request/${book.id}`, draft, step === "review");
  useAddress(step, { agency: draft.agency, procedure: draft.procedure }, () => {
    setInVain(askedInVain());
    const own = askedFor(draft);
    if (own !== draft) form.reset(own, { keepErrors: true, keepSubmitCount: true });
  });

  // Without a network they are fetched when they are needed, from what is kept.
  useEffect(() => {
    const fetching = setTimeout(() => Promise.all([later.information(), later.review()]).catch(() => {}));
    return () => clearTimeout(fetching);
  }, []);

  const answers = answersTo(draft, language);
  const [tried, setTried] = useState(0);
  const [isAnswerOpen, setAnswerOpen] = useState(false);
  // What is chosen is asked for in the end; a weight that is none was typed, a day was cleared, and both are told at once.
  const told = answers.issues.filter(({ path }) => tried > 0 || path === "/weight_grams" || path === "/on");
  const wrongItem = isBlank(draft.item) ? undefined : itemError(draft.item, language);
  const errorsOf: Record<Step, () => Errors> = {
    choose: () => byField([...told, ...refusals(answers, draft, language)]),
    information: () => flat(wrong),
    review: () => (wrongItem ? { item: wrongItem } : {}),
  };
  const errors = errorsOf[step]();
  // hoso knows a tax code, which a person has too; here it was said that it is a company's.
  if (errors["applicant.name"] && isOrganisation(draft.applicant))
    for (const [person, company] of t.organisation.instead) errors["applicant.name"] = errors["applicant.name"].replace(person, company);

  const shown = step === "choose" ? tried : submitCount;
  const isWrong = (step === "review" || shown > 0) && Object.keys(errors).length > 0;
  useEffect(() => onWrong(isWrong), [isWrong]);

  // Who comes here by an address has chosen nothing yet.
  const chosen = answers.issues.length === 0 && answers.carriages.length > 0 && answers.carriages.every(covered);
  const isRight = chosen && !lacksWard(draft) && validate(formOf(draft), requestOf(draft), { rulebook, on: draft.on }).ok;
  const open: Step[] = isRight ? [...steps] : chosen ? ["choose", "information"] : ["choose"];
  const furthest = open.includes(step) ? step : open.at(-1);
  useEffect(() => {
    if (step !== furthest) location.replace(`#/${furthest}`);
  }, [step, furthest]);

  function choose() {
    if (chosen) location.hash = "#/information";
    else setTried(tried + 1);
  }

  function clear() {
    if (!isPrinted && !confirm(t.clearSure)) return;
    form.reset(blankDraft());
    setTried(0);
    setInVain([]);
    location.hash = "#/choose";
  }

  const submit = form.handleSubmit(() => {
    location.hash = "#/review";
  });

  return (
    <FormProvider {...form}>
      <ErrorsContext value={errors}>
        <Steps step={step} open={open} />
        <h1 tabIndex={-1}>{t.steps[step]}</h1>
        <p className="lead">{t.leads[step]}</p>
        {step === "choose" && inVain.length > 0 && (
          <p className="remark" role="status">
            {t.inVain(inVain.map((name) => t.labels[name]).join(", "))}
          </p>
        )}
        {step === "review" ? (
          <Suspense fallback={<Awaited />}>
            <ReviewStep draft={draft} answers={answers} isPrinted={isPrinted} onClear={clear} />
          </Suspense>
        ) : (
          <form
            className="columns"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              setAnswerOpen(false);
              if (step === "choose") choose();
              else void submit(event);
            }}
          >
            <div>
              <ErrorSummary key={step} shown={shown} />
              {step === "choose" ? <ChooseStep draft={draft} /> : <Suspense fallback={<Awaited />}><InformationStep draft={draft} /></Suspense>}
              {step === "information" && <p className="hint">{t.kept}</p>}
            </div>
            <AnswerPanel answers={answers} draft={draft} isOpen={isAnswerOpen} onClose={() => setAnswerOpen(false)} />
            <div className="actions">
              <AnswerBar answers={answers} draft={draft} isOpen={isAnswerOpen} onOpen={() => setAnswerOpen(!isAnswerOpen)}>
                <button type="submit" className="main">
                  {step === "choose" ? t.actions.next : t.actions.check}
                </button>
              </AnswerBar>
              {step === "information" && (
                <>
                  <a className="button" href="#/choose">
                    {t.actions.back}
                  </a>
                  <button type="button" onClick={clear}>
                    {t.actions.clearAll}
                  </button>
                </>
              )}
            </div>
          </form>
        )}
      </ErrorsContext>
    </FormProvider>
  );
}

/** The fields of the form: a label, a hint, and beside each what is wrong with it. */
import { createContext, useContext, useLayoutEffect, useRef, type ReactNode } from "react";
import { useController, useFormContext, type FieldPath } from "react-hook-form";
import { Combobox } from "./Combobox";
import { useLanguage } from "./language";
import type { Draft } from "./request";
import type { Choice } from "./rulebook";

type Name = FieldPath<Draft>;

/** What is wrong, by the name of the field. */
export type Errors = Record<string, string>;
export const ErrorsContext = createContext<Errors>({});

/** A field's path without positions in lists, by which its texts are found. */
const kind = (name: string) => name.replace(/\.\d+/g, "");

function useField(name: Name, own?: string) {
  const { t } = useLanguage();
  const error = useContext(ErrorsContext)[name];
  const hint = own ?? t.hints[kind(name)];
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ") || undefined;
  const aria = { "aria-invalid": error !== undefined, "aria-describedby": described };
  return { t, label: t.labels[kind(name)], hint, error, aria, ...useFormContext<Draft>() };
}

function Notes({ name, hint, error }: { name: string; hint?: string | undefined; error: string | undefined }) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

interface Shared {
  name: Name;
  optional?: boolean;
  /** In place of the one that belongs to the name. */
  label?: string | undefined;
}

function Labelled({ name, optional, label: called, hint: own, children }: Shared & { hint?: string | undefined; children: ReactNode }) {
  const { t, label, hint, error } = useField(name, own);
  return (
    <div className={error ? "field wrong" : "field"}>
      <label htmlFor={name} id={`${name}-label`}>
        {called ?? label} {optional && <span className="optional">({t.optional})</span>}
      </label>
      {children}
      <Notes name={name} hint={hint} error={error} />
    </div>
  );
}

interface TextProps extends Shared {
  type?: "text" | "tel" | "email" | "date";
  autoComplete?: string;
  max?: string;
  /** In place of the one that belongs to the name. */
  hint?: string | undefined;
}

export function TextField({ name, optional = false, type = "text", label, hint, ...rest }: TextProps) {
  const { aria, register } = useField(name, hint);
  return (
    <Labelled name={name} optional={optional} label={label} hint={hint}>
      <input id={name} type={type} {...rest} {...aria} {...register(name)} />
    </Labelled>
  );
}

/** A number stays as it was typed until hoso reads it. */
export function NumberField({ name }: Shared) {
  const { aria, register } = useField(name);
  return (
    <Labelled name={name}>
      <input id={name} className="short" inputMode="numeric" {...aria} {...register(name)} />
    </Labelled>
  );
}

export function LongTextField({ name, optional = false }: Shared) {
  const { aria, register } = useField(name);
  return (
    <Labelled name={name} optional={optional}>
      <textarea id={name} rows={3} {...aria} {...register(name)} />
    </Labelled>
  );
}

export function SelectField({ name, choices }: Shared & { choices: Record<string, string> }) {
  const { t, aria, register } = useField(name);
  return (
    <Labelled name={name}>
      <select id={name} {...aria} {...register(name)}>
        <option value="">{t.choice.pick}</option>
        {Object.entries(choices).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface SearchProps extends Shared {
  choices: () => Choice[];
  /** What a chosen one is called. */
  called: (value: string) => string;
  /** What to do about what is not in the list. */
  instead?: string;
  onChosen?: (value: string) => void;
}

export function SearchField({ name, choices, called, instead, onChosen }: SearchProps) {
  const { t, aria } = useField(name);
  const { field } = useController<Draft>({ name });
  const value = String(field.value ?? "");
  return (
    <Labelled name={name}>
      <Combobox
        id={name}
        choices={choices}
        shown={called(value)}
        nothing={t.nothing[name] ?? t.choice.none}
        instead={instead}
        value={value}
        onChange={(value) => {
          field.onChange(value);
          onChosen?.(value);
        }}
        onBlur={field.onBlur}
        invalid={aria["aria-invalid"]}
        describedBy={aria["aria-describedby"]}
      />
    </Labelled>
  );
}

export function CheckField({ name, label: called }: Shared) {
  const { label, hint, error, aria, register } = useField(name);
  return (
    <div className={error ? "field wrong" : "field"}>
      <label className="tick">
        <input id={name} type="checkbox" {...aria} {...register(name)} /> <span>{called ?? label}</span>
      </label>
      <Notes name={name} hint={hint} error={error} />
    </div>
  );
}

/** Several boxes of which any may be ticked. */
export function ChecksField({ name, choices }: Shared & { choices: Choice[] }) {
  const { label, hint, error, aria, register } = useField(name);
  return (
    <fieldset className={error ? "field wrong" : "field"} id={name} tabIndex={-1} aria-describedby={aria["aria-describedby"]}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label className="tick" key={choice.value}>
          <input type="checkbox" value={choice.value} {...register(name)} /> <span>{choice.label}</span>
        </label>
      ))}
      <Notes name={name} hint={hint} error={error} />
    </fieldset>
  );
}

interface EitherProps extends Shared {
  yes: string;
  no: string;
  /** What is meant by the field's value, and done with an answer, where the field is not a yes or no itself. */
  value?: boolean;
  onChange?: (value: boolean) => void;
  /** Where another field has the name for its id. */
  id?: string;
}

/** Yes or no, in words. */
export function EitherField({ name, label: called, yes, no, value: own, onChange, id = name }: EitherProps) {
  const { label, hint, error, aria } = useField(name);
  const { field } = useController<Draft>({ name });
  const current = own ?? field.value;
  const choices: [boolean, string][] = [
    [true, yes],
    [false, no],
  ];
  return (
    <fieldset className={error ? "field wrong" : "field"} aria-describedby={aria["aria-describedby"]}>
      <legend>{called ?? label}</legend>
      <div className="either">
        {choices.map(([value, text]) => (
          <label className="tick card" key={text}>
            <input
              type="radio"
              name={id}
              id={value ? id : undefined}
              checked={current === value}
              onChange={() => (onChange ?? field.onChange)(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      <Notes name={name} hint={hint} error={error} />
    </fieldset>
  );
}

/** What is wrong, in one place, each message once and the way to its field; takes the focus whenever `shown` changes. */
export function ErrorSummary({ shown }: { shown: number }) {
  const { t } = useLanguage();
  // The labels are listed in the order of the page.
  const order = Object.keys(t.labels);
  const place = ([name]: [string, string]) => order.indexOf(kind(name));
  const errors = Object.entries(useContext(ErrorsContext)).sort((one, other) => place(one) - place(other));
  const summary = useRef<HTMLDivElement>(null);
  // At once: who goes on to a field stays there.
  useLayoutEffect(() => summary.current?.focus(), [shown]);
  if (shown === 0 || errors.length === 0) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={summary}>
      <h2>{t.errors(errors.length)}</h2>
      <ul>
        {errors.map(([name, message]) => (
          <li key={name}>
            <a
              href={`#${name}`}
              onClick={(event) => {
                // The address after # is the page's.
                event.preventDefault();
                document.getElementById(name)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

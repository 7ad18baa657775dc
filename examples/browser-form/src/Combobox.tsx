/** A list that is searched by typing, by the combobox pattern of WAI-ARIA. */
import { useEffect, useState, type KeyboardEvent } from "react";
import { useLanguage } from "./language";
import type { Choice } from "./rulebook";

/** Words without their marks, so that nobody needs a Vietnamese keyboard, and without what is pasted and cannot be seen. */
function plain(text: string): string {
  const letters = text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/[đðɖ]/giu, "d");
  return ` ${letters.toLowerCase()}`.replace(/[^\p{L}\p{N}.]+/gu, " ");
}

/** What is called so: with the words as they were typed, then with each of them; by its own name, then by a former one. */
function search(choices: Choice[], typed: string): Choice[] {
  const ways = [
    (text: string) => plain(text).includes(` ${typed}`),
    (text: string) => typed.split(" ").every((word) => plain(text).includes(` ${word}`)),
  ];
  const found = ways.flatMap((matches) => [
    ...choices.filter(({ label }) => matches(label)).map(({ value, label }) => ({ value, label })),
    ...choices.flatMap((choice) => {
      const formerly = choice.formerly?.filter(matches);
      return formerly?.length ? { ...choice, formerly } : [];
    }),
  ]);
  const seen = new Set<string>();
  return found.filter(({ value }) => !seen.has(value) && seen.add(value));
}

interface Props {
  id: string;
  choices: Choice[];
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  invalid: boolean;
  describedBy: string | undefined;
}

export function Combobox({ id, choices, value, onChange, onBlur, invalid, describedBy }: Props) {
  const { t } = useLanguage();
  /** What is being typed; nothing is when a choice is shown. */
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);

  const chosen = choices.find((choice) => choice.value === value);
  const found = search(choices, plain(typed ?? "").trim());
  const list = `${id}-list`;

  /** Where the list opens: at what is chosen. */
  const shown = Math.max(
    found.findIndex((choice) => choice.value === value),
    0,
  );
  /** What was typed and left is not what is chosen. */
  const outside = !open && typed?.trim() ? typed.trim() : undefined;

  function show(position = 0) {
    setOpen(true);
    setActive(position);
  }

  useEffect(() => {
    if (open) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [list, open, active]);

  function close() {
    setOpen(false);
    setTyped(undefined);
  }

  /** Who leaves the field has chosen what is typed out in full; anything else stays as it was typed, and nothing is chosen. */
  function leave() {
    if (typed === undefined) return close();
    const meant = choices.filter(({ label }) => plain(label).trim() === plain(typed).trim());
    if (meant.length === 1) return choose(meant[0]);
    setOpen(false);
    if (value) onChange("");
  }

  function choose(choice: Choice | undefined) {
    if (choice) onChange(choice.value);
    close();
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = found.length - 1;
    const actions: Record<string, () => void> = {
      ArrowDown: () => show(open ? Math.min(active + 1, last) : shown),
      ArrowUp: () => show(open ? Math.max(active - 1, 0) : shown),
      ...(open && { Enter: () => choose(found[active]), Escape: close }),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  return (
    <div className="combobox">
      <input
        id={id}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && found.length > 0 ? `${list}-${active}` : undefined}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        placeholder={t.choice.pick}
        value={typed ?? chosen?.label ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          show();
          if (event.target.value === "") onChange("");
        }}
        onClick={() => show(shown)}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          leave();
          onBlur?.();
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-labelledby={`${id}-label`} hidden={!open || found.length === 0}>
        {found.map((choice, position) => (
          <li
            key={choice.value}
            id={`${list}-${position}`}
            role="option"
            aria-selected={choice.value === value}
            className={position === active ? "active" : undefined}
            // Before the input loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              choose(choice);
            }}
          >
            {choice.label}
            {choice.formerly && (
              <small>
                {t.choice.formerly}: {choice.formerly.join("; ")}
              </small>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className={outside || (open && found.length === 0) ? "nothing" : "only-heard"}>
        {outside && t.notListed(outside)}
        {open && (found.length === 0 ? t.choice.none : `${found.length} ${t.choice.many}`)}
      </p>
    </div>
  );
}

/** A list that is searched by typing, by the combobox pattern of WAI-ARIA. */
import { useEffect, useState, type KeyboardEvent } from "react";
import { useLanguage } from "./language";
import type { Choice } from "./rulebook";
import { around, meant, search } from "./search";

/** How many former names stand below a name. */
const FORMER = 2;

interface Props {
  id: string;
  /** What there is to choose from, which is asked for once the list is opened. */
  choices: () => Choice[];
  /** What is chosen, in words. */
  shown: string;
  /** What is said when nothing is found. */
  nothing: string;
  /** What to do about it, where what lies around may be chosen instead. */
  instead?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  invalid: boolean;
  describedBy: string | undefined;
}

export function Combobox({ id, choices, shown, nothing, instead, value, onChange, onBlur, invalid, describedBy }: Props) {
  const { t } = useLanguage();
  /** What is being typed; nothing is when a choice is shown. */
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);

  const ofPlaces = instead !== undefined;
  const matching = () => search(choices(), typed ?? "", ofPlaces);
  const called = open ? matching() : [];
  const isAround = open && called.length === 0 && ofPlaces;
  const found = isAround ? around(choices(), typed ?? "") : called;
  const list = `${id}-list`;

  /** What was typed and left is not what is chosen: it is not in the list, or more than once. */
  const left = !open && typed?.trim() ? typed.trim() : undefined;
  const many = left ? matching().length : 0;

  function show(position = 0) {
    setOpen(true);
    setActive(position);
  }

  useEffect(() => {
    if (open) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [list, open, active]);

  /** The list opens at what is chosen. */
  const showChosen = () =>
    show(
      Math.max(
        matching().findIndex((choice) => choice.value === value),
        0,
      ),
    );

  function close() {
    setOpen(false);
    setTyped(undefined);
  }

  /** Who leaves the field has chosen what alone is called so; anything else stays as it was typed, and nothing is chosen. */
  function leave() {
    if (typed === undefined) return close();
    const choice = typed.trim() && meant(choices(), typed, ofPlaces);
    if (choice) return choose(choice);
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
      ArrowDown: () => (open ? show(Math.min(active + 1, last)) : showChosen()),
      ArrowUp: () => (open ? show(Math.max(active - 1, 0)) : showChosen()),
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
        value={typed ?? shown}
        onChange={(event) => {
          setTyped(event.target.value);
          show();
          if (event.target.value === "") onChange("");
        }}
        onClick={showChosen}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          leave();
          onBlur?.();
        }}
        onKeyDown={onKeyDown}
      />
      {/* An input has one line; what is chosen may need more, and is heard from the input. */}
      {typed === undefined && shown && (
        <span className="chosen-value" aria-hidden="true">
          {shown}
        </span>
      )}
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
                {t.choice.formerly}: {choice.formerly.slice(0, FORMER).join("; ")}
                {choice.formerly.length > FORMER && "…"}
              </small>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className={left || (open && called.length === 0) ? "nothing" : "only-heard"}>
        {left && (many > 0 ? t.chooseOne(left, many) : [t.notListed(left), instead].filter(Boolean).join(" "))}
        {open && (called.length === 0 ? [nothing, instead].filter(Boolean).join(" ") : `${found.length} ${t.choice.many}`)}
      </p>
    </div>
  );
}

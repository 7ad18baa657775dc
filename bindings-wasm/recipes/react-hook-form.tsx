/** React Hook Form: `npm install react-hook-form @hookform/resolvers`. */
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { fieldHints, lists, returnRequest, validate, type ReturnRequest, type Rulebook } from "hoso";
import { useMemo } from "react";
import { get, useForm, type FieldPath } from "react-hook-form";

/** What a person fills in, all that the form needs besides what the page sets. */
const FIELDS = {
  "applicant.name": "Họ và tên",
  "applicant.document.kind": "Loại giấy tờ",
  "applicant.document.number": "Số giấy tờ",
  "applicant.phone": "Số điện thoại",
  "address.place": "Xã, phường",
  "address.street": "Số nhà, đường",
  consent: "Đồng ý chuyển thông tin cho bưu điện",
} satisfies Partial<Record<FieldPath<ReturnRequest>, string>>;
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
const KINDS = Object.entries(lists().paperKinds).map(([id, { vi }]) => ({ id, name: vi }));

export function ReturnForm({ rulebook, on, send }: { rulebook: Rulebook; on: string; send: (form: ReturnRequest) => void }) {
  // Made anew only when what the form is held against changes.
  const held = useMemo(() => ({ language: "vi", rulebook, on }) as const, [rulebook, on]);
  const resolver = useMemo(() => standardSchemaResolver(returnRequest(held)), [held]);
  const places = useMemo(() => {
    const choices = rulebook.choices({ on });
    return choices.ok ? choices.value.places : [];
  }, [rulebook, on]);
  const { register, handleSubmit, watch, formState } = useForm<ReturnRequest>({
    resolver,
    mode: "onBlur",
    defaultValues: { agency: "so-noi-vu", procedure: "1.900101" },
  });
  const within = watch();

  const field = (name: keyof typeof FIELDS) => {
    const { inputmode, autocomplete, autocapitalize, maxlength, type } = fieldHints("return_request", name, { within });
    const error: { message?: string } | undefined = get(formState.errors, name);
    const common = { id: name, "aria-invalid": Boolean(error), ...register(name) };
    return (
      <p key={name}>
        <label htmlFor={name}>{FIELDS[name]}</label>
        {type === "select" || name === "address.place" ? (
          <select {...common}>
            <option value="" />
            {(name === "address.place" ? places : KINDS).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <input {...common} type={type} inputMode={inputmode} autoComplete={autocomplete} autoCapitalize={autocapitalize} maxLength={maxlength} />
        )}
        <span role="alert">{error?.message}</span>
      </p>
    );
  };

  // What is wrong where there is no field, as when the post may not carry this: else the form is never sent, and nobody knows why.
  const checked = formState.isSubmitted ? validate("return_request", within, held) : undefined;
  const elsewhere = checked?.ok === false ? checked.issues.filter(({ path }) => !(path.slice(1).replaceAll("/", ".") in FIELDS)) : [];

  // What `handleSubmit` gives is the normal form: `+84912345678`, whatever was typed.
  return (
    <form noValidate onSubmit={handleSubmit(send)}>
      {NAMES.map(field)}
      <p role="alert">{elsewhere.map(({ message }) => message).join(" ")}</p>
      <button>Gửi</button>
    </form>
  );
}

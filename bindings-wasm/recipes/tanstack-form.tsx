/** TanStack Form: `npm install @tanstack/react-form`. */
import { useForm } from "@tanstack/react-form";
import { fieldHints, lists, returnRequest, validate, validateField, type ReturnRequest, type Rulebook } from "hoso";
import { useMemo } from "react";

/** What a person fills in, all that the form needs besides what the page sets. */
const FIELDS = {
  "applicant.name": "Họ và tên",
  "applicant.document.kind": "Loại giấy tờ",
  "applicant.document.number": "Số giấy tờ",
  "applicant.phone": "Số điện thoại",
  "address.place": "Xã, phường",
  "address.street": "Số nhà, đường",
  consent: "Đồng ý chuyển thông tin cho bưu điện",
} as const;
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
const KINDS = Object.entries(lists().paperKinds).map(([id, { vi }]) => ({ id, name: vi }));

export function ReturnForm({ rulebook, on, send }: { rulebook: Rulebook; on: string; send: (form: ReturnRequest) => void }) {
  const held = { language: "vi", rulebook, on } as const;
  const places = useMemo(() => {
    const choices = rulebook.choices({ on });
    return choices.ok ? choices.value.places : [];
  }, [rulebook, on]);
  const form = useForm({
    // Of the type that it will be once it is right: so the schema is taken as it is.
    defaultValues: {
      agency: "so-noi-vu",
      procedure: "1.900101",
      applicant: { name: "", document: { kind: "citizen_id", number: "" }, phone: "" },
      address: { place: "", street: "" },
      consent: false as boolean,
    } as ReturnRequest,
    validators: { onSubmit: returnRequest(held) },
    onSubmit: ({ value }) => {
      // TanStack Form hands over what was typed: the normal form is what `validate` gives.
      const checked = validate("return_request", value, held);
      if (checked.ok) send(checked.value);
    },
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      {NAMES.map((name) => (
        <form.Field
          key={name}
          name={name}
          validators={{
            onBlur: ({ value, fieldApi }) => validateField("return_request", name, value, { ...held, within: fieldApi.form.state.values })[0]?.message,
          }}
        >
          {({ state: { value, meta }, form: { state }, handleBlur, handleChange }) => {
            const { inputmode, autocomplete, autocapitalize, maxlength, type } = fieldHints("return_request", name, { within: state.values });
            const common = { id: name, "aria-invalid": meta.errors.length > 0, onBlur: handleBlur };
            return (
              <p>
                <label htmlFor={name}>{FIELDS[name]}</label>
                {type === "checkbox" ? (
                  // Of the type that it will be once it is right, as above.
                  <input {...common} type={type} checked={value === true} onChange={(event) => handleChange(event.target.checked as true)} />
                ) : type === "select" || name === "address.place" ? (
                  <select {...common} value={String(value)} onChange={(event) => handleChange(event.target.value)}>
                    <option value="" />
                    {(name === "address.place" ? places : KINDS).map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                ) : (
                  <input
                    {...common}
                    type={type}
                    inputMode={inputmode}
                    autoComplete={autocomplete}
                    autoCapitalize={autocapitalize}
                    maxLength={maxlength}
                    value={String(value)}
                    onChange={(event) => handleChange(event.target.value)}
                  />
                )}
                <span role="alert">{meta.errors.map((error) => (typeof error === "object" ? error.message : error)).join(" ")}</span>
              </p>
            );
          }}
        </form.Field>
      ))}
      {/* What is wrong where there is no field, as when the post may not carry this: else the form is never sent, and nobody knows why. */}
      <form.Subscribe selector={({ errorMap }) => errorMap.onSubmit}>
        {(found) => {
          const elsewhere = Object.entries(found ?? {}).filter(([name]) => !(name in FIELDS));
          return <p role="alert">{elsewhere.flatMap(([, issues]) => issues.map(({ message }) => message)).join(" ")}</p>;
        }}
      </form.Subscribe>
      <button>Gửi</button>
    </form>
  );
}

/** TanStack Form: `npm install @tanstack/react-form`. */
import { useForm } from "@tanstack/react-form";
import { returnRequest, validate, validateField, type ReturnRequest, type Rulebook } from "hoso";

export function ReturnForm({ rulebook, on, send }: { rulebook: Rulebook; on: string; send: (form: ReturnRequest) => void }) {
  const held = { language: "vi", rulebook, on } as const;
  const form = useForm({
    // Of the type that it will be once it is right: so the schema is taken as it is.
    defaultValues: {
      agency: "so-noi-vu",
      procedure: "1.900101",
      applicant: { name: "", document: { kind: "citizen_id", number: "" }, phone: "" },
      address: { place: "74", street: "" },
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
      <form.Field
        name="applicant.phone"
        validators={{
          onBlur: ({ value, fieldApi }) => validateField("return_request", "applicant.phone", value, { ...held, within: fieldApi.form.state.values })[0]?.message,
        }}
      >
        {(field) => (
          <p>
            <label htmlFor={field.name}>Số điện thoại</label>
            <input
              id={field.name}
              type="tel"
              autoComplete="tel"
              value={field.state.value}
              onBlur={field.handleBlur}
              onChange={(event) => field.handleChange(event.target.value)}
            />
            <span role="alert">{field.state.meta.errors.map((error) => (typeof error === "object" ? error.message : error)).join(" ")}</span>
          </p>
        )}
      </form.Field>
      <button>Gửi</button>
    </form>
  );
}

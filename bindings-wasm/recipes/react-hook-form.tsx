/** React Hook Form: `npm install react-hook-form @hookform/resolvers`. */
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { fieldHints, returnRequest, type ReturnRequest, type Rulebook } from "hoso";
import { useMemo } from "react";
import { useForm, type FieldPath } from "react-hook-form";

export function ReturnForm({ rulebook, on, send }: { rulebook: Rulebook; on: string; send: (form: ReturnRequest) => void }) {
  // Made anew only when what the form is held against changes.
  const schema = useMemo(() => returnRequest({ language: "vi", rulebook, on }), [rulebook, on]);
  const { register, handleSubmit, watch, formState } = useForm<ReturnRequest>({
    resolver: standardSchemaResolver(schema),
    mode: "onBlur",
    defaultValues: { agency: "so-noi-vu", procedure: "1.900101" },
  });
  const within = watch();

  const field = (name: FieldPath<ReturnRequest>, label: string) => {
    const { inputmode, autocomplete, autocapitalize, maxlength, type } = fieldHints("return_request", name, { within });
    const error = name.split(".").reduce<unknown>((errors, step) => (errors as Record<string, unknown> | undefined)?.[step], formState.errors);
    return (
      <p>
        <label htmlFor={name}>{label}</label>
        <input
          id={name}
          type={type}
          inputMode={inputmode}
          autoComplete={autocomplete}
          autoCapitalize={autocapitalize}
          maxLength={maxlength}
          aria-invalid={Boolean(error)}
          {...register(name)}
        />
        <span role="alert">{(error as { message?: string } | undefined)?.message}</span>
      </p>
    );
  };

  // What `handleSubmit` gives is the normal form: `+84912345678`, whatever was typed.
  return (
    <form noValidate onSubmit={handleSubmit(send)}>
      {field("applicant.name", "Họ và tên")}
      {field("applicant.document.number", "Số giấy tờ")}
      {field("applicant.phone", "Số điện thoại")}
      {field("address.street", "Số nhà, đường")}
      {field("consent", "Đồng ý chuyển thông tin cho bưu điện")}
      <button>Gửi</button>
    </form>
  );
}

// One form of twelve fields, as zod, valibot and ajv are told to hold it; hoso knows it already.

export const valid = {
  agency: "so-noi-vu",
  procedure: "1.900101",
  applicant: {
    name: "Nguyễn Văn An",
    document: { kind: "citizen_id", number: "074085001234" },
    phone: "+84912345678",
    email: "an@vidu.vn",
  },
  address: { place: "718", street: "12 Bạch Đằng" },
  options: [],
  consent: true,
  note: "Gọi trước",
};

const change = (...changes) => changes.reduce((form, edit) => (edit(form), form), structuredClone(valid));

/** Forms, each with the places where it is wrong. */
export const forms = [
  ["valid", valid],
  ["one error", change((form) => (form.applicant.phone = "12"))],
  [
    "five errors",
    change(
      (form) => (form.agency = "sở nội vụ"),
      (form) => (form.applicant.name = ""),
      (form) => (form.applicant.document.number = "07408500"),
      (form) => (form.applicant.email = "an.vidu.vn"),
      (form) => (form.consent = false),
    ),
  ],
  ["a missing key", change((form) => delete form.address.street)],
  ["an unknown key", change((form) => (form.colour = "red"))],
  ["a wrong type", change((form) => (form.applicant.document = 7))],
];

export const ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/;
export const NAME = /^(?=.*\p{L})[\p{L}\p{M} .'-]{1,100}$/u;
export const PHONE = /^\+84[235789]\d{8,9}$/;
export const CITIZEN = /^0\d{11}$/;
export const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;

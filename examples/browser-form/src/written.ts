/** What hoso keeps in one way, as people write and read it. */

/** Hà Nội and Hồ Chí Minh City have numbers of eight digits behind three of the area, the others seven behind four. */
const LONG_LINES = /^02[48]/;

/** A Vietnamese number in its normal form, `+84912345678`, as it is written here: `0912 345 678`. */
export function phoneText(phone: string): string {
  const national = phone.replace(/^\+84/, "0");
  if (!/^0\d{9,10}$/.test(national)) return phone;
  const area = LONG_LINES.test(national) ? 3 : 4;
  const [first, last] = [national.slice(0, area), national.slice(area)];
  // Mobile and land lines alike: what is left in two parts, the longer one first.
  const half = national.startsWith("02") ? 4 : last.length - 3;
  return `${first} ${last.slice(0, half)} ${last.slice(half)}`;
}

/** Letters, digits and signs as wide as others: East Asian keyboards have them twice. */
export const halfWidth = (text: string) => text.replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize("NFKC"));

/** The kind of a ward before its name, in full or in short; in English behind it. */
const WARD = / ((phường|phuong|xã|xa|thị trấn|thi tran|đặc khu|dac khu|tt)[ .]+|[px]\. ?|p ?(?=\d))[\p{L}\p{N}]| (ward|commune)\b/u;

/** Whether a street names its ward or commune, and not only a town, as `thị xã`, or a road, as `xa lộ`. */
export function namesWard(street: string): boolean {
  const words = ` ${street.normalize().toLowerCase().replace(/[\s,;-]+/g, " ")}`.replace(/ (thị xã|thi xa|xa lộ|xa lo) /g, " ");
  return WARD.test(words);
}

/** Without what cannot be seen and how spaces stand. */
const seen = (text: string) => text.normalize().replace(/\p{Cf}/gu, "").trim();

/** Whether what is kept reads otherwise than what was typed: a telephone number does not for its spaces and its `+84`. */
export function isRewritten(path: string, kept: string, typed: string): boolean {
  if (!path.endsWith("phone")) return seen(typed) !== kept;
  const digits = (text: string) => text.replace(/\D/g, "").replace(/^84/, "0");
  return digits(typed) !== digits(kept);
}

/** What citizens type and paste, and what the form makes of it: a value as it is kept, or the code of what is wrong. */
import { validate } from "hoso";
import { beforeAll, expect, test } from "vitest";
import { BOOKS } from "../src/books";
import { blankDraft, lacksWard, requestOf, type Draft } from "../src/request";
import { rulebook, use } from "../src/rulebook";
import { NOW } from "./page";

beforeAll(async () => use(BOOKS[0], (await BOOKS[0].document()).default));

type Papers = Draft["applicant"]["document"]["kind"];

function draft(): Draft {
  const applicant = { name: "Trần Thị Bích", document: { kind: "citizen_id" as Papers, number: "074185001234" }, phone: "0912345678", email: "" };
  const address = { place: "79/25942", street: "5 Yersin" };
  return { ...blankDraft(), on: NOW, agency: "ubnd-25942", procedure: "2.000635", consent: true, applicant, address };
}

/** The value that is kept at a path, or the codes of the issues there. */
function keptOf(filled: Draft, path: string): unknown {
  const checked = validate("return_request", requestOf(filled), { rulebook, on: NOW });
  if (!checked.ok) return checked.issues.map((issue) => `${issue.path}: ${issue.code}`).join();
  return path.split("/").reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], checked.value);
}

const NAMES: [typed: string, kept: string][] = [
  ["Nguyễn Văn An", "Nguyễn Văn An"],
  ["  nguyễn   văn an ", "nguyễn văn an"],
  ["NGUYỄN VĂN AN", "NGUYỄN VĂN AN"],
  ["Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An"],
  ["Nguyễn\u00a0Văn\u200b An\ufeff", "Nguyễn Văn An"],
  ["\u200eNguyễn Văn An\u200f", "Nguyễn Văn An"],
  ["H’Hen Niê", "H'Hen Niê"],
  ["H'Bia Mlô", "H'Bia Mlô"],
  ["Y Bhiô Êban", "Y Bhiô Êban"],
  ["K'Brếu", "K'Brếu"],
  ["Ksor H\u02bcBlâm", "Ksor H'Blâm"],
  ["Rơ Châm Phiên", "Rơ Châm Phiên"],
  ["Thạch Sô Phi", "Thạch Sô Phi"],
  ["Đàng Năng Thọ", "Đàng Năng Thọ"],
  ["\u00d0ặng Văn An", "Đặng Văn An"],
  ["Nguyễn Thị Thu-Hà", "Nguyễn Thị Thu-Hà"],
  ["Nguyễn Thị Thu–Hà", "Nguyễn Thị Thu-Hà"],
  ["Nguyễn T. An", "Nguyễn T. An"],
  ["Guðrún Jónsdóttir", "Guðrún Jónsdóttir"],
  ["O’Brien", "O'Brien"],
  ["काव्य शर्मा", "काव्य शर्मा"],
  ["王小明", "王小明"],
  ["Nguyễn Văn An 2", "/applicant/name: not_a_name"],
  ["An, Nguyễn Văn", "/applicant/name: not_a_name"],
  ["\u200b\u00ad", "/applicant/name: missing"],
  ["...", "/applicant/name: not_a_name"],
];

test.each(NAMES)("a name: %j", (typed, kept) => {
  const own = draft();
  expect(keptOf({ ...own, applicant: { ...own.applicant, name: typed } }, "applicant/name")).toBe(kept);
});

const COMPANIES: [typed: string, kept: string][] = [
  ["Công ty TNHH MTV 26/3", "Công ty TNHH MTV 26/3"],
  ["CÔNG TY CỔ PHẦN A & B", "CÔNG TY CỔ PHẦN A & B"],
  ["Công ty “Hoa Sen”", "Công ty “Hoa Sen”"],
  ["Chi nhánh 1 – Công ty CP X+Y (Việt Nam)", "Chi nhánh 1 - Công ty CP X+Y (Việt Nam)"],
  ["Hộ kinh doanh Bích", "Hộ kinh doanh Bích"],
  ["Văn phòng luật sư Trần, Lê: cộng sự", "Văn phòng luật sư Trần, Lê: cộng sự"],
  ["Công ty <b>X</b>", "/applicant/name: not_a_name"],
];

test.each(COMPANIES)("a company: %j", (typed, kept) => {
  const own = draft();
  const applicant = { ...own.applicant, name: typed, document: { kind: "tax_code" as Papers, number: "0100112437" } };
  expect(keptOf({ ...own, applicant }, "applicant/name")).toBe(kept);
});

const NUMBERS: [kind: Papers, typed: string, kept: string][] = [
  ["citizen_id", "074185001234", "074185001234"],
  ["citizen_id", "074 185 001 234", "074185001234"],
  ["citizen_id", "074.185.001.234", "074185001234"],
  ["citizen_id", "074-185-001234", "074185001234"],
  ["citizen_id", "\u200b074185001234\u202c", "074185001234"],
  ["citizen_id", "\uff10\uff17\uff14185001234", "074185001234"],
  ["citizen_id", "280123456", "/applicant/document/number: too_short"],
  ["citizen_id", "0741850012345", "/applicant/document/number: too_long"],
  ["citizen_id", "74185001234.0", "/applicant/document/number: bad_part"],
  ["citizen_id", "", "/applicant/document/number: missing"],
  ["old_citizen_id", "280123456", "280123456"],
  ["old_citizen_id", "280 123 456", "280123456"],
  ["old_citizen_id", "280.123.456", "280123456"],
  ["old_citizen_id", "28012345", "/applicant/document/number: too_short"],
  ["passport", "c 1234567", "C1234567"],
  ["passport", "B1234567", "B1234567"],
  ["tax_code", "0100112437", "0100112437"],
  ["tax_code", "01.00.112.437", "0100112437"],
  ["tax_code", "0314409058-002", "0314409058-002"],
  ["tax_code", "074185001234", "074185001234"],
  ["tax_code", "0100233480", "/applicant/document/number: bad_check_digit"],
];

test.each(NUMBERS)("a number of papers: %s %j", (kind, typed, kept) => {
  const own = draft();
  expect(keptOf({ ...own, applicant: { ...own.applicant, document: { kind, number: typed } } }, "applicant/document/number")).toBe(kept);
});

const PHONES: [typed: string, kept: string][] = [
  ["0912345678", "+84912345678"],
  ["0912 345 678", "+84912345678"],
  ["0912.345.678", "+84912345678"],
  ["0912-345-678", "+84912345678"],
  ["+84 912 345 678", "+84912345678"],
  ["84912345678", "+84912345678"],
  ["0084912345678", "+84912345678"],
  ["(+84) 912 345 678", "+84912345678"],
  ["\u202a0912345678\u202c", "+84912345678"],
  ["\uff10\uff19\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", "+84912345678"],
  ["\uff0b\uff18\uff14 912345678", "+84912345678"],
  ["(0274) 3822500", "+842743822500"],
  ["028 3822 5000", "+842838225000"],
  ["0650 3822500", "/applicant/phone: bad_part"],
  ["091234567", "/applicant/phone: bad_part"],
  ["912345678", "/applicant/phone: bad_part"],
  ["113", "/applicant/phone: bad_part"],
  ["0912345678 / 0987654321", "/applicant/phone: bad_part"],
];

test.each(PHONES)("a telephone: %j", (typed, kept) => {
  const own = draft();
  expect(keptOf({ ...own, applicant: { ...own.applicant, phone: typed } }, "applicant/phone")).toBe(kept);
});

const STREETS: [typed: string, kept: string][] = [
  ["12/3 đường Bạch Đằng,  khu phố 4", "12/3 đường Bạch Đằng, khu phố 4"],
  ["Số 5, ngõ 2 (ngách 3)", "Số 5, ngõ 2 (ngách 3)"],
  ["Ấp 1\nXã cũ", "Ấp 1 Xã cũ"],
  ["A1-05 chung cư “Hoa Sen”", "A1-05 chung cư “Hoa Sen”"],
  ["\u200b", "/address/street: missing"],
  ["...", "/address/street: missing"],
  ["-", "/address/street: missing"],
  ["", "/address/street: missing"],
];

test.each(STREETS)("a street: %j", (typed, kept) => {
  const own = draft();
  expect(keptOf({ ...own, address: { ...own.address, street: typed } }, "address/street")).toBe(kept);
});

const WARDS: [typed: string, isNamed: boolean][] = [
  ["12 Lê Lợi", false],
  ["12 Lê Lợi, khu phố 3", false],
  ["12 Phương Mai", false],
  ["12 Xanh, thị xã Gò Công", false],
  ["5 Xa lộ Hà Nội", false],
  ["12 Lê Lợi, phường", false],
  ["12 Lê Lợi, phường Ba Đình", true],
  ["12 Lê Lợi, Phu\u031bo\u031b\u0300ng Long An", true],
  ["12 le loi, phuong ba dinh", true],
  ["ấp 3, xã Tân Lân, thị xã Gò Công", true],
  ["12 Lê Lợi, P. Long An", true],
  ["12 Lê Lợi,P.5", true],
  ["12 Lê Lợi, p5", true],
  ["Ấp 3, x. Tân Lân", true],
  ["tổ 2, TT. Phú Quốc", true],
  ["Đặc khu Phú Quốc", true],
  ["12 Le Loi, Long An ward", true],
];

test.each(WARDS)("a street names its ward, which is asked for in a province whose wards are not listed: %j", (street, isNamed) => {
  expect(lacksWard({ ...draft(), address: { place: "80", street } })).toBe(!isNamed);
  expect(lacksWard({ ...draft(), address: { place: "79/25942", street } })).toBe(false);
});

const DOSSIERS: [typed: string, kept: string | undefined][] = [
  ["H29.001.02-260301-180001", "H29.001.02-260301-180001"],
  ["h29.001.02-260301-18000001", "H29.001.02-260301-18000001"],
  ["000.00.53.H48-220921-0099", "000.00.53.H48-220921-0099"],
  [" H29.001.02 - 260301 - 180001 ", "H29.001.02-260301-180001"],
  ["\u200b", undefined],
  ["H29.001.02-261301-180001", "/dossier: bad_part"],
];

test.each(DOSSIERS)("a dossier's code: %j", (typed, kept) => {
  expect(keptOf({ ...draft(), dossier: typed }, "dossier")).toBe(kept);
});

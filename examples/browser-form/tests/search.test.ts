/** What citizens type into a list of places, agencies and procedures, and what they find first. */
import { beforeAll, expect, test } from "vitest";
import { BOOKS } from "../src/books";
import { agenciesOn, placesOn, proceduresOf, rememberFormer, use } from "../src/rulebook";
import { around, search } from "../src/search";
import { NOW } from "./page";

beforeAll(async () => {
  use(BOOKS[0], (await BOOKS[0].document()).default);
  await rememberFormer();
});

const CITY = "Thành phố Hồ Chí Minh";
const PLACES: [typed: string, found: string][] = [
  ["Dĩ An, Bình Dương", `Phường Dĩ An, ${CITY}`],
  ["dĩ an bình dương", `Phường Dĩ An, ${CITY}`],
  ["DI AN", `Phường Dĩ An, ${CITY}`],
  ["TP. Dĩ An, tỉnh Bình Dương", `Phường Dĩ An, ${CITY}`],
  ["phường phú thọ, thủ dầu một", `Phường Thủ Dầu Một, ${CITY}`],
  ["thi xa di an", `Phường Dĩ An, ${CITY}`],
  ["Thuận An, Bình Dương", `Phường Lái Thiêu, ${CITY}`],
  ["côn đảo", `Đặc khu Côn Đảo, ${CITY}`],
  ["Vũng Tàu, Bà Rịa - Vũng Tàu", `Phường Vũng Tàu, ${CITY}`],
  ["sai gon, TP.HCM", `Phường Sài Gòn, ${CITY}`],
  ["xã dĩ an", `Phường Dĩ An, ${CITY}`],
  ["quận 1", `Phường Tân Định, ${CITY}`],
  ["q1", `Phường Tân Định, ${CITY}`],
  ["Q.1", `Phường Tân Định, ${CITY}`],
  ["Sa\u0300i Go\u0300n", `Phường Sài Gòn, ${CITY}`],
  ["ha noi", "Thành phố Hà Nội"],
  ["Quảng Nam", "Thành phố Đà Nẵng"],
  ["Hà Tây", ""],
  ["\u00d0ồng n\u200bai", "Thành phố Đồng Nai"],
  ["\ufeffBình\u00a0Dương\u200e", `Phường Bình Dương, ${CITY}`],
  ["bình dương, bình dương", `Phường Bình Dương, ${CITY}`],
  ["Paris", ""],
];

test.each(PLACES)("a place: %s", (typed, expected) => {
  expect(search(placesOn(NOW, "vi"), typed, true)[0]?.label ?? "").toBe(expected);
});

const AROUND: [typed: string, found: string[]][] = [
  ["Phường Ba Đình, Hà Nội", ["Thành phố Hà Nội"]],
  ["12 Hàng Bài, Phường Cửa Nam, TP Hà Nội", ["Thành phố Hà Nội"]],
  ["Xã Tây Giang, Quảng Nam", ["Thành phố Đà Nẵng"]],
  ["Phường Ba Đình", []],
  ["Paris, Pháp", []],
  ["Paris,", []],
];

test.each(AROUND)("around a place that is not listed: %s", (typed, expected) => {
  expect(search(placesOn(NOW, "vi"), typed, true)).toEqual([]);
  expect(around(placesOn(NOW, "vi"), typed).map(({ label }) => label)).toEqual(expected);
});

const AGENCIES: [typed: string, language: "vi" | "en", found: string][] = [
  ["Sở Nội vụ", "en", "Department of Home Affairs of Hồ Chí Minh City"],
  ["so noi vu", "en", "Department of Home Affairs of Hồ Chí Minh City"],
  ["home affairs", "vi", "Sở Nội vụ Thành phố Hồ Chí Minh"],
  ["UBND phường Dĩ An", "en", "People's Committee of Dĩ An ward"],
  ["ubnd p. di an", "vi", "Ủy ban nhân dân phường Dĩ An"],
  ["di an ward", "vi", "Ủy ban nhân dân phường Dĩ An"],
  ["trung tam phuc vu hanh chinh cong", "vi", ""],
];

test.each(AGENCIES)("an agency: %s (%s)", (typed, language, expected) => {
  expect(search(agenciesOn(NOW, language), typed)[0]?.label ?? "").toBe(expected);
});

test("a procedure is found by its code and by either name", () => {
  const of = (typed: string) => search(proceduresOf("ubnd-25942", NOW, "en"), typed)[0]?.value;
  expect(of("2.000815")).toBe("2.000815");
  expect(of("chung thuc ban sao")).toBe("2.000815");
  expect(of("marital")).toBe("1.004873");
});

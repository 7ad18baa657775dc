/** What citizens type into a list of places, agencies and procedures, and what they find first. */
import { beforeAll, expect, test } from "vitest";
import { BOOKS } from "../src/books";
import { agenciesOn, placesOn, proceduresOf, rememberFormer, use } from "../src/rulebook";
import { around, meant, search } from "../src/search";
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
  ["Thuận An, Bình Dương", `Phường Thuận An, ${CITY}`],
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
  // An exact name is found before what begins so or lies in something called so; Thành phố is no Thanh.
  ["Bình Thạnh", `Phường Bình Thạnh, ${CITY}`],
  ["binh thanh", `Phường Bình Thạnh, ${CITY}`],
  ["Tân Thành", `Phường Tân Thành, ${CITY}`],
  ["Tân Sơn", `Phường Tân Sơn, ${CITY}`],
  ["phu tho", `Phường Phú Thọ, ${CITY}`],
  ["Bình Chánh, huyện Bình Chánh", `Xã Bình Chánh, ${CITY}`],
  // Marks that are typed count.
  ["Thạnh An", `Xã Thạnh An, ${CITY}`],
  ["xã Thạnh An", `Xã Thạnh An, ${CITY}`],
  ["X. Tha\u0323nh An, TP.HCM", `Xã Thạnh An, ${CITY}`],
  ["Thanh An", `Xã Thanh An, ${CITY}`],
  // A number belongs to its kind; these districts became Thủ Đức before the rulebook begins.
  ["Thảo Điền", `Phường An Khánh, ${CITY}`],
  ["Thảo Điền, Quận 2", `Phường An Khánh, ${CITY}`],
  ["p. thảo điền q2", `Phường An Khánh, ${CITY}`],
  ["Tăng Nhơn Phú A, Quận 9", `Phường Tăng Nhơn Phú, ${CITY}`],
  ["Quận 2", ""],
  ["Q9", ""],
  // A province by the name that its record began with, or by one that no record has.
  ["Long An", "Tỉnh Tây Ninh"],
  ["tỉnh long an", "Tỉnh Tây Ninh"],
  ["Tây Ninh", "Tỉnh Tây Ninh"],
  ["Yên Bái", "Tỉnh Lào Cai"],
  ["Bắc Giang", "Thành phố Bắc Ninh"],
  ["Quảng Bình", "Tỉnh Quảng Trị"],
  ["Bình Định", "Tỉnh Gia Lai"],
  ["Tiền Giang", "Tỉnh Đồng Tháp"],
  ["Kiên Giang", "Tỉnh An Giang"],
  ["Thừa Thiên Huế", "Thành phố Huế"],
  ["Thừa Thiên - Huế", "Thành phố Huế"],
  ["Huế", "Thành phố Huế"],
  // In one word, in short, in English.
  ["Saigon", `Phường Sài Gòn, ${CITY}`],
  ["Hanoi", "Thành phố Hà Nội"],
  ["Daklak", "Tỉnh Đắk Lắk"],
  ["saigon, hcmc", `Phường Sài Gòn, ${CITY}`],
  ["District 1", `Phường Tân Định, ${CITY}`],
  ["Ward 12, District 10", `Phường Hòa Hưng, ${CITY}`],
  ["Thu Duc City", `Phường Thủ Đức, ${CITY}`],
  ["Binh Duong province", `Phường Bình Dương, ${CITY}`],
  ["Can Gio district", `Xã Cần Giờ, ${CITY}`],
];

test("the city by all that it is called leads to its wards, and is none of them itself", () => {
  const places = placesOn(NOW, "vi");
  const wards = places.filter(({ label }) => label.endsWith(`, ${CITY}`));
  expect(places.map(({ label }) => label)).not.toContain(CITY);
  for (const typed of [CITY, "HCM", "TPHCM", "TP. HCM", "Ho Chi Minh City"])
    expect(search(places, typed, true).map(({ value }) => value), typed).toEqual(wards.map(({ value }) => value));
});

const MEANT: [typed: string, meant: string | undefined][] = [
  ["Thảo Điền", `Phường An Khánh, ${CITY}`],
  ["phuong binh thanh", `Phường Bình Thạnh, ${CITY}`],
  ["xã Thạnh An", `Xã Thạnh An, ${CITY}`],
  ["Xã Thanh An", `Xã Thanh An, ${CITY}`],
  ["xa thanh an", undefined],
  ["Dĩ An, Bình Dương", undefined],
  // The ward, or the province that was?
  ["Bình Dương", undefined],
  ["hà nội", "Thành phố Hà Nội"],
  ["Ba Đình, Hà Nội", undefined],
];

test.each(MEANT)("who leaves the list means: %s", (typed, expected) => {
  expect(meant(placesOn(NOW, "vi"), typed, true)?.label).toBe(expected);
});

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
  ["xã Thạnh An", "vi", "Ủy ban nhân dân xã Thạnh An"],
  ["phường Tân Sơn", "vi", "Ủy ban nhân dân phường Tân Sơn"],
  ["phu tho", "vi", "Ủy ban nhân dân phường Phú Thọ"],
  ["UBND xã Thanh An", "vi", "Ủy ban nhân dân xã Thanh An"],
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

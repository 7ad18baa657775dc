/** Made-up journeys of consignments, as a post would tell them. */
import type { Event, Names } from "hoso";

interface Sample {
  name: Names;
  events: Event[];
}

const office = {
  agency: { vi: "Bộ phận một cửa Sở Nội vụ", en: "Counter of the Department of Home Affairs" },
  centre: { vi: "Bưu cục Thủ Dầu Một", en: "Thủ Dầu Một post office" },
  town: { vi: "Bưu cục Dĩ An", en: "Dĩ An post office" },
};

/** Events of one consignment, numbered in the order in which they are told. */
function journey(consignment: string, told: Omit<Event, "id" | "consignment">[]): Event[] {
  return told.map((event, position) => ({ id: `e${position + 1}`, consignment, ...event }));
}

const start: Omit<Event, "id" | "consignment">[] = [
  { kind: "created", at: "2019-11-13T09:05:00+07:00", office: office.agency },
  { kind: "accepted", at: "2019-11-13T15:40:00+07:00", office: office.agency },
  { kind: "departed", at: "2019-11-13T18:10:00+07:00", office: office.centre },
  { kind: "arrived", at: "2019-11-14T06:30:00+07:00", office: office.town },
];

export const samples: Sample[] = [
  {
    name: { vi: "Đã phát, sau một lần vắng nhà", en: "Delivered, after one attempt in vain" },
    events: journey("LE704280574SE", [
      ...start,
      { kind: "out_for_delivery", at: "2019-11-14T08:00:00+07:00", office: office.town },
      { kind: "delivery_failed", at: "2019-11-14T10:20:00+07:00", office: office.town, reason: "addressee_absent" },
      { kind: "out_for_delivery", at: "2019-11-18T08:05:00+07:00", office: office.town },
      { kind: "delivered", at: "2019-11-18T09:45:00+07:00", office: office.town },
    ]),
  },
  {
    name: { vi: "Đang đi phát", en: "Out for delivery" },
    events: journey("RK166520145LV", [
      ...start,
      { kind: "out_for_delivery", at: "2019-11-14T08:00:00+07:00", office: office.town },
    ]),
  },
  {
    name: { vi: "Chuyển hoàn: hai lần phát không được", en: "Returned: two attempts in vain" },
    events: journey("EH036261918US", [
      ...start,
      { kind: "out_for_delivery", at: "2019-11-14T08:00:00+07:00", office: office.town },
      { kind: "delivery_failed", at: "2019-11-14T10:20:00+07:00", office: office.town, reason: "unreachable" },
      { kind: "delivery_failed", at: "2019-11-18T10:00:00+07:00", office: office.town, reason: "address_wrong" },
      { kind: "held", at: "2019-11-18T16:00:00+07:00", office: office.town },
      { kind: "return_started", at: "2019-11-29T08:00:00+07:00", office: office.town },
      { kind: "returned", at: "2019-12-02T10:30:00+07:00", office: office.agency },
    ]),
  },
  {
    name: { vi: "Thất lạc, đã khiếu nại", en: "Lost, with a claim" },
    events: journey("LE704280574SE", [
      ...start.slice(0, 3),
      { kind: "lost", at: "2019-11-25T09:00:00+07:00", office: office.centre },
      { kind: "claim_opened", at: "2019-11-26T14:00:00+07:00" },
    ]),
  },
  {
    name: { vi: "Sự kiện mâu thuẫn: phát rồi lại báo vắng nhà", en: "Events that contradict: delivered, then nobody at home" },
    events: journey("RK166520145LV", [
      ...start,
      { kind: "delivered", at: "2019-11-14T09:10:00+07:00", office: office.town },
      { kind: "delivery_failed", at: "2019-11-14T09:30:00+07:00", office: office.town, reason: "addressee_absent" },
      { kind: "void", at: "2019-11-14T11:00:00+07:00", office: office.town, voids: "e99" },
    ]),
  },
];

/** Made-up journeys of consignments, as a post would tell them; the last of each is of these days. */
import type { Day, Event, Names } from "hoso";

export interface Sample {
  item: string;
  name: Names;
  /** The day by which it was to be delivered. */
  due: Day;
  events: (Event & { at: string })[];
}

type Told = Omit<Event, "id" | "consignment" | "at"> & { at: string };

const office = {
  agency: { vi: "Bộ phận một cửa Sở Nội vụ", en: "Counter of the Department of Home Affairs" },
  centre: { vi: "Bưu cục Thủ Dầu Một", en: "Thủ Dầu Một post office" },
  town: { vi: "Bưu cục Dĩ An", en: "Dĩ An post office" },
};

export function samplesOn(today: Day): Sample[] {
  const day = (ago: number) => new Date(Date.parse(today) - ago * 86_400_000).toISOString().slice(0, 10);
  const at = (ago: number, clock: string) => `${day(ago)}T${clock}:00+07:00`;
  /** On its way since so many days. */
  const start = (ago: number): Told[] => [
    { kind: "created", at: at(ago, "09:05"), office: office.agency },
    { kind: "accepted", at: at(ago, "15:40"), office: office.agency },
    { kind: "departed", at: at(ago, "18:10"), office: office.centre },
    { kind: "arrived", at: at(ago - 1, "06:30"), office: office.town },
  ];
  /** Events of one consignment, numbered in the order in which they are told. */
  const sample = (item: string, due: number, name: Names, told: Told[]): Sample => ({
    item,
    name,
    due: day(due),
    events: told.map((event, position) => ({ id: `e${position + 1}`, consignment: item, ...event })),
  });

  return [
    sample("EV123456785VN", 4, { vi: "Đã phát, sau một lần vắng nhà", en: "Delivered, after one attempt in vain" }, [
      ...start(6),
      { kind: "out_for_delivery", at: at(5, "08:00"), office: office.town },
      { kind: "delivery_failed", at: at(5, "10:20"), office: office.town, reason: "addressee_absent" },
      { kind: "out_for_delivery", at: at(2, "08:05"), office: office.town },
      { kind: "delivered", at: at(2, "09:45"), office: office.town },
    ]),
    sample("CE260000017VN", 0, { vi: "Đang đi phát", en: "Out for delivery" }, [
      ...start(1),
      { kind: "out_for_delivery", at: at(0, "07:30"), office: office.town },
    ]),
    sample("RL040700023VN", 18, { vi: "Chuyển hoàn: hai lần phát không được", en: "Returned: two attempts in vain" }, [
      ...start(20),
      { kind: "out_for_delivery", at: at(19, "08:00"), office: office.town },
      { kind: "delivery_failed", at: at(19, "10:20"), office: office.town, reason: "unreachable" },
      { kind: "delivery_failed", at: at(16, "10:00"), office: office.town, reason: "address_wrong" },
      { kind: "held", at: at(16, "16:00"), office: office.town },
      { kind: "return_started", at: at(5, "08:00"), office: office.town },
      { kind: "returned", at: at(2, "10:30"), office: office.agency },
    ]),
    sample("EV200000071VN", 12, { vi: "Thất lạc, đã khiếu nại", en: "Lost, with a claim" }, [
      ...start(14).slice(0, 3),
      { kind: "lost", at: at(3, "09:00"), office: office.centre },
      { kind: "claim_opened", at: at(2, "14:00") },
    ]),
    sample("CE999000017VN", 6, { vi: "Sự kiện mâu thuẫn: phát rồi lại báo vắng nhà", en: "Events that contradict: delivered, then nobody at home" }, [
      ...start(7),
      { kind: "delivered", at: at(6, "09:10"), office: office.town },
      { kind: "delivery_failed", at: at(6, "09:30"), office: office.town, reason: "addressee_absent" },
      { kind: "void", at: at(6, "11:00"), office: office.town, voids: "e99" },
    ]),
  ];
}

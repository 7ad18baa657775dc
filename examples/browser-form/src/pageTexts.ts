/** The words about the page's own ways: what it keeps, when there is no network. */
import type { Language } from "hoso";
import type { Harm } from "./claims";

interface PageTexts {
  loading: string;
  stepsLabel: string;
  /** What is kept of what was typed, and until when. */
  kept: string;
  printed: string;
  /** Asked before all is cleared. */
  clearSure: string;
  offline: string;
  /** In which language it is printed, where that is another. */
  printNote: string;
  print: Record<
    "to" | "dossier" | "dossierBlank" | "item" | "itemBlank" | "terms" | "service" | "until" | "condition" | "signature" | "signHere",
    string
  >;
  follow: Record<
    | "number"
    | "numberHint"
    | "exampleHint"
    | "code"
    | "find"
    | "noNumber"
    | "unknown"
    | "samples"
    | "paste"
    | "hint"
    | "empty"
    | "due"
    | "dueHint"
    | "claims",
    string
  > & {
    /** What a claim may be about. */
    harms: Record<Harm, string>;
    claimUntil: (day: string) => string;
  };
  /** What was typed and is not in a list. */
  notListed: (typed: string) => string;
  /** What was typed and is in a list more than once. */
  chooseOne: (typed: string, count: number) => string;
}

const vi: PageTexts = {
  loading: "Đang tải…",
  stepsLabel: "Các bước",
  kept: "Những gì bạn điền chỉ được giữ trong thẻ này của trình duyệt để không mất khi tải lại trang, và được xóa khi bạn in phiếu, xóa hết hoặc đóng thẻ. Trang không giữ gì khác về bạn.",
  printed: "Bản giữ tạm trong trình duyệt đã được xóa. Bạn còn in lại được cho đến khi rời trang này.",
  clearSure: "Xóa mọi thứ bạn đã điền và làm phiếu khác? Không lấy lại được nữa.",
  offline: "Không có mạng. Trang vẫn dùng được, theo quy định và bảng cước đã tải về lần trước.",
  printNote: "",
  print: {
    to: "Kính gửi:",
    dossier: "Mã hồ sơ",
    dossierBlank: "Mã hồ sơ (cơ quan ghi)",
    item: "Số hiệu bưu gửi",
    itemBlank: "Dán nhãn bưu gửi vào đây",
    terms: "Dịch vụ và cước",
    service: "Dịch vụ",
    until: "chậm nhất",
    condition: "Các ngày trên",
    signature: "Người đăng ký",
    signHere: "(Ký, ghi rõ họ tên)",
  },
  follow: {
    number: "Số hiệu bưu gửi",
    numberHint: "Hai chữ, chín số, hai chữ, ghi trên phiếu gửi: chẳng hạn EV 123 456 785 VN.",
    exampleHint: "Hai chữ, chín số, hai chữ, ghi trên phiếu gửi. Trang minh họa chỉ biết các bưu gửi dưới đây, chẳng hạn EV 123 456 785 VN.",
    code: "Mã tra cứu bưu điện đưa cùng số hiệu",
    find: "Xem bưu gửi",
    noNumber: "Hãy nhập số hiệu bưu gửi.",
    unknown: "Trang minh họa không nối với bưu điện nào và không biết bưu gửi này. Hãy thử một số hiệu dưới đây.",
    samples: "Xem thử một bưu gửi",
    paste: "Có danh sách sự kiện (JSON)?",
    hint: "Danh sách sự kiện bưu điện gửi cho cơ quan; thứ tự và bản trùng không quan trọng.",
    empty: "Gõ số hiệu bưu gửi hoặc chọn một ví dụ để xem bưu gửi đang ở đâu.",
    due: "Ngày lẽ ra phải phát xong, nếu biết",
    dueHint: "Ngày này quyết định khiếu nại phát chậm hoặc bị mất được đến hôm nào.",
    claims: "Khiếu nại với bưu điện được đến khi nào",
    harms: { damaged: "Thiếu hoặc hư hỏng giấy tờ", late: "Phát chậm", lost: "Chưa nhận được bưu gửi" },
    claimUntil: (day) => `đến hết ${day}`,
  },
  notListed: (typed) => `“${typed}” không có trong danh sách. Hãy chọn một mục trong danh sách.`,
  chooseOne: (typed, count) => `Danh sách có ${count} mục khớp với “${typed}”. Hãy mở danh sách và chọn một mục.`,
};

const en: PageTexts = {
  loading: "Loading…",
  stepsLabel: "Steps",
  kept: "What you fill in is kept in this tab of the browser alone, so that a reload does not lose it, and is erased when you print the form, clear it or close the tab. The page keeps nothing else about you.",
  printed: "The copy that the browser kept has been erased. You can print again until you leave this page.",
  clearSure: "Clear everything that you filled in and start again? It cannot be brought back.",
  offline: "There is no network. The page works all the same, by the rules and charges that it loaded last time.",
  printNote: "The printed form is in Vietnamese, as offices take it.",
  // What is printed is Vietnamese for everybody.
  print: vi.print,
  follow: {
    number: "Item number",
    numberHint: "Two letters, nine digits, two letters, as on the slip: EV 123 456 785 VN, for example.",
    exampleHint: "Two letters, nine digits, two letters, as on the slip. This example knows only the items below: EV 123 456 785 VN, for one.",
    code: "Code that the post gave with the number",
    find: "Show the item",
    noNumber: "Please enter the number of the item.",
    unknown: "This example is connected to no post and does not know this item. Try one of the numbers below.",
    samples: "Look at a sample",
    paste: "Do you have a list of events (JSON)?",
    hint: "The list of events that the post sends to the agency; order and repetitions do not matter.",
    empty: "Type the number of an item or choose a sample to see where it is.",
    due: "Day on which it should have been delivered, if you know it",
    dueHint: "It decides until when the post takes a claim for a late or lost item.",
    claims: "Until when the post takes a claim",
    harms: { damaged: "Papers missing or damaged", late: "Delivered late", lost: "Item not received" },
    claimUntil: (day) => `until ${day}, that day included`,
  },
  notListed: (typed) => `“${typed}” is not in the list. Choose an entry of the list.`,
  chooseOne: (typed, count) => `The list has ${count} entries for “${typed}”. Open it and choose one.`,
};

export const pageTexts: Record<Language, PageTexts> = { vi, en };

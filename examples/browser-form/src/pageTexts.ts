/** The words about the page's own ways: what it keeps, when there is no network. */
import type { Language } from "hoso";

interface PageTexts {
  stepsLabel: string;
  /** What is kept of what was typed, and until when. */
  kept: string;
  printed: string;
  offline: string;
  /** In which language it is printed, where that is another. */
  printNote: string;
  print: Record<
    "to" | "dossier" | "dossierBlank" | "item" | "itemBlank" | "terms" | "service" | "until" | "signature" | "signHere",
    string
  >;
  /** What was typed and is not in a list. */
  notListed: (typed: string) => string;
}

const vi: PageTexts = {
  stepsLabel: "Các bước",
  kept: "Những gì bạn điền chỉ được giữ trong thẻ này của trình duyệt để không mất khi tải lại trang, và được xóa khi bạn in phiếu, xóa hết hoặc đóng thẻ. Trang không giữ gì khác về bạn.",
  printed: "Bản giữ tạm trong trình duyệt đã được xóa. Bạn còn in lại được cho đến khi rời trang này.",
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
    signature: "Người đăng ký",
    signHere: "(Ký, ghi rõ họ tên)",
  },
  notListed: (typed) => `“${typed}” không có trong danh sách. Hãy chọn một mục trong danh sách.`,
};

const en: PageTexts = {
  stepsLabel: "Steps",
  kept: "What you fill in is kept in this tab of the browser alone, so that a reload does not lose it, and is erased when you print the form, clear it or close the tab. The page keeps nothing else about you.",
  printed: "The copy that the browser kept has been erased. You can print again until you leave this page.",
  offline: "There is no network. The page works all the same, by the rules and charges that it loaded last time.",
  printNote: "The printed form is in Vietnamese, as offices take it.",
  // What is printed is Vietnamese for everybody.
  print: vi.print,
  notListed: (typed) => `“${typed}” is not in the list. Choose an entry of the list.`,
};

export const pageTexts: Record<Language, PageTexts> = { vi, en };

/** What `<hoso-quote>` says by itself; what is said of an answer or a mistake comes from hoso. */
import type { Language } from "./codes.js";
import type { ComboboxWords } from "./combobox.js";

interface Words extends ComboboxWords {
  labels: Record<"agency" | "procedure" | "service" | "place" | "on" | "weight_grams", string>;
  start: string;
  noPlace: string;
  yes: string;
  no: string;
  total: string;
  fee: string;
  due: string;
  days: string;
  details: string;
  noDay: string;
  noBook: string;
  waiting: string;
  failed: string;
}

const vi: Words = {
  labels: {
    agency: "Cơ quan giải quyết",
    procedure: "Thủ tục hành chính",
    service: "Gửi qua bưu điện",
    place: "Địa chỉ của bạn: xã, phường hoặc tỉnh, thành phố",
    on: "Ngày gửi",
    weight_grams: "Khối lượng (gam)",
  },
  pick: "Gõ để tìm",
  nothing: "Không có mục nào như vậy trong danh sách.",
  several: "Có nhiều mục như vậy. Hãy chọn một mục trong danh sách.",
  found: (count) => `${count} mục để chọn`,
  start: "Chọn cơ quan và thủ tục để biết có gửi qua bưu điện được không.",
  noPlace: "Chọn địa chỉ của bạn để biết cước và thời hạn.",
  yes: "Gửi qua bưu điện được",
  no: "Không gửi qua bưu điện được",
  total: "Tổng cước",
  fee: "Phí, lệ phí thu hộ cơ quan",
  due: "Bạn trả cho bưu điện",
  days: "Chậm nhất",
  details: "Giải thích và căn cứ",
  noDay: "Hãy chọn ngày gửi.",
  noBook: "Bộ quy tắc chưa đúng",
  waiting: "Đang tải bảng cước…",
  failed: "Chưa tải được bảng cước. Hãy thử lại sau.",
};

const en: Words = {
  labels: {
    agency: "Agency",
    procedure: "Procedure",
    service: "By post",
    place: "Your place: commune, ward or province",
    on: "Day of sending",
    weight_grams: "Weight (grams)",
  },
  pick: "Type to search",
  nothing: "The list has nothing of that name.",
  several: "Several are called so. Choose one from the list.",
  found: (count) => `${count} to choose from`,
  start: "Choose an agency and a procedure to see whether it may go by post.",
  noPlace: "Choose your place to see the charge and the days.",
  yes: "This may go by post",
  no: "This cannot go by post",
  total: "Charge in all",
  fee: "Fees collected for the agency",
  due: "You pay the post",
  days: "At the latest",
  details: "Explanation and legal basis",
  noDay: "Choose the day of sending.",
  noBook: "The rulebook is not right",
  waiting: "Loading the prices…",
  failed: "The prices cannot be loaded. Try again later.",
};

/** @internal */
export const words: Record<Language, Words> = { vi, en };

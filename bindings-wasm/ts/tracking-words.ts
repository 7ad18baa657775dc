/** What a person can expect and do, by where a consignment is: kinds of events are what an operator speaks of. */
import type { Language, State } from "./codes.js";

interface Words {
  since: string;
  attempts: string;
  claim: string;
  damaged: string;
  journey: string;
  next: string;
  final: string;
  uncounted: string;
  cause: string;
  claimUntil: (day: string) => string;
  failed: string;
  waiting: string;
  wrong: string;
  states: Record<State, string>;
}

const vi: Words = {
  since: "từ",
  attempts: "Số lần phát chưa được",
  claim: "Khiếu nại",
  damaged: "Bưu gửi bị hư hỏng. Hãy cùng bưu tá lập biên bản khi nhận, và giữ lại bao bì.",
  journey: "Hành trình",
  next: "Tiếp theo, và bạn cần làm gì",
  final: "Hành trình đã kết thúc.",
  uncounted: "Sự kiện bất thường",
  cause: "Trách nhiệm",
  claimUntil: (day) => `Khiếu nại với bưu điện được đến hết ${day}.`,
  failed: "Chưa xem được bưu gửi này. Hãy kiểm tra số hiệu và mã tra cứu, hoặc thử lại sau.",
  waiting: "Đang tìm bưu gửi…",
  wrong: "Danh sách sự kiện chưa đúng",
  states: {
    none: "Bưu điện chưa cho biết gì về bưu gửi này. Hãy kiểm tra lại số hiệu, hoặc xem lại sau.",
    created: "Bưu gửi đã được báo trước, bưu điện chưa nhận. Bạn chưa phải làm gì.",
    accepted: "Bưu điện đã nhận và sẽ chuyển đi. Bạn chưa phải làm gì.",
    in_transit: "Bưu gửi đang trên đường. Bạn chưa phải làm gì; bưu tá gọi điện trước khi đến.",
    out_for_delivery: "Bưu tá đang mang đến trong ngày. Người nhận hãy để điện thoại bên mình, chuẩn bị giấy tờ và tiền cước nếu trả khi nhận.",
    attempted: "Bưu điện sẽ phát lại, hoặc mời người nhận đến bưu cục. Hãy gọi bưu cục để hẹn giờ, hoặc để sửa địa chỉ hay số điện thoại.",
    held: "Bưu gửi đang chờ ở bưu cục. Người nhận hãy đến lấy và mang theo giấy tờ; quá thời hạn lưu giữ, bưu gửi quay về nơi gửi.",
    returning: "Bưu gửi đang quay về nơi gửi. Hãy hỏi nơi gửi để đến nhận tại chỗ, hoặc nhờ gửi lại.",
    lost: "Bưu điện chưa tìm thấy bưu gửi. Hãy khiếu nại với bưu điện để được bồi thường, và báo cơ quan để làm lại giấy tờ.",
    delivered: "Nếu thiếu giấy tờ, hoặc người nhận chưa cầm bưu gửi, hãy khiếu nại với bưu điện.",
    returned: "Bưu gửi đã về nơi gửi. Hãy đến đó nhận, hoặc nhờ gửi lại.",
    cancelled: "Bưu gửi không được gửi đi nữa. Nếu bạn không yêu cầu hủy, hãy hỏi nơi gửi.",
  },
};

const en: Words = {
  since: "since",
  attempts: "Failed attempts",
  claim: "Claim",
  damaged: "The item is damaged. Have the postman write it down when you take it, and keep the wrapping.",
  journey: "Journey",
  next: "What comes next, and what to do",
  final: "The journey is over.",
  uncounted: "Events that do not fit",
  cause: "Caused by",
  claimUntil: (day) => `The post takes a claim until ${day}, that day included.`,
  failed: "This item cannot be shown. Check its number and code, or try again later.",
  waiting: "Looking for the item…",
  wrong: "The list of events is not right",
  states: {
    none: "The post has told nothing about this item. Check its number, or look again later.",
    created: "The item was announced; the post does not have it yet. There is nothing to do.",
    accepted: "The post has it and will send it on. There is nothing to do.",
    in_transit: "The item is on its way. There is nothing to do; the postman calls before coming.",
    out_for_delivery: "The postman brings it today. The recipient keeps the telephone close, and papers and money ready where the charge is paid at the door.",
    attempted: "The post will try again, or ask the recipient to come to the office. Call the office to agree on a time, or to correct the address or telephone number.",
    held: "The item waits at the post office. The recipient fetches it there, with papers; when the time of holding is over it goes back to the sender.",
    returning: "The item is on its way back to the sender. Ask the sender to fetch it there, or to have it sent again.",
    lost: "The post cannot find the item. Claim it from the post to be compensated, and tell the agency, so that the papers are made anew.",
    delivered: "If papers are missing, or the recipient does not have the item, claim it from the post.",
    returned: "The item is back at the sender. Fetch it there, or have it sent again.",
    cancelled: "The item is not sent any more. If you did not ask for that, ask the sender.",
  },
};

/** @internal */
export const words: Record<Language, Words> = { vi, en };

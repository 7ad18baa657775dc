/** The words of the page itself; what is said of an answer or a mistake, and the labels of lists, come from hoso. */
import type { Enclosure, Language } from "hoso";
import type { PAPERS } from "./request";

interface Texts {
  title: string;
  skip: string;
  pages: { request: string; price: string; follow: string };
  example: string;
  steps: { choose: string; information: string; review: string };
  leads: { choose: string; information: string; review: string; price: string; follow: string };
  groups: Record<string, string>;
  /** Labels by path; positions in lists are left out. */
  labels: Record<string, string>;
  /** Labels of what was answered, where they differ from the questions. */
  entries: Record<string, string>;
  hints: Record<string, string>;
  /** Whose dossier it is, when that may be a company. */
  organisation: Record<"whose" | "person" | "company" | "name" | "number" | "numberHint" | "submitter", string> & {
    /** What hoso says of a person's name, and what is said of a company's in its place. */
    instead: [person: string, company: string][];
  };
  oldCards: string;
  blankStreet: string;
  /** The street in a province whose wards are not listed. */
  farStreet: Record<"label" | "hint" | "noWard", string>;
  /** Before the title of a page on which something is wrong. */
  wrong: string;
  /** What is said where a list has nothing of what was typed. */
  nothing: Record<string, string>;
  /** A link asked for something that there is not. */
  inVain: (labels: string) => string;
  /** What to do about a place that is not in the list. */
  farPlace: string;
  /** Of a day: there is none; it has passed; it is not of this rulebook; where its rules are. */
  noDay: string;
  passed: string;
  outside: string;
  elsewhere: string;
  archive: Record<"label" | "here" | "today" | "rulebooks", string>;
  optional: string;
  names: Record<string, string>;
  /** The days from which others are counted. */
  moments: Record<string, string>;
  /** What a paper may be. */
  papers: Record<keyof typeof PAPERS, string>;
  choice: Record<
    "filePost" | "fileSelf" | "returnPost" | "returnSelf" | "pickUp" | "bring" | "pick" | "none" | "many" | "formerly" | "yes" | "no",
    string
  >;
  answer: Record<
    | "heading"
    | "start"
    | "nothing"
    | "covered"
    | "notCovered"
    | "anotherWay"
    | "price"
    | "priceStart"
    | "noPrice"
    | "line"
    | "amount"
    | "total"
    | "included"
    | "payers"
    | "door"
    | "fee"
    | "due"
    | "noDue"
    | "basis"
    | "contract"
    | "words"
    | "source",
    string
  >;
  actions: Record<"next" | "back" | "change" | "add" | "remove" | "check" | "print" | "download" | "open" | "close" | "clear" | "clearAll", string>;
  /** The answer in a line, at the foot of a phone's screen. */
  bar: Record<"start" | "agency" | "day" | "nothing" | "yes" | "no" | "partly" | "place" | "weight" | "noPrice" | "until" | "cutOff", string>;
  /** On what the days depend: a time of day before which it must be filed. */
  cutOff: (time: string) => string;
  /** What the agency asks for besides, and the post does not collect; without an amount it is by the page or copy. */
  ownFee: (amount?: string) => string;
  errors: (count: number) => string;
  review: Record<"ready" | "notSent" | "typed" | "day", string> & {
    copies: (copies: number, original: Enclosure["original"]) => string;
  };
  days: (days: number, unit: "working" | "calendar") => string;
}

const vi: Texts = {
  title: "Hồ sơ qua bưu điện",
  skip: "Đến nội dung chính",
  pages: { request: "Đăng ký", price: "Tra cước", follow: "Theo dõi bưu gửi" },
  example:
    "Trang minh họa của thư viện hoso, không phải trang của cơ quan nhà nước. Thông tin không được gửi đi: mọi việc diễn ra trên máy của bạn.",
  steps: { choose: "Chọn dịch vụ", information: "Điền thông tin", review: "Kiểm tra và in" },
  leads: {
    choose: "Chọn thủ tục, cách nộp và cách nhận để biết ngay có gửi qua bưu điện được không, cước bao nhiêu và khi nào xong.",
    information: "Ghi đúng như trên giấy tờ. Bưu điện chỉ dùng thông tin này cho lần chuyển phát này.",
    review: "Đọc lại lần cuối. Chúng tôi đã viết lại một số mục theo cách ghi thống nhất.",
    price: "Xem trước cước và thời hạn, không cần điền thông tin nào về bạn.",
    follow: "Xem hồ sơ của bạn đã đi đến đâu, và điều gì có thể xảy ra tiếp theo.",
  },
  groups: {
    procedure: "Thủ tục",
    ways: "Cách nộp và cách nhận",
    place: "Nơi gửi, nơi nhận",
    request: "Yêu cầu",
    applicant: "Người nộp hồ sơ (chủ hồ sơ)",
    submitter: "Người nộp thay",
    recipient: "Người nhận thay",
    address: "Địa chỉ",
    documents: "Giấy tờ gửi kèm",
    extras: "Dịch vụ thêm và giảm cước",
    last: "Ghi chú và đồng ý",
  },
  labels: {
    agency: "Cơ quan giải quyết",
    procedure: "Thủ tục hành chính",
    file_by_post: "Bạn nộp hồ sơ bằng cách nào?",
    return_by_post: "Bạn nhận kết quả bằng cách nào?",
    reception: "Nơi tiếp nhận hồ sơ và trả kết quả",
    on: "Ngày gửi hoặc nộp hồ sơ",
    weight_grams: "Khối lượng (gam)",
    dossier: "Mã hồ sơ",
    "applicant.name": "Họ và tên",
    "applicant.document": "Giấy tờ",
    "applicant.document.kind": "Loại giấy tờ",
    "applicant.document.number": "Số giấy tờ",
    "applicant.phone": "Điện thoại",
    "applicant.email": "Thư điện tử",
    other_submitter: "Người khác nộp hồ sơ thay tôi",
    "submitter.name": "Họ và tên người nộp thay",
    "submitter.document.kind": "Loại giấy tờ của người nộp thay",
    "submitter.document.number": "Số giấy tờ của người nộp thay",
    "submitter.phone": "Điện thoại người nộp thay",
    "submitter.email": "Thư điện tử người nộp thay",
    other_recipient: "Người khác nhận thay tôi",
    "recipient.name": "Họ và tên người nhận",
    "recipient.document.kind": "Loại giấy tờ của người nhận",
    "recipient.document.number": "Số giấy tờ của người nhận",
    "recipient.phone": "Điện thoại người nhận",
    "recipient.email": "Thư điện tử người nhận",
    "recipient.relation": "Quan hệ với người nộp hồ sơ",
    "recipient.authorised": "Tôi đã ủy quyền bằng văn bản cho người này",
    "address.place": "Xã, phường hoặc tỉnh, thành phố",
    "address.street": "Số nhà, đường, ấp, khu phố",
    options: "Dịch vụ thêm",
    agency_fee_units: "Số trang, số bản tính phí",
    applicant_categories: "Đối tượng được giảm cước",
    documents: "Giấy tờ",
    "documents.name": "Tên giấy tờ",
    "documents.copies": "Số bản",
    "documents.original": "Loại bản",
    pick_up: "Bưu điện nhận hồ sơ ở đâu?",
    collect_agency_fee: "Thu hộ phí, lệ phí",
    consent: "Tôi đồng ý chuyển các thông tin này cho bưu điện, chỉ để phục vụ lần chuyển phát này",
    note: "Ghi chú cho bưu điện",
    item: "Số hiệu bưu gửi",
  },
  entries: {
    "applicant.name": "Tên",
    return_by_post: "Nhận kết quả qua bưu điện",
    pick_up: "Bưu tá đến nhận hồ sơ",
    consent: "Đồng ý chuyển thông tin cho bưu điện",
    "recipient.authorised": "Đã ủy quyền bằng văn bản",
  },
  hints: {
    procedure: "Gõ vài chữ trong tên hoặc mã thủ tục; không cần gõ dấu.",
    reception: "Bưu điện mang hồ sơ đến đây, và lấy kết quả ở đây.",
    "address.place": "Nơi bưu điện đến, để tính cước và thời gian.",
    weight_grams: "20 tờ giấy A4 nặng khoảng 100 gam.",
    dossier: "Ghi trên giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
    "applicant.phone": "Bưu tá gọi số này trước khi đến.",
    "recipient.document.number": "Người nhận xuất trình giấy tờ này khi nhận.",
    note: "Chẳng hạn giờ có người ở nhà.",
    item:
      "Nếu bưu điện đã đưa nhãn, chẳng hạn EV 123 456 785 VN. Số này được in thành mã QR trên phiếu.",
  },
  organisation: {
    whose: "Hồ sơ này của ai?",
    person: "Của một người",
    company: "Của công ty, tổ chức, hộ kinh doanh",
    name: "Tên công ty, tổ chức, hộ kinh doanh",
    instead: [
      ["Họ và tên của người nộp hồ sơ", "Tên công ty, tổ chức, hộ kinh doanh"],
      ["họ và tên của người nộp hồ sơ", "tên công ty, tổ chức, hộ kinh doanh"],
    ],
    number: "Mã số thuế",
    numberHint: "10 số; đơn vị phụ thuộc có thêm 3 số; hộ kinh doanh có thể dùng căn cước 12 số.",
    submitter: "Một người nộp hồ sơ cho công ty, tổ chức",
  },
  blankStreet: "Để trống được: bưu điện không phải đến địa chỉ này.",
  farStreet: {
    label: "Số nhà, đường, ấp, khu phố và xã, phường",
    hint: "Ghi cả tên xã, phường, chẳng hạn: 12 Lê Lợi, phường Ba Đình.",
    noWard: "Địa chỉ chưa có xã, phường; hãy ghi thêm.",
  },
  wrong: "Lỗi: ",
  oldCards:
    "Chứng minh nhân dân 9 số không còn giá trị từ 01/01/2025 (Luật Căn cước 26/2023/QH15, Điều 46). Chỉ ghi số này nếu hồ sơ cũ đã ghi như vậy; nếu không, chọn căn cước 12 số.",
  nothing: {
    "address.place": "Không có nơi nào tên như vậy trong danh sách.",
    agency: "Không có cơ quan nào tên như vậy trong ngày đã chọn.",
    procedure: "Không có thủ tục nào như vậy ở cơ quan đã chọn.",
  },
  inVain: (labels) => `Liên kết bạn đã mở nêu một mã không có trong danh sách này (${labels}). Hãy tự chọn trong danh sách.`,
  farPlace:
    "Địa chỉ ngoài tỉnh, thành phố này: chọn tên tỉnh, thành phố của địa chỉ, rồi ghi xã, phường cùng số nhà, đường ở bước sau. Trang này không tính cước ra nước ngoài.",
  noDay: "Hãy nhập ngày gửi.",
  passed: "Ngày này đã qua. Nếu bạn chưa gửi, hãy chọn hôm nay hoặc một ngày sau.",
  outside: "Quy định của trang này không áp dụng cho ngày đã chọn.",
  elsewhere: "Quy định của ngày này:",
  archive: {
    label: "Quy định cũ",
    here: "Bạn đang xem quy định cũ, chỉ để tra cứu.",
    today: "Về quy định hiện hành",
    rulebooks: "Quy định hiện hành và quy định cũ",
  },
  optional: "không bắt buộc",
  moments: {
    posted_on: "ngày gửi hồ sơ",
    filed_on: "ngày cơ quan nhận hồ sơ",
    resolved_on: "ngày cơ quan giải quyết xong",
    collected_on: "ngày bưu điện nhận kết quả",
    last_attempt_on: "ngày phát lần trước",
  },
  papers: { original: "Bản chính", copy: "Bản sao", electronic: "Bản điện tử" },
  names: {
    collect_agency_fee: "Bưu điện thu hộ phí, lệ phí của thủ tục",
    revolutionary_before_1945: "Người hoạt động cách mạng trước năm 1945",
    heroic_mother: "Bà mẹ Việt Nam anh hùng",
    hero: "Anh hùng Lực lượng vũ trang, Anh hùng Lao động",
    war_invalid: "Thương binh",
    sick_soldier: "Bệnh binh",
    chemical_victim: "Người nhiễm chất độc hóa học",
    imprisoned_revolutionary: "Người hoạt động cách mạng bị địch bắt tù, đày",
    martyr_relative: "Thân nhân liệt sĩ",
    poor_household: "Hộ nghèo",
    difficult_area: "Người ở vùng đặc biệt khó khăn",
    applicant: "Người nộp hồ sơ",
    agency: "Cơ quan giải quyết",
    operator: "Bưu điện",
  },
  choice: {
    filePost: "Gửi qua bưu điện",
    fileSelf: "Nộp trực tiếp hoặc trực tuyến",
    returnPost: "Bưu điện mang đến",
    returnSelf: "Đến cơ quan nhận",
    pickUp: "Bưu tá đến nhận tại địa chỉ",
    bring: "Tôi mang ra bưu cục",
    pick: "Chọn…",
    none: "Không tìm thấy mục nào",
    many: "lựa chọn",
    formerly: "trước đây",
    yes: "Có",
    no: "Không",
  },
  answer: {
    heading: "Kết quả tra cứu",
    start: "Chọn cơ quan, thủ tục và ngày để xem có gửi qua bưu điện được không.",
    nothing: "Bạn nộp và nhận trực tiếp: không cần đến bưu điện, cũng không cần phiếu này.",
    covered: "Thực hiện được qua bưu điện",
    notCovered: "Không thực hiện được qua bưu điện",
    anotherWay: "Hãy chọn cách khác cho phần này để tiếp tục.",
    price: "Cước",
    priceStart: "Chọn nơi gửi, nơi nhận và ghi khối lượng để xem cước.",
    noPrice: "Chưa tính được cước",
    line: "Khoản",
    amount: "Số tiền",
    total: "Tổng cước",
    included: "Trong đó",
    payers: "Ai trả cước",
    door: "Bưu tá thu khi đến",
    fee: "Trong đó phí, lệ phí thu hộ cơ quan",
    due: "Chậm nhất",
    noDue: "Chưa tính được thời hạn",
    basis: "Căn cứ pháp lý",
    contract: "Hợp đồng",
    words: "Diễn giải",
    source: "Căn cứ",
  },
  actions: {
    next: "Tiếp tục",
    back: "Quay lại",
    change: "Thay đổi",
    add: "Thêm giấy tờ",
    remove: "Bỏ",
    check: "Kiểm tra",
    print: "In phiếu",
    download: "Tải phiếu (JSON)",
    open: "Mở tệp…",
    close: "Đóng",
    clear: "Xóa",
    clearAll: "Xóa hết, làm phiếu khác",
  },
  bar: {
    start: "Chọn thủ tục để xem kết quả",
    agency: "Chọn cơ quan để xem kết quả",
    day: "Chọn lại ngày để xem kết quả",
    nothing: "Không cần đến bưu điện",
    yes: "Gửi được",
    no: "Không gửi được qua bưu điện",
    partly: "Chỉ gửi được một chiều",
    place: "chọn nơi đến để xem cước",
    weight: "ghi khối lượng để xem cước",
    noPrice: "chưa tính được cước",
    until: "đến",
    cutOff: "nếu nộp trước",
  },
  cutOff: (time) => `Nếu cơ quan nhận hồ sơ trước ${time}. Từ giờ đó trở đi, hồ sơ được tính là nộp vào ngày làm việc tiếp theo.`,
  ownFee: (amount) =>
    `Cước chưa gồm phí, lệ phí của thủ tục (${amount ?? "tính theo số trang, số bản"}): khoản này bạn trả cho cơ quan, theo cách cơ quan hướng dẫn.`,
  errors: (count) => `Có ${count} chỗ cần sửa`,
  review: {
    ready: "Phiếu đã điền đúng.",
    notSent: "Đây là trang minh họa: phiếu chưa được gửi đi đâu cả. Hãy in hoặc tải phiếu về.",
    typed: "bạn gõ",
    day: "Ngày gửi hoặc nộp",
    copies: (copies, original) =>
      `${copies} ${original === "electronic" ? "bản điện tử" : original ? "bản chính" : "bản sao"}`,
  },
  days: (days, unit) => `${days} ${unit === "working" ? "ngày làm việc" : "ngày"}`,
};

const en: Texts = {
  title: "Paperwork by post",
  skip: "Skip to the main content",
  pages: { request: "Request", price: "Prices", follow: "Follow an item" },
  example: "An example of the hoso library, not a page of any authority. Nothing is sent: everything happens on your own device.",
  steps: { choose: "Choose the service", information: "Fill in the form", review: "Check and print" },
  leads: {
    choose:
      "Choose the procedure, how to file and how to get the result; see at once whether the post may carry it, what it costs and when it is done.",
    information: "Write as your papers say. The post uses these data for this delivery alone.",
    review: "Read it once more. Some entries were rewritten the way they are kept.",
    price: "See the charge and the days beforehand, without telling anything about yourself.",
    follow: "See where your papers are, and what may happen next.",
  },
  groups: {
    procedure: "Procedure",
    ways: "Filing and result",
    place: "From and to",
    request: "Request",
    applicant: "Applicant, whose dossier it is",
    submitter: "Submitter instead of the applicant",
    recipient: "Recipient instead of the applicant",
    address: "Address",
    documents: "Documents enclosed",
    extras: "Extra services and reductions",
    last: "Note and consent",
  },
  labels: {
    agency: "Agency",
    procedure: "Administrative procedure",
    file_by_post: "How do you file the dossier?",
    return_by_post: "How do you get the result?",
    reception: "Counter for the dossier and its result",
    on: "Day of posting or filing",
    weight_grams: "Weight (grams)",
    dossier: "Dossier code",
    "applicant.name": "Full name",
    "applicant.document": "Papers",
    "applicant.document.kind": "Kind of papers",
    "applicant.document.number": "Number of the papers",
    "applicant.phone": "Telephone",
    "applicant.email": "Email",
    other_submitter: "Someone else hands it in for me",
    "submitter.name": "Full name of the submitter",
    "submitter.document.kind": "Kind of the submitter's papers",
    "submitter.document.number": "Number of the submitter's papers",
    "submitter.phone": "Telephone of the submitter",
    "submitter.email": "Email of the submitter",
    other_recipient: "Someone else receives it for me",
    "recipient.name": "Full name of the recipient",
    "recipient.document.kind": "Kind of the recipient's papers",
    "recipient.document.number": "Number of the recipient's papers",
    "recipient.phone": "Telephone of the recipient",
    "recipient.email": "Email of the recipient",
    "recipient.relation": "Relation to the applicant",
    "recipient.authorised": "I have authorised this person in writing",
    "address.place": "Ward, commune, city or province",
    "address.street": "House, street, hamlet",
    options: "Extra services",
    agency_fee_units: "Pages or copies that the fee counts",
    applicant_categories: "Groups with reduced charges",
    documents: "Documents",
    "documents.name": "Name of the document",
    "documents.copies": "Copies",
    "documents.original": "Kind",
    pick_up: "Where does the post take the dossier?",
    collect_agency_fee: "Collection of the agency fee",
    consent: "I agree that these data go to the post, for this delivery alone",
    note: "Note to the post",
    item: "Item number",
  },
  entries: {
    "applicant.name": "Name",
    return_by_post: "Result by post",
    pick_up: "The postman comes for the dossier",
    consent: "The data may go to the post",
    "recipient.authorised": "Authorised in writing",
  },
  hints: {
    procedure: "Type a few letters of its name or code; accents are not needed.",
    reception: "The post brings the dossier here, and takes the result from here.",
    "address.place": "Where the post comes to; price and days depend on it.",
    weight_grams: "20 sheets of A4 weigh about 100 grams.",
    dossier: "As on the slip with the appointment for the result.",
    "applicant.phone": "The postman calls this number before coming.",
    "recipient.document.number": "The recipient shows these papers at the door.",
    note: "When somebody is at home, for example.",
    item:
      "If the post has given you a label, like EV 123 456 785 VN. It is printed on the form as a QR code.",
  },
  organisation: {
    whose: "Whose dossier is it?",
    person: "A person's",
    company: "A company's, organisation's or household business's",
    name: "Name of the company or organisation",
    instead: [
      ["The applicant's name", "The name of the company or organisation"],
      ["the applicant's name", "the name of the company or organisation"],
    ],
    number: "Tax code",
    numberHint: "10 digits; 3 more for a branch; a household business may use the 12 digits of a citizen card.",
    submitter: "A person hands it in for the company",
  },
  blankStreet: "May be left blank: the post need not come to this address.",
  farStreet: {
    label: "House, street, hamlet, and ward or commune",
    hint: "Write the ward or commune too, such as: 12 Lê Lợi, phường Ba Đình.",
    noWard: "The address has no ward or commune; please add it.",
  },
  wrong: "Error: ",
  oldCards:
    "Identity cards of 9 digits have not been valid since 1 January 2025 (Law on Identification 26/2023/QH15, article 46). Give this number only if an older dossier has it; otherwise choose the citizen card of 12 digits.",
  nothing: {
    "address.place": "There is no place of that name in the list.",
    agency: "There is no agency of that name on the day that you chose.",
    procedure: "The agency that you chose has no such procedure.",
  },
  inVain: (labels) => `The link that you followed has a code that is not in the list (${labels}). Please choose it yourself.`,
  farPlace:
    "For an address outside this province choose the name of its province or city, and write its ward or commune with the street in the next step. No charge abroad is told here.",
  noDay: "Please enter the day on which it is to go.",
  passed: "This day has passed. If you have not posted yet, choose today or a later day.",
  outside: "The rules of this page do not apply on the day that you chose.",
  elsewhere: "Rules of that day:",
  archive: {
    label: "Rules of the past",
    here: "These are rules of the past, to look things up.",
    today: "To the rules of today",
    rulebooks: "Rules of today and of the past",
  },
  optional: "optional",
  moments: {
    posted_on: "day of posting",
    filed_on: "day of filing at the agency",
    resolved_on: "day on which the agency is done",
    collected_on: "day on which the post takes the result",
    last_attempt_on: "day of the last attempt",
  },
  papers: { original: "Original", copy: "Copy", electronic: "Electronic copy" },
  names: {
    collect_agency_fee: "The post collects the procedure's fee",
    revolutionary_before_1945: "Revolutionary active before 1945",
    heroic_mother: "Heroic Vietnamese Mother",
    hero: "Hero of the Armed Forces or of Labour",
    war_invalid: "War invalid",
    sick_soldier: "Soldier with an illness from service",
    chemical_victim: "Victim of chemical warfare",
    imprisoned_revolutionary: "Revolutionary who was imprisoned",
    martyr_relative: "Relative of a martyr",
    poor_household: "Poor household",
    difficult_area: "Resident of an especially difficult area",
    applicant: "Applicant",
    agency: "Agency",
    operator: "Post",
  },
  choice: {
    filePost: "By post",
    fileSelf: "In person or online",
    returnPost: "The post brings it",
    returnSelf: "I fetch it at the agency",
    pickUp: "The postman comes to the address",
    bring: "I take it to a post office",
    pick: "Choose…",
    none: "Nothing found",
    many: "choices",
    formerly: "formerly",
    yes: "Yes",
    no: "No",
  },
  answer: {
    heading: "What applies to you",
    start: "Choose the agency, the procedure and the day to see whether the post may carry it.",
    nothing: "You file and fetch in person: neither the post nor this form is needed.",
    covered: "Yes, by post",
    notCovered: "Not by post",
    anotherWay: "Choose another way for this part to go on.",
    price: "Charge",
    priceStart: "Choose the place and give the weight to see the charge.",
    noPrice: "The charge cannot be told",
    line: "Item",
    amount: "Amount",
    total: "Total charge",
    included: "Of which",
    payers: "Who pays the charge",
    door: "The postman asks for",
    fee: "Of which the agency's fee",
    due: "At the latest",
    noDue: "No due day can be told",
    basis: "Legal basis",
    contract: "Contract",
    words: "In words",
    source: "Source",
  },
  actions: {
    next: "Continue",
    back: "Back",
    change: "Change",
    add: "Add a document",
    remove: "Remove",
    check: "Check",
    print: "Print",
    download: "Download (JSON)",
    open: "Open a file…",
    close: "Close",
    clear: "Clear",
    clearAll: "Clear all and start again",
  },
  bar: {
    start: "Choose a procedure to see the answer",
    agency: "Choose the agency to see the answer",
    day: "Choose the day again to see the answer",
    nothing: "The post is not needed",
    yes: "May go",
    no: "May not go by post",
    partly: "One way may go by post",
    place: "choose the place to see the charge",
    weight: "give the weight to see the charge",
    noPrice: "the charge cannot be told",
    until: "by",
    cutOff: "if filed before",
  },
  cutOff: (time) => `If the agency has the dossier before ${time}. From then on it counts as filed on the next working day.`,
  ownFee: (amount) =>
    `The charge is without the procedure's own fee (${amount ?? "by the page or copy"}): you pay that to the agency, as the agency tells you.`,
  errors: (count) => (count === 1 ? "One thing needs mending" : `${count} things need mending`),
  review: {
    ready: "The form is filled in correctly.",
    notSent: "This is an example: the form has not been sent anywhere. Print or download it.",
    typed: "you typed",
    day: "Day of posting or filing",
    copies: (copies, original) => {
      if (original === true) return `${copies} original${copies === 1 ? "" : "s"}`;
      return `${copies} ${original ? "electronic " : ""}${copies === 1 ? "copy" : "copies"}`;
    },
  },
  days: (days, unit) => `${days} ${unit === "working" ? "working " : ""}${days === 1 ? "day" : "days"}`,
};

export const texts: Record<Language, Texts> = { vi, en };

//! Part 5: the simulated figures, in the form of the article's, and the published ones beside them.

use hoso::{Date, GroupKey, Language, Report, ReportBuilder, ReportGroup, Rulebook};

use crate::options::Options;
use crate::simulation::{self, Simulated};
use crate::table::{Column, Table};
use crate::terminal::{Page, Style};
use crate::words::{self, count, money, percent};
use crate::{Asked, Failure};

pub(crate) fn show(page: &mut Page, rulebook: &Rulebook, options: Options, asked: &mut Asked) -> Result<(), Failure> {
    page.heading(page.pick(
        "5. Chín tháng đầu theo hợp đồng: số MÔ PHỎNG, không phải số liệu",
        "5. The first nine months under the contracts: SIMULATED, not data",
    ));
    let simulated = simulation::run(rulebook, options.seed, options.dossiers, asked)?;
    let build = |key| ReportBuilder::new(rulebook, simulated.period.clone(), &[key]);
    let (mut by_agency, mut by_month) = (build(GroupKey::Agency), build(GroupKey::Month));
    for row in &simulated.rows {
        by_agency.add(row);
        by_month.add(row);
    }
    asked.reported += simulated.rows.len();
    let (by_agency, by_month) = (by_agency.finish()?, by_month.finish()?);
    introduce(page, options, &simulated);
    let language = page.language;
    page.subheading(page.pick("Theo cơ quan (mô phỏng)", "By agency (simulated)"));
    show_report(page, page.pick("Cơ quan", "Agency"), &by_agency, |group| {
        group.agency.as_deref().map_or_else(String::new, |code| words::short_name(code, language).to_owned())
    });
    page.subheading(page.pick("Theo tháng (mô phỏng)", "By month (simulated)"));
    show_report(page, page.pick("Tháng", "Month"), &by_month, |group| {
        let month = group.month.as_deref().and_then(|month| month.split_once('-'));
        month.map_or_else(String::new, |(year, month)| format!("{month}/{year}"))
    });
    page.paragraph(
        Style::Dim,
        page.pick(
            "Đúng hạn, trễ: của số đã phát, theo lần phát đầu tiên. Chưa xong: chưa phát khi hết kỳ.",
            "On time and late are of those delivered, by the first attempt. Open: not yet over when the period ends.",
        ),
    );
    show_charges(page, rulebook, &simulated);
    show_published(page, &by_agency, &simulated, options);
    Ok(())
}

fn introduce(page: &mut Page, options: Options, simulated: &Simulated) {
    let language = page.language;
    let (from, last) = days(simulated);
    let (dossiers, not_covered) = (count(options.dossiers, language), count(simulated.not_covered, language));
    let (seed, wants) = (options.seed, simulation::WANTS_POST / 100);
    page.paragraph(
        Style::Plain,
        &match language {
            Language::Vi => format!(
                "{dossiers} hồ sơ sinh ngẫu nhiên (hạt giống {seed}), giải quyết từ {from} đến {last}, mỗi hồ sơ đi qua decide, \
                 quote, deadlines, track rồi report. {wants}% người dân chọn bưu điện, tỷ lệ trễ, mất và phần của từng cơ quan đều \
                 là giả định đặt trước cho cùng cỡ với số công bố: các bảng dưới cho thấy thư viện làm gì, không chứng minh \
                 điều gì về năm 2014."
            ),
            Language::En => format!(
                "{dossiers} dossiers made at random (seed {seed}), resolved from {from} to {last}, each run through decide, quote, \
                 deadlines and track, then report. That {wants}% of people choose the post, the rates of delay and loss and each \
                 agency's part are assumed, set so that the size is that of the published figures: the tables show what the library \
                 does and prove nothing about 2014."
            ),
        },
    );
    page.paragraph(
        Style::Plain,
        &match language {
            Language::Vi => {
                format!("{not_covered} kết quả thuộc lĩnh vực ngoài hợp đồng, nên nhận tại cơ quan.")
            }
            Language::En => {
                format!("{not_covered} results are of fields outside the contracts, so they are taken at the counter.")
            }
        },
    );
}

/// The first and the last day of the period, as people read them.
fn days(simulated: &Simulated) -> (String, String) {
    let last = simulated.period.until().and_then(|until| until.plus(-1));
    (simulated.period.from().said(), last.map_or_else(String::new, Date::said))
}

fn show_report(page: &mut Page, head: &str, report: &Report<'_>, name: impl Fn(&ReportGroup<'_>) -> String) {
    let language = page.language;
    let mut table = Table::of_numbers(
        head,
        [
            page.pick("Kết quả", "Results"),
            page.pick("Bưu điện", "By post"),
            page.pick("Tỷ lệ", "Share"),
            page.pick("Đã phát", "Delivered"),
            page.pick("Đúng hạn", "On time"),
            page.pick("Trễ", "Late"),
            page.pick("Hoàn", "Back"),
            page.pick("Mất", "Lost"),
            page.pick("Chưa xong", "Open"),
        ],
    );
    let cells = |name: String, it: &ReportGroup<'_>| {
        let number = |number: i64| count(number, language);
        let share = percent(it.share_bp, language);
        let outcomes = [it.delivered, it.on_time, it.late, it.returned, it.lost, it.open].map(number);
        let mut cells = vec![name, number(it.results), number(it.by_post), share];
        cells.extend(outcomes);
        cells
    };
    for group in &report.groups {
        table.row(cells(name(group), group));
    }
    table.sum(cells(page.pick("Tổng cộng", "Total").to_owned(), &report.total));
    page.table(&table);
}

fn show_charges(page: &mut Page, rulebook: &Rulebook, simulated: &Simulated) {
    let language = page.language;
    page.subheading(page.pick(
        "Tiền cước của kết quả qua bưu điện (mô phỏng, theo giá giả định của năm 2014)",
        "Charges of the results by post (simulated, at the assumed prices of 2014)",
    ));
    let mut table = Table::of_numbers(
        page.pick("Vùng", "Zone"),
        [page.pick("Kết quả", "Results"), page.pick("Tiền cước", "Charges")],
    );
    let (mut results, mut total) = (0, 0);
    for zone in &rulebook.document().zones {
        if let Some((number, sum)) = simulated.charges.get(zone.id.as_str()) {
            table.row(vec![zone.name.say(language).to_owned(), count(*number, language), money(*sum)]);
            (results, total) = (results + number, total + sum);
        }
    }
    table.sum(vec![page.pick("Tổng cộng", "Total").to_owned(), count(results, language), money(total)]);
    page.table(&table);
}

/// The article's figures beside the simulated ones, and why they are not the same thing.
fn show_published(page: &mut Page, report: &Report<'_>, simulated: &Simulated, options: Options) {
    let language = page.language;
    let (from, last) = days(simulated);
    page.subheading(page.pick("Số công bố và số mô phỏng", "The published figures and the simulated ones"));
    let mut table = Table::new([
        ("", Column::Words),
        (page.pick("CÔNG BỐ", "PUBLISHED"), Column::Words),
        (page.pick("MÔ PHỎNG", "SIMULATED"), Column::Words),
    ]);
    let mut row = |name: &str, published: &str, simulated: String| {
        table.row(vec![name.to_owned(), published.to_owned(), simulated]);
    };
    row(
        page.pick("Kết quả qua bưu điện", "Results by post"),
        page.pick("hơn 40.000", "over 40,000"),
        count(report.total.by_post, language),
    );
    row(
        page.pick("So với mọi kết quả", "Share of all results"),
        page.pick("trên 50%", "over 50%"),
        percent(report.total.share_bp, language),
    );
    row(
        page.pick("Thời gian", "Period"),
        page.pick("chín tháng đầu năm 2014", "first nine months of 2014"),
        format!("{from} – {last}"),
    );
    row(
        page.pick("Nguồn", "Source"),
        page.pick("Sở Nội vụ, 09/10/2014", "Home Affairs, 09/10/2014"),
        format!("{} {}", page.pick("hạt giống", "seed"), options.seed),
    );
    page.table(&table);
    page.paragraph(
        Style::Plain,
        page.pick(
            "Số công bố: Cổng thông tin điện tử Sở Nội vụ tỉnh Bình Dương, 09/10/2014. Chín tháng ấy bắt đầu trước công văn 1602/UBND-VX (26/05/2014) và trước các hợp đồng (10/09/2014), nên số ấy \
             không phải kết quả của ba hợp đồng này; ở đây chỉ so về độ lớn.",
            "Published by the portal of the Department of Home Affairs of Bình Dương, 09/10/2014. Those nine months began before letter 1602/UBND-VX (26/05/2014) and before the contracts (10/09/2014), so that \
             count is not the work of these three contracts; it stands here to compare the size alone.",
        ),
    );
}

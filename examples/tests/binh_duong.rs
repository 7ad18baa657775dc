//! What `binh-duong` prints, as somebody would read it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use std::process::{Command, Output, Stdio};

use textwrap::core::display_width;

/// The program, on a page of 80 columns, whatever this machine's terminal and colours are.
fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_binh-duong"));
    command.args(arguments).env("COLUMNS", "80");
    for colours in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(colours);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

/// A small run in a language.
fn small(language: &str) -> String {
    printed(&["--language", language, "--dossiers", "2000", "--seed", "9"])
}

/// A small run with a variable of the environment.
fn small_with(language: &str, name: &str, value: &str) -> String {
    let output = program(&["--language", language, "--dossiers", "2000"]).env(name, value).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The lines that say how long it took; no two runs have them the same.
fn is_timing(line: &str) -> bool {
    ["  Đọc ", "  Read ", "  Mất ", "  In "].iter().any(|start| line.starts_with(start))
}

fn without_timing(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !is_timing(line)).collect()
}

#[test]
fn help_is_in_both_languages_and_runs_nothing() {
    for flag in ["--help", "-h"] {
        let help = printed(&[flag]);
        for part in ["--language <vi|en>", "--seed <N>", "--dossiers <N>", "NO_COLOR", "mô phỏng", "simulat"] {
            assert!(help.contains(part), "{part} in {help}");
        }
        assert!(help.lines().count() < 20);
    }
}

#[test]
fn a_wrong_argument_is_said_and_nothing_is_printed() {
    let output = run(&["--dossiers", "many"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--dossiers") && said.contains("many") && said.contains("--help"), "{said}");
}

#[test]
fn every_line_fits_its_terminal_without_colours() {
    for (language, columns) in ["vi", "en"].into_iter().flat_map(|it| [40, 60, 80, 120].map(|columns| (it, columns))) {
        let text = small_with(language, "COLUMNS", &columns.to_string());
        assert!(!text.contains('\x1b'), "colours are for terminals");
        for line in text.lines() {
            assert!(display_width(line) <= columns, "{} columns: {line}", display_width(line));
            assert_eq!(line, line.trim_end());
        }
    }
}

#[test]
fn colours_end_with_their_line_and_change_nothing_else() {
    let coloured = small_with("vi", "CLICOLOR_FORCE", "1");
    let (stripped, plain) = (anstream::adapter::strip_str(&coloured).to_string(), small_with("vi", "NO_COLOR", "1"));
    assert!(without_timing(&stripped) == without_timing(&plain), "{coloured}\n{plain}");
    let mut painted = coloured.lines().filter(|line| line.contains('\x1b')).peekable();
    assert!(painted.peek().is_some());
    assert!(painted.all(|line| line.ends_with("\x1b[0m") && line.matches("\x1b[0m").count() == 1), "{coloured}");
}

#[test]
fn a_reader_that_has_read_enough_is_no_trouble() {
    for arguments in [["--dossiers", "10"], ["--language", "en"], ["--help", "--help"]] {
        let mut child = program(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn rows_of_numbers_end_where_their_rule_ends() {
    let is_rule = |line: &str| line.starts_with("  ─");
    for language in ["vi", "en"] {
        let text = small(language);
        let lines: Vec<&str> = text.lines().collect();
        let mut tables = 0;
        for at in 1..lines.len() {
            let (head, rule) = (lines[at - 1], lines[at]);
            // A last column of numbers is set to the right, and so is its head; the head of a sum is a row.
            if !is_rule(rule)
                || display_width(head) != display_width(rule)
                || head.ends_with(|last: char| last.is_ascii_digit() || last == 'đ')
            {
                continue;
            }
            let rows = &lines[at + 1..];
            let sum = rows.iter().position(|line| is_rule(line)).unwrap();
            for row in &rows[..=sum + 1] {
                assert_eq!(display_width(row), display_width(rule), "{rule}\n{row}");
            }
            tables += 1;
        }
        assert_eq!(tables, 3, "tables of numbers in {language}");
    }
}

#[test]
fn says_what_is_published_and_what_is_simulated() {
    let vi = small("vi");
    for part in [
        "hơn 40.000",
        "trên 50%",
        "chín tháng đầu năm 2014",
        "Sở Nội vụ",
        "09/10/2014",
        "MÔ PHỎNG",
        "mô phỏng",
        "CÔNG BỐ",
    ] {
        assert!(vi.contains(part), "{part}");
    }
    let en = small("en");
    for part in ["over 40,000", "over 50%", "first nine months of 2014", "09/10/2014", "SIMULATED", "PUBLISHED"] {
        assert!(en.contains(part), "{part}");
    }
}

#[test]
fn shows_the_telling_cases() {
    let vi = small("vi");
    for part in [
        "lỗi: 0;",
        "8/8 thủ tục",
        "8/9 thủ tục",
        "10/11 thủ tục",
        "[procedure_not_in_scope]",
        "[contract_not_yet_in_force]",
        "[in_person_only]",
        "40.000 đ",
        "25.000 đ + 25.000 đ = 50.000 đ",
        "-17.500 đ",
        "134.000 đ, trong đó 100.000 đ",
        "người nộp hồ sơ 17.500 đ; cơ quan 17.500 đ",
        "Sở Nội vụ Thành phố Hồ Chí Minh",
        "28/30 thủ tục",
        "Tiếp nhận    Trung tâm Phục vụ hành chính công phường Thủ Dầu Một",
        "nộp lúc 15:20 ngày 16/10/2026",
        "77.000 đ, trong đó 7.000 đ",
        "Tính là nộp  19/10/2026 (nộp từ 15:00",
        "Tiếp nhận    Trung tâm Phục vụ hành chính công phường Dĩ An",
        "[conflicting_event]",
        "[unexpected_event]",
        "1.000 lần ra đúng kết quả này",
    ] {
        assert!(vi.contains(part), "{part}");
    }
    assert!(!vi.contains("trễ\n"), "the example's steps are all in time");
    assert!(!vi.contains("Chưa tính được cước"));
}

#[test]
fn a_seed_gives_the_same_output_and_another_seed_another() {
    assert_eq!(without_timing(&small("vi")), without_timing(&small("vi")));
    let other = printed(&["--dossiers=2000", "--seed=10"]);
    assert_ne!(without_timing(&small("vi")), without_timing(&other));
}

#[test]
fn no_dossiers_at_all_is_no_trouble() {
    let text = printed(&["--dossiers", "0", "--language", "en"]);
    assert!(text.contains("0.00%"));
}

//! What may be said on the command line.

use clap::{Arg, ArgAction, Parser, value_parser};
use hoso::Language;

/// The most dossiers that may be asked for.
const MOST: i64 = 2_000_000;

/// What to show. The help is read before a language is chosen, so it is in both.
#[derive(Clone, Copy, Debug, Eq, Parser, PartialEq)]
#[command(
    about = "Bình Dương từ năm 2014: kết quả thủ tục hành chính qua bưu điện, trên quy tắc thật.\n\
             Bình Dương since 2014: results of administrative procedures by post, on real rules.",
    after_help = "NO_COLOR: không tô màu / no colours.\n\
                  COLUMNS: bề rộng của trang / the width of the page.",
    help_template = "{about}\n\n    {usage}\n\n{options}{after-help}",
    bin_name = "cargo run --release --bin binh-duong --",
    args_override_self = true,
    disable_help_flag = true,
    arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help("phần này / this text"))
)]
pub(crate) struct Options {
    /// The language of everything printed.
    #[arg(long, value_name = "vi|en", default_value = "vi", value_parser = language)]
    #[arg(help = "ngôn ngữ / language")]
    pub(crate) language: Language,
    /// The seed of the simulation.
    #[arg(long, value_name = "N", default_value_t = 2014)]
    #[arg(help = "hạt giống của phần mô phỏng / seed of the simulation")]
    pub(crate) seed: u64,
    /// How many dossiers are simulated.
    #[arg(long, value_name = "N", default_value_t = 80_000, value_parser = value_parser!(u32).range(..=MOST))]
    #[arg(help = format!("số hồ sơ mô phỏng, đến {MOST} / simulated dossiers"))]
    pub(crate) dossiers: u32,
}

fn language(text: &str) -> Result<Language, &'static str> {
    Language::from_name(text).ok_or("neither vi nor en")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use clap::error::ErrorKind;

    use super::*;

    fn read(line: &str) -> Result<Options, clap::Error> {
        Options::try_parse_from(std::iter::once("binh-duong").chain(line.split_whitespace()))
    }

    #[test]
    fn is_what_clap_can_read() {
        Options::command().debug_assert();
    }

    #[test]
    fn takes_values_after_a_space_or_an_equals_sign() {
        let said = |options: Options| (options.language, options.seed, options.dossiers);
        assert_eq!(said(read("--language en --seed=7 --dossiers 10").unwrap()), (Language::En, 7, 10));
        assert_eq!(said(read("").unwrap()), (Language::Vi, 2014, 80_000));
        assert_eq!(said(read("--seed 1 --dossiers 2000000 --seed 2").unwrap()), (Language::Vi, 2, 2_000_000));
        assert_eq!(read("--seed 1 --help").unwrap_err().kind(), ErrorKind::DisplayHelp);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in ["--colour", "--seed", "--seed x", "--seed -1", "--language fr", "--dossiers 2000001", "vi"] {
            assert_eq!(read(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }
}

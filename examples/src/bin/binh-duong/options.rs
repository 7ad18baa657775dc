//! What may be said on the command line.

use hoso::Language;

use crate::Failure;

/// What to show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Options {
    /// The language of everything printed.
    pub(crate) language: Language,
    /// The seed of the simulation.
    pub(crate) seed: u64,
    /// How many dossiers are simulated.
    pub(crate) dossiers: u32,
}

impl Options {
    /// The most dossiers that may be asked for.
    pub(crate) const MOST: u32 = 2_000_000;

    const DEFAULT: Self = Self { language: Language::Vi, seed: 2014, dossiers: 80_000 };

    /// Reads the arguments after the program's name; `None` when help is asked for.
    pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Option<Self>, Failure> {
        let mut options = Self::DEFAULT;
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let (name, glued) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (argument.as_str(), None),
            };
            let mut value = || {
                glued
                    .clone()
                    .or_else(|| arguments.next())
                    .ok_or_else(|| Failure::Usage(format!("{name} needs a value")))
            };
            match name {
                "-h" | "--help" => return Ok(None),
                "--language" => options.language = language(&value()?)?,
                "--seed" => options.seed = number(name, &value()?, u64::MAX)?,
                "--dossiers" => options.dossiers = number(name, &value()?, Self::MOST.into())?,
                _ => return Err(Failure::Usage(format!("unknown argument: {argument}"))),
            }
        }
        Ok(Some(options))
    }

    /// The help text, in both languages.
    pub(crate) fn help() -> String {
        let Self { seed, dossiers, .. } = Self::DEFAULT;
        format!(
            "\
Bình Dương từ năm 2014: kết quả thủ tục hành chính qua bưu điện, trên quy tắc thật.
Bình Dương since 2014: results of administrative procedures by post, on real rules.

    cargo run --release --bin binh-duong -- [--language vi|en] [--seed N] [--dossiers N]

    --language vi|en   ngôn ngữ / language (vi)
    --seed N           hạt giống của phần mô phỏng / seed of the simulation ({seed})
    --dossiers N       số hồ sơ mô phỏng, đến {most} / simulated dossiers ({dossiers})
    -h, --help         phần này / this text

NO_COLOR: không tô màu / no colours.
",
            most = Self::MOST,
        )
    }
}

fn language(text: &str) -> Result<Language, Failure> {
    Language::from_name(text).ok_or_else(|| Failure::Usage(format!("--language is vi or en, not {text}")))
}

fn number<T: TryFrom<u64>>(name: &str, text: &str, most: u64) -> Result<T, Failure> {
    let number = text.parse::<u64>().ok().filter(|number| *number <= most);
    let number = number.and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| Failure::Usage(format!("{name} is a whole number of at most {most}, not {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<Options>, Failure> {
        Options::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn takes_values_after_a_space_or_an_equals_sign() {
        let expected = Options { language: Language::En, seed: 7, dossiers: 10 };
        assert_eq!(read("--language en --seed=7 --dossiers 10").unwrap(), Some(expected));
        assert_eq!(read("").unwrap(), Some(Options::DEFAULT));
        assert_eq!(read("--seed 1 --help").unwrap(), None);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in ["--colour", "--seed", "--seed x", "--seed -1", "--language fr", "--dossiers 2000001", "vi"] {
            assert!(matches!(read(line), Err(Failure::Usage(_))), "{line}");
        }
    }
}

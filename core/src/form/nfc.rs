//! Unicode's composed form (NFC) of text in the Latin script, Vietnamese letters among it.
//!
//! A telephone or a Mac may send `ệ` as `e` and two marks, in either order; the register needs one letter. The tables of
//! all scripts would take a fifth of what the browser may load, so other scripts stay as they were typed; the tests hold
//! this to the whole of Unicode for Latin text.

/// Each mark with the letters that take it: a letter, then what it becomes (UnicodeData.txt, Latin letters).
const JOINED: [(char, &str); 25] = [
    ('\u{300}', "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
    (
        '\u{301}',
        "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ",
    ),
    ('\u{302}', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
    ('\u{303}', "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
    ('\u{304}', "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝ"),
    ('\u{306}', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
    ('\u{307}', "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
    ('\u{308}', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
    ('\u{309}', "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
    ('\u{30a}', "AÅaåUŮuůwẘyẙ"),
    ('\u{30b}', "OŐoőUŰuű"),
    ('\u{30c}', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
    ('\u{30f}', "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
    ('\u{311}', "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
    ('\u{31b}', "OƠoơUƯuư"),
    ('\u{323}', "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
    ('\u{324}', "UṲuṳ"),
    ('\u{325}', "AḀaḁ"),
    ('\u{326}', "SȘsșTȚtț"),
    ('\u{327}', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
    ('\u{328}', "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    ('\u{32d}', "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
    ('\u{32e}', "HḪhḫ"),
    ('\u{330}', "EḚeḛIḬiḭUṴuṵ"),
    ('\u{331}', "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
];

/// Where a mark stands about its letter: marks are ordered by it, and two of one class keep their order.
/// (UnicodeData.txt, the block of combining diacritical marks; 0 for what is not a mark.)
const fn class(char: char) -> u8 {
    match char {
        '\u{334}'..='\u{338}' => 1,
        '\u{321}'..='\u{322}' | '\u{327}'..='\u{328}' => 202,
        '\u{31b}' => 216,
        '\u{316}'..='\u{319}'
        | '\u{31c}'..='\u{320}'
        | '\u{323}'..='\u{326}'
        | '\u{329}'..='\u{333}'
        | '\u{339}'..='\u{33c}'
        | '\u{347}'..='\u{349}'
        | '\u{34d}'..='\u{34e}'
        | '\u{353}'..='\u{356}'
        | '\u{359}'..='\u{35a}' => 220,
        '\u{315}' | '\u{31a}' | '\u{358}' => 232,
        '\u{35c}' | '\u{35f}' | '\u{362}' => 233,
        '\u{35d}'..='\u{35e}' | '\u{360}'..='\u{361}' => 234,
        '\u{345}' => 240,
        '\u{34f}' => 0,
        '\u{300}'..='\u{36f}' => 230,
        _ => 0,
    }
}

/// Whether this goes on the letter before it.
pub(super) const fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}') && class(char) > 0
}

fn pairs(letters: &str) -> impl Iterator<Item = (char, char)> {
    let mut chars = letters.chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}

/// A letter with a mark, as one letter.
fn join(letter: char, mark: char) -> Option<char> {
    let (_, letters) = JOINED.iter().find(|(own, _)| *own == mark)?;
    pairs(letters).find(|(plain, _)| *plain == letter).map(|(_, joined)| joined)
}

/// A letter without its last mark, and that mark.
fn part(letter: char) -> Option<(char, char)> {
    if letter.is_ascii() {
        return None;
    }
    let of_mark = |(mark, letters): &(char, &str)| {
        pairs(letters).find(|(_, joined)| *joined == letter).map(|(plain, _)| (plain, *mark))
    };
    JOINED.iter().find_map(of_mark)
}

/// Whether a letter is a vowel of Vietnamese, with whatever marks.
pub(super) fn is_vowel(mut letter: char) -> bool {
    while let Some((plain, _)) = part(letter) {
        letter = plain;
    }
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The text with each letter and its marks as one letter, where there is one.
pub(super) fn compose(text: String) -> String {
    if !text.chars().any(is_mark) {
        return text;
    }
    let mut composed = String::with_capacity(text.len());
    let (mut letter, mut marks) = (None, Vec::new());
    for char in text.chars() {
        match char {
            // Marks that are other ones by definition; the first two once stood for Vietnamese tones.
            '\u{340}' => add(&mut marks, '\u{300}'),
            '\u{341}' => add(&mut marks, '\u{301}'),
            '\u{343}' => add(&mut marks, '\u{313}'),
            '\u{344}' => ['\u{308}', '\u{301}'].into_iter().for_each(|mark| add(&mut marks, mark)),
            _ if is_mark(char) => add(&mut marks, char),
            _ => write(letter.replace(char), &mut marks, &mut composed),
        }
    }
    write(letter, &mut marks, &mut composed);
    composed
}

/// Adds a mark in its order, after the others of its class.
fn add(marks: &mut Vec<char>, mark: char) {
    marks.insert(marks.partition_point(|other| class(*other) <= class(mark)), mark);
}

/// Writes a letter and its marks, joined as far as they go.
fn write(letter: Option<char>, marks: &mut Vec<char>, composed: &mut String) {
    if let Some(letter) = letter {
        composed.push(if marks.is_empty() { letter } else { joined(letter, marks) });
    }
    composed.extend(marks.drain(..));
}

/// A letter with what it can take of its marks.
fn joined(mut letter: char, marks: &mut Vec<char>) -> char {
    // The marks that it has already are ordered with the others: `â` and a dot below is `ậ`.
    while let Some((plain, mark)) = part(letter) {
        letter = plain;
        marks.insert(marks.partition_point(|other| class(*other) < class(mark)), mark);
    }
    let mut last = 0;
    marks.retain(|mark| {
        let joined = join(letter, *mark).filter(|_| last < class(*mark));
        letter = joined.unwrap_or(letter);
        last = if joined.is_some() { last } else { class(*mark) };
        joined.is_none()
    });
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(text: &str) -> String {
        compose(text.to_owned())
    }

    #[test]
    fn every_way_to_type_a_vietnamese_letter_is_one_letter() {
        for text in ["e\u{302}\u{323}", "e\u{323}\u{302}", "ê\u{323}", "ẹ\u{302}", "ệ"] {
            assert_eq!(composed(text), "ệ", "{text:?}");
        }
        assert_eq!(composed("Nguye\u{302}\u{303}n Thi\u{323} U\u{31b}\u{341}ng"), "Nguyễn Thị Ứng");
    }

    #[test]
    fn what_has_no_letter_of_its_own_keeps_its_marks_in_order() {
        // Ê Đê writes a breve on ê.
        assert_eq!(composed("e\u{306}\u{302}"), "ĕ\u{302}");
        assert_eq!(composed("ê\u{306}"), "ê\u{306}");
        assert_eq!(composed("x\u{302}\u{323}"), "x\u{323}\u{302}");
        assert_eq!(composed("\u{302}a"), "\u{302}a");
        // A mark in the way of another of its class.
        assert_eq!(composed("a\u{305}\u{302}"), "a\u{305}\u{302}");
    }
}

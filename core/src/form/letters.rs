//! Which characters a name of any script is written with, beside its spaces and signs.

/// Marks that go on letters and that Unicode does not count as alphabetic, such as the sign that takes the vowel off `व` in
/// `काव्य` (UnicodeData.txt, the general categories Mn, Mc and Me). In runs: each begins so many characters after the one before,
/// and is so long; letters that stand between marks may be in one.
#[rustfmt::skip]
const MARKS: [(u16, u8); 152] = [
    (768, 99), (288, 7), (263, 31), (168, 1), (134, 2), (9, 3), (83, 11), (160, 9), (9, 1), (26, 22), (43, 3),
    (60, 74), (8, 107), (103, 1), (16, 1), (48, 1), (61, 1), (16, 1), (110, 1), (16, 1), (47, 3), (60, 1), (16, 1),
    (7, 1), (119, 1), (110, 1), (16, 1), (110, 1), (16, 1), (109, 2), (16, 1), (124, 1), (124, 8), (107, 1), (13, 7),
    (73, 2), (27, 1), (1, 1), (1, 1), (4, 2), (68, 1), (1, 2), (62, 1), (112, 4), (802, 3), (948, 2), (30, 1),
    (127, 32), (9, 1), (45, 3), (1, 1), (297, 3), (292, 29), (2, 1), (48, 28), (104, 17), (38, 9), (54, 2), (58, 14),
    (67, 1), (152, 3), (1, 38), (198, 64), (720, 33), (3070, 3), (141, 1), (682, 6), (105, 2), (30164, 4), (9, 2),
    (114, 2), (276, 1), (37, 1), (151, 1), (27, 18), (57, 3), (37, 1), (95, 14), (254, 3), (52, 1), (245, 2),
    (21010, 16), (16, 16), (973, 1), (226, 1), (1879, 3), (4, 1), (165, 2), (643, 4), (399, 3), (70, 11), (49, 4),
    (192, 1), (41, 1), (14, 60), (120, 2), (62, 1), (76, 1), (8, 4), (104, 2), (178, 2), (80, 2), (16, 1), (24, 7),
    (3, 5), (89, 5), (14, 2), (95, 5), (23, 1), (99, 2), (251, 2), (126, 1), (118, 2), (115, 1), (269, 2), (258, 7),
    (156, 1), (82, 2), (18, 1), (80, 2), (421, 1), (258, 4), (81, 1), (425, 2), (23, 1), (5349, 22), (11481, 1),
    (2496, 5), (59, 7), (1197, 1), (19640, 1), (4706, 46), (2, 23), (542, 5), (3, 6), (8, 8), (2, 7), (30, 4),
    (148, 3), (1979, 55), (4, 50), (8, 1), (14, 1), (22, 5), (1, 15), (1664, 7), (375, 1), (61, 4), (508, 4),
    (254, 2), (736, 7), (109, 7),
];

/// Whether this is a letter, or a mark that goes on one.
pub(super) fn is_letter(char: char) -> bool {
    // The variants of ideographs are marks too.
    char.is_alphabetic() || is_mark(char) || matches!(char, '\u{e0100}'..='\u{e01ef}')
}

fn is_mark(char: char) -> bool {
    let mut left = u32::from(char);
    for (gap, length) in MARKS {
        let Some(within) = left.checked_sub(u32::from(gap)) else { return false };
        let Some(beyond) = within.checked_sub(u32::from(length)) else { return true };
        left = beyond;
    }
    false
}

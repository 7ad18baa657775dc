//! Whether time grows with the size of an input and no faster: each list of each seed, grown to several sizes.

use std::time::Duration;

use crate::json::Tree;
use crate::{Target, mutate, runner, seeds};

/// A list that costs more for each byte the longer it is.
#[derive(Clone, Copy, Debug)]
pub struct Steep {
    /// Which seed.
    pub seed: usize,
    /// Which node of it.
    pub node: usize,
    /// Sizes and times, the smaller first.
    pub sizes: [(usize, Duration); 3],
}

/// Sizes that are compared, and a larger one for what seems steep: the machine may be busy.
const SIZES: [usize; 2] = [60_000, 480_000];
const LARGE: usize = 2_000_000;
/// Time per byte that may grow by so much: sorting and caches cost something.
const STEEP: u32 = 3;

/// What grows faster than its input.
pub fn find(name: &str, target: Target, mut tell: impl FnMut(Steep, &[u8])) {
    for (seed, text) in seeds::of(name).iter().enumerate().filter(|(_, text)| text.len() < SIZES[0] / 8) {
        let Some(tree) = Tree::parse(text) else { continue };
        for node in tree.numbers_of(&mutate::is_long) {
            let grown = |size| {
                let mut tree = tree.clone();
                tree.node(node).into_iter().for_each(|list| mutate::grow(list, size));
                tree.write(size * 2).into_bytes()
            };
            let timed = |input: &[u8]| (input.len(), best(target, input));
            let [small, large] = SIZES.map(|size| timed(&grown(size)));
            if is_steep(small, large) {
                let input = grown(LARGE);
                let larger = timed(&input);
                if is_steep(small, larger) {
                    tell(Steep { seed, node, sizes: [small, large, larger] }, &input);
                }
            }
        }
    }
}

fn is_steep((small, quick): (usize, Duration), (large, slow): (usize, Duration)) -> bool {
    let factor = u32::try_from(large / small.max(1)).unwrap_or(u32::MAX);
    slow > Duration::from_millis(20) && slow > quick * factor * STEEP
}

fn best(target: Target, input: &[u8]) -> Duration {
    let times = [(); 2].map(|()| runner::timed(target, input).1);
    times.into_iter().min().unwrap_or_default()
}

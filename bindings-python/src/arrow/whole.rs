//! Whole answers: for each row of a table the JSON that its question by itself would be answered with.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType};
use hoso::wire::write;
use hoso::{Answerable, Language, Rulebook};

use super::layout::Layout;
use super::stream::Plan;

/// The one column of whole answers.
pub(crate) fn columns() -> Vec<(&'static str, DataType)> {
    vec![("answer", DataType::Utf8)]
}

/// What is asked of each row.
pub(crate) struct Whole<Q> {
    rulebook: Arc<Rulebook>,
    layout: Layout,
    language: Language,
    question: std::marker::PhantomData<fn() -> Q>,
}

impl<Q> Whole<Q> {
    pub(crate) const fn new(rulebook: Arc<Rulebook>, layout: Layout, language: Language) -> Self {
        Self { rulebook, layout, language, question: std::marker::PhantomData }
    }
}

impl<Q: Answerable> Plan for Whole<Q> {
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
        let columns = self.layout.of(piece);
        let answer = |row| {
            let question = columns.read::<Q>(row);
            let answer =
                question.and_then(|it| Ok(write::json(&it.answer(&self.rulebook, self.language)?, self.language)));
            answer.unwrap_or_else(|issues| issues.to_json(self.language))
        };
        Ok(vec![Arc::new((0..piece.num_rows()).map(|row| Some(answer(row))).collect::<StringArray>())])
    }
}

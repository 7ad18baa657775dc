//! Tables whose rows are read and answered as single questions.

use std::marker::PhantomData;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType};
use hoso::wire::Shape;
use hoso::{Issues, Rulebook};

use super::layout::Layout;
use super::stream::Plan;

/// The columns of answers in the making.
pub(crate) trait Told {
    type Question: Shape;

    /// The columns of the answers.
    fn columns() -> Vec<(&'static str, DataType)>;

    fn new(rows: usize) -> Self;

    /// The answer to a question.
    fn answer(&mut self, rulebook: &Rulebook, question: &Self::Question) -> Result<(), Issues>;

    /// A row that has no answer.
    fn invalid(&mut self, issues: &Issues);

    fn finish(self) -> Result<Vec<ArrayRef>, ArrowError>;
}

/// What is asked of each row.
pub(crate) struct Singly<T> {
    rulebook: Arc<Rulebook>,
    layout: Layout,
    told: PhantomData<fn() -> T>,
}

impl<T> Singly<T> {
    pub(crate) const fn new(rulebook: Arc<Rulebook>, layout: Layout) -> Self {
        Self { rulebook, layout, told: PhantomData }
    }
}

impl<T: Told> Plan for Singly<T> {
    fn answer(&self, piece: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
        let (columns, mut told) = (self.layout.of(piece), T::new(piece.num_rows()));
        for row in 0..piece.num_rows() {
            let question = columns.read::<T::Question>(row);
            if let Err(issues) = question.and_then(|question| told.answer(&self.rulebook, &question)) {
                told.invalid(&issues);
            }
        }
        told.finish()
    }
}

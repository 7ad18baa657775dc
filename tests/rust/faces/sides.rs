//! Which shapes a face has types of, and in which form: what is asked may be said in several ways, what is answered in one.

use std::collections::BTreeSet;

use hoso::Language;

use super::model::{Asked, Model, Shape, Type};

/// Whether a value is given or gotten.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Asked,
    Answered,
}

/// A type of a face.
pub(super) struct Item<'m> {
    pub(super) name: String,
    pub(super) shape: &'m Shape,
    pub(super) side: Side,
}

/// The types that a question is the first to need: each after those that it is made of.
pub(super) struct Section<'m> {
    pub(super) title: String,
    pub(super) items: Vec<Item<'m>>,
}

/// On which sides shapes stand.
pub(super) struct Sides<'m> {
    model: &'m Model,
    asked: BTreeSet<String>,
    answered: BTreeSet<String>,
    /// What is a parameter of a function by itself, and needs no type around it.
    unwrapped: BTreeSet<String>,
}

impl<'m> Sides<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        let names =
            |types: &mut dyn Iterator<Item = &'m Type>, stop: &dyn Fn(&str) -> bool| model.parts(types, stop).names;
        let roots: Vec<&str> = model.questions.iter().filter_map(|asked| named(&asked.answer)).collect();
        // Whoever asks with an answer gives it as it was gotten.
        let stop = |name: &str| is_document(model, name) || roots.contains(&name);
        let answers = model.questions.iter().map(|asked| &asked.answer);
        let answers = answers.chain(model.functions.iter().map(|function| &function.answer));
        let unwrapped = model.questions.iter().filter(|asked| !asked.kind.is_of_rulebook());
        Self {
            asked: names(&mut model.questions.iter().map(|asked| &asked.question), &stop),
            answered: names(&mut { answers }, &|_| false),
            unwrapped: unwrapped.filter_map(|asked| named(&asked.question)).map(str::to_owned).collect(),
            model,
        }
    }

    /// Every type that a face has, by the question that needs it first.
    pub(super) fn sections(&self) -> Vec<Section<'m>> {
        let mut done = BTreeSet::new();
        let mut section = |asked: &'m Asked| {
            let title = format!("{}: {}", asked.kind, asked.kind.label(Language::En));
            Section { title, items: self.items(&[&asked.question, &asked.answer], &mut done) }
        };
        let mut sections: Vec<_> = self.model.questions.iter().map(&mut section).collect();
        for function in &self.model.functions {
            let items = self.items(&[&function.answer], &mut done);
            sections.push(Section { title: function.heading(), items });
        }
        // What is explained are answers: the union of them alone is new.
        let explained = named(&self.model.explained).map(|name| self.model.shape(name));
        let explained = explained.map(|shape| Item { name: shape.name.clone(), shape, side: Side::Answered });
        let title = "explain: What does an answer say in a few plain sentences?".to_owned();
        sections.push(Section { title, items: explained.into_iter().collect() });
        sections
    }

    /// The shapes that a citizen's page can meet.
    pub(super) fn for_citizens(&self) -> BTreeSet<String> {
        let questions = self.model.questions.iter().filter(|asked| asked.kind.is_for_citizens());
        let types = questions.flat_map(|asked| [&asked.question, &asked.answer]);
        self.model.parts(types, &|name| is_document(self.model, name)).names
    }

    fn items(&self, types: &[&Type], done: &mut BTreeSet<&'m str>) -> Vec<Item<'m>> {
        let parts = self.model.parts(types.iter().copied(), &|name| is_document(self.model, name));
        let new = parts.inner_first.into_iter().filter(|shape| done.insert(&shape.name));
        new.filter(|shape| !self.unwrapped.contains(&shape.name)).flat_map(|shape| self.both(shape)).collect()
    }

    /// A shape as it is asked, as it is answered, or both.
    fn both(&self, shape: &'m Shape) -> impl Iterator<Item = Item<'m>> {
        let sides = [(Side::Asked, &self.asked), (Side::Answered, &self.answered)];
        let sides = sides.into_iter().filter(|(_, names)| names.contains(&shape.name)).map(|(side, _)| side);
        sides.map(|side| Item { name: self.name(&shape.name, side), shape, side }).collect::<Vec<_>>().into_iter()
    }

    /// What a shape's type is called: what is both asked and answered in another form has two.
    pub(super) fn name(&self, shape: &str, side: Side) -> String {
        let has_two = self.asked.contains(shape) && self.answered.contains(shape);
        if side == Side::Answered && has_two { format!("Answered{shape}") } else { shape.to_owned() }
    }
}

fn named(of: &Type) -> Option<&str> {
    match of {
        Type::Shape(name) => Some(name),
        _ => None,
    }
}

/// A rulebook's document has types of its own.
fn is_document(model: &Model, name: &str) -> bool {
    named(&model.document) == Some(name)
}

//! A form being answered: the answers, what is wrong with them, and which of that is shown yet.

use std::collections::BTreeSet;

use cmk_console::arm::Cloud;
use cmk_console::form::{Answers, Form, Input, Invalid};
use leptos::prelude::*;

use crate::backend::Backend;
use crate::ui::focus_first_error;

/// The answers to one form, and how far the person has come with them.
#[derive(Clone, Copy)]
pub struct Answering {
    form: StoredValue<Form>,
    cloud: StoredValue<Cloud>,
    answers: RwSignal<Answers>,
    edited: RwSignal<BTreeSet<&'static str>>,
    left: RwSignal<BTreeSet<&'static str>>,
    tried: RwSignal<bool>,
    refused: RwSignal<Option<Invalid>>,
}

impl Answering {
    /// Begins with the form's own first answers, and with those a link brought along.
    pub fn new(form: Form, brought: impl Fn(&'static str) -> Option<String>) -> Answering {
        let mut answers = form.initial();
        let mut left = BTreeSet::new();
        for field in &form.fields {
            if let Some(answer) = brought(field.name).filter(|it| !it.is_empty()) {
                answers.set(field.name, answer);
                left.insert(field.name);
            }
        }
        Answering {
            form: StoredValue::new(form),
            cloud: StoredValue::new(Backend::expect().cloud()),
            answers: RwSignal::new(answers),
            edited: RwSignal::new(BTreeSet::new()),
            left: RwSignal::new(left),
            tried: RwSignal::new(false),
            refused: RwSignal::new(None),
        }
    }

    /// The questions.
    pub fn form(self) -> Form {
        self.form.get_value()
    }

    /// The answers so far.
    pub fn answers(self) -> Signal<Answers> {
        self.answers.into()
    }

    /// One answer so far.
    pub fn answer(self, field: &'static str) -> Signal<String> {
        let answers = self.answers;
        Signal::derive(move || answers.read().text(field).to_owned())
    }

    /// All answers, once nothing is wrong with any of them.
    pub fn complete(self) -> Memo<Option<Answers>> {
        Memo::new(move |_| {
            let answers = self.answers.read();
            self.form.with_value(|form| {
                let fits = form.problems(&answers, &self.cloud.read_value()).is_empty();
                fits.then(|| form.complete(&answers))
            })
        })
    }

    /// Whether a question is asked, given the other answers.
    pub fn is_asked(self, field: &'static str) -> Memo<bool> {
        Memo::new(move |_| {
            let answers = self.answers.read();
            self.form.with_value(|form| {
                let found = form.fields.iter().find(|it| it.name == field);
                found.is_some_and(|it| form.is_asked(it, &answers))
            })
        })
    }

    /// How many questions are answered well, and how many are asked.
    pub fn count(self) -> (usize, usize) {
        let answers = self.answers.read();
        self.form.with_value(|form| {
            let asked = form.fields.iter().filter(|it| form.is_asked(it, &answers));
            let asked: Vec<bool> = asked
                .map(|it| {
                    it.problem(answers.text(it.name), &self.cloud.read_value())
                        .is_ok()
                })
                .collect();
            (asked.iter().filter(|it| **it).count(), asked.len())
        })
    }

    /// What is wrong with an answer, once the person has finished with it.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            if let Some(refused) = self.refused.read().as_ref().filter(|it| it.field == field) {
                return Some(sentence(refused));
            }
            if !self.tried.get() && !self.left.read().contains(field) {
                return None;
            }
            let answers = self.answers.read();
            self.form.with_value(|form| {
                let found = form.fields.iter().find(|it| it.name == field)?;
                let answer = answers.text(field);
                let invalid = found.problem(answer, &self.cloud.read_value()).err()?;
                Some(match found.input {
                    Input::Pick(_) | Input::Select(_) | Input::Choice(_) if answer.is_empty() => {
                        "Choose one.".to_owned()
                    }
                    _ => sentence(&invalid),
                })
            })
        })
    }

    /// Takes an answer of the person.
    pub fn set(self, field: &'static str, answer: impl Into<String>) {
        let answer = answer.into();
        if self.answers.read_untracked().text(field) == answer.trim() {
            return;
        }
        self.propose(field, answer);
        self.edited.update(|it| {
            it.insert(field);
        });
        let refused = self.refused.read_untracked();
        let is_blamed = refused.as_ref().is_some_and(|it| it.field == field);
        drop(refused);
        if is_blamed {
            self.refused.set(None);
        }
    }

    /// Takes an answer that nobody gave: the only one there is. Lists that depend on it are
    /// answered anew.
    pub fn propose(self, field: &'static str, answer: impl Into<String>) {
        let dependent = self.form.with_value(|form| {
            let depends = |it: &Input| matches!(it, Input::Pick(pick) if pick.depends_on(field));
            let fields = form.fields.iter().filter(|it| depends(&it.input));
            fields.map(|it| it.name).collect::<Vec<_>>()
        });
        self.answers.update(|all| {
            all.set(field, answer);
            for name in dependent {
                all.set(name, "");
            }
        });
    }

    /// Takes an answer by the name of its field, as a fix proposes it.
    pub fn set_by_name(self, field: &str, answer: &str) {
        let known = self.form.with_value(|form| {
            let found = form.fields.iter().find(|it| it.name == field);
            found.map(|it| it.name)
        });
        if let Some(field) = known {
            self.set(field, answer);
            self.leave(field);
        }
    }

    /// Takes the answers of a pasted text, in the order of the questions: those that depend on
    /// another one come after it.
    pub fn take(self, answers: &Answers) {
        let names = self.form.with_value(|form| {
            let names = form.fields.iter().map(|it| it.name);
            names.collect::<Vec<_>>()
        });
        for name in names.into_iter().filter(|it| !answers.text(it).is_empty()) {
            self.set(name, answers.text(name));
            self.leave(name);
        }
    }

    /// The person has gone on from a field; one that was only passed through is not complained of.
    pub fn leave(self, field: &'static str) {
        let is_begun = self.edited.read_untracked().contains(field)
            || !self.answers.read_untracked().text(field).is_empty();
        if is_begun && !self.left.read_untracked().contains(field) {
            self.left.update(|it| {
                it.insert(field);
            });
        }
    }

    /// Blames a field for what only planning could find out; nothing takes the blame back.
    pub fn blame(self, invalid: Option<Invalid>) {
        if *self.refused.read_untracked() != invalid {
            self.refused.set(invalid);
        }
    }

    /// Shows everything that is wrong and goes to the first of it. True if nothing is.
    pub fn insist(self) -> bool {
        self.tried.set(true);
        let answers = self.answers.read_untracked();
        let fits = self
            .form
            .with_value(|form| form.problems(&answers, &self.cloud.read_value()).is_empty())
            && self.refused.read_untracked().is_none();
        if !fits {
            request_animation_frame(focus_first_error);
        }
        fits
    }

    /// Whether something would be lost with the page.
    pub fn is_begun(self) -> bool {
        !self.edited.read_untracked().is_empty()
    }
}

fn sentence(invalid: &Invalid) -> String {
    if invalid.example.is_empty() {
        return invalid.reason.clone();
    }
    format!("{} For example: {}", invalid.reason, invalid.example)
}

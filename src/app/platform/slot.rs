//! A place where one value is waited for.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A value that somebody else will give.
pub struct Slot<T>(Rc<RefCell<Inside<T>>>);

struct Inside<T> {
    value: Option<T>,
    sleeper: Option<Waker>,
}

impl<T> Slot<T> {
    /// Empty.
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(Inside {
            value: None,
            sleeper: None,
        })))
    }

    /// Gives the value, and wakes whoever waits for it.
    pub fn give(&self, value: T) {
        let sleeper = {
            let mut inside = self.0.borrow_mut();
            inside.value = Some(value);
            inside.sleeper.take()
        };
        if let Some(sleeper) = sleeper {
            sleeper.wake();
        }
    }
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Future for Slot<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let mut inside = self.0.borrow_mut();
        match inside.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                inside.sleeper = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

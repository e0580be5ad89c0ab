//! A bell that wakes everybody who waits for it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Rung when something has changed; a sleeper then looks what.
#[derive(Clone, Default)]
pub struct Bell(Rc<RefCell<Inside>>);

#[derive(Default)]
struct Inside {
    rung: u64,
    sleepers: Vec<Waker>,
}

/// Waits for the next ring.
pub struct Rung {
    bell: Bell,
    before: u64,
}

impl Bell {
    /// Wakes everybody.
    pub fn ring(&self) {
        let sleepers = {
            let mut inside = self.0.borrow_mut();
            inside.rung += 1;
            std::mem::take(&mut inside.sleepers)
        };
        sleepers.into_iter().for_each(Waker::wake);
    }

    /// The next ring after this call, also when it comes before anybody waits.
    pub fn next(&self) -> Rung {
        Rung {
            bell: self.clone(),
            before: self.0.borrow().rung,
        }
    }
}

impl Future for Rung {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut inside = self.bell.0.borrow_mut();
        if inside.rung > self.before {
            return Poll::Ready(());
        }
        inside.sleepers.push(context.waker().clone());
        Poll::Pending
    }
}

/// Which of two futures was first.
pub enum First<A, B> {
    /// The one that was asked first.
    One(A),
    /// The other.
    Other(B),
}

/// Waits for the first of two; the other can be waited for again.
pub async fn first<A, B>(
    one: &mut (impl Future<Output = A> + Unpin),
    other: &mut (impl Future<Output = B> + Unpin),
) -> First<A, B> {
    std::future::poll_fn(|context| {
        if let Poll::Ready(it) = Pin::new(&mut *one).poll(context) {
            return Poll::Ready(First::One(it));
        }
        Pin::new(&mut *other).poll(context).map(First::Other)
    })
    .await
}

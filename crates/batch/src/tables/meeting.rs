//! Moments at which a test lets another run come in between.

#[cfg(test)]
type Guest = Box<dyn FnOnce()>;

#[cfg(test)]
thread_local! {
    static EXPECTED: std::cell::RefCell<Option<(&'static str, Guest)>> =
        const { std::cell::RefCell::new(None) };
}

/// The moment has come.
#[cfg(not(test))]
pub(super) fn comes(_: &'static str) {}

/// The moment has come: what a test has waiting for it is done, once.
#[cfg(test)]
pub(super) fn comes(moment: &'static str) {
    let is_it = |waiting: &Option<(&str, Guest)>| matches!(waiting, Some((at, _)) if *at == moment);
    let waiting = EXPECTED.with_borrow_mut(|waiting| match is_it(waiting) {
        true => waiting.take(),
        false => None,
    });
    if let Some((_, guest)) = waiting {
        guest();
    }
}

/// Has something done when a moment comes.
#[cfg(test)]
pub(super) fn when(moment: &'static str, guest: impl FnOnce() + 'static) {
    EXPECTED.set(Some((moment, Box::new(guest))));
}

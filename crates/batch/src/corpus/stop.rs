//! A corpus that can be told to end, even while it waits for a pipe.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a corpus, from another thread, to hand out no more batches.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// No more is to be read.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether that was said.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Standard input, read only when there is something: whoever writes may have stalled, and a read
/// that has begun cannot be called off.
pub(super) struct Waiting {
    #[cfg(unix)]
    input: std::fs::File,
    #[cfg(not(unix))]
    input: io::Stdin,
    stop: Stop,
}

impl Waiting {
    pub(super) fn standard_input(stop: &Stop) -> io::Result<Self> {
        Ok(Self {
            // Without the buffer of `Stdin`, which may hold what the system has given already.
            #[cfg(unix)]
            input: std::os::fd::AsFd::as_fd(&io::stdin())
                .try_clone_to_owned()?
                .into(),
            #[cfg(not(unix))]
            input: io::stdin(),
            stop: stop.clone(),
        })
    }

    /// Waits until there is something to read, or the end of it.
    #[cfg(unix)]
    fn wait(&self) -> io::Result<()> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let moment = Timespec {
            tv_sec: 0,
            tv_nsec: 100_000_000,
        };
        while !self.stop.is_set() {
            let mut watched = [PollFd::new(&self.input, PollFlags::IN)];
            match poll(&mut watched, Some(&moment)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Err(io::Error::other("stopped"))
    }

    #[cfg(not(unix))]
    fn wait(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Waiting {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.wait()?;
        self.input.read(into)
    }
}

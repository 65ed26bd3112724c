//! Signals: the batches at hand are finished, what is whole is saved, and the exit code says so.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{Waiting, assert_same, folder, run, tables, tag, told};

#[test]
fn a_signal_stops_a_run_that_goes_on_later() {
    let folder = folder(5);
    let out = folder.path().join("out");
    run(tag(folder.path(), &["-o", "whole"]));
    for signal in [Signal::INT, Signal::TERM] {
        let _ = fs::remove_dir_all(&out);
        let mut child = tag(
            folder.path(),
            &["-o", "out", "--save-every", "0", "-j", "1"],
        )
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
        while !out.join(".unfinished/checkpoint.json").exists() {
            assert!(child.try_wait().unwrap().is_none());
            sleep(Duration::from_micros(100));
        }
        let id = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(id, signal).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(3), "{}", told(&done));
        assert!(told(&done).starts_with("Stopped after "), "{}", told(&done));
        assert!(
            told(&done).contains("resume the run with --resume"),
            "{}",
            told(&done)
        );
        assert!(tables(&out).is_empty());
        run(tag(folder.path(), &["-o", "out", "--resume"]));
        let wanted = tables(&folder.path().join("whole"));
        assert_same(&wanted, &tables(&out), "stopped and resumed");
    }
}

#[test]
fn a_signal_stops_a_run_whose_input_has_stalled() {
    for arguments in [&["-o", "out"][..], &["-o", "-", "-q", "--tables", "actors"]] {
        let folder = folder(0);
        let run = Waiting::begin(folder.path(), arguments);
        sleep(Duration::from_millis(500));
        run.signal(Signal::TERM);
        let begun = Instant::now();
        let done = run.wait();
        assert_eq!(done.status.code(), Some(3), "{}", told(&done));
        assert!(begun.elapsed() < Duration::from_secs(5));
        // What goes to a pipe ends with a whole row.
        assert!(done.stdout.is_empty() || done.stdout.ends_with(b"\n"));
        assert!(tables(&folder.path().join("out")).is_empty());
    }
}

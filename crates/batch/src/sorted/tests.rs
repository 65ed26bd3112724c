use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::merged::Merged;
use super::*;

/// A key of two numbers, and a sum.
#[derive(Debug, Clone)]
struct Sums;

impl Shape<3> for Sums {
    fn key(&self) -> usize {
        2
    }

    fn add(&self, total: &mut [u64; 3], part: &[u64; 3]) {
        total[2] += part[2];
    }
}

fn all<S: Shape<N>, const N: usize>(mut merged: Merged<S, N>) -> Vec<[u64; N]> {
    std::iter::from_fn(|| merged.next().unwrap()).collect()
}

proptest! {
    #[test]
    fn a_tally_adds_up_whatever_the_memory_holds(
        records in prop::collection::vec((0u64..4, 0u64..6, 0u64..9), 0..300),
        most in 1usize..12,
        split in 0usize..300,
        save_at in prop::collection::vec(0usize..300, 0..3),
    ) {
        let mut want = BTreeMap::new();
        for &(a, b, count) in &records {
            *want.entry([a, b]).or_insert(0) += count;
        }
        let want: Vec<[u64; 3]> = want.into_iter().map(|([a, b], sum)| [a, b, sum]).collect();
        let folder = Arc::new(RunFolder::temporary());
        let mut tallies = [(); 2].map(|()| Tally::with_room(Sums, &folder, most));
        for (number, &(a, b, count)) in records.iter().enumerate() {
            let tally = &mut tallies[usize::from(number < split)];
            tally.add(&[a, b, count]).unwrap();
            if save_at.contains(&number) {
                // As a run that is killed here and resumes.
                let saved = tally.save().unwrap();
                folder.sync().unwrap();
                folder.saved();
                *tally = Tally::with_room(Sums, &folder, most);
                tally.load(saved).unwrap();
            }
        }
        let [mut one, other] = tallies;
        one.merge(other).unwrap();
        prop_assert_eq!(all(one.into_sorted().unwrap()), want);
    }

    #[test]
    fn a_sorter_sorts_whatever_the_memory_holds(
        mut records in prop::collection::vec((0u64..9, 0u64..9), 0..300),
        most in 1usize..12,
    ) {
        let folder = Arc::new(RunFolder::temporary());
        let mut sorter = Sorter::with_room(&folder, most);
        for &(a, b) in &records {
            sorter.push([a, b]).unwrap();
        }
        records.sort_unstable();
        records.dedup();
        let want: Vec<[u64; 2]> = records.into_iter().map(|(a, b)| [a, b]).collect();
        prop_assert_eq!(all(sorter.into_sorted().unwrap()), want);
    }
}

#[test]
fn what_a_checkpoint_names_stays_until_the_next_one() {
    let path = tempfile::tempdir().unwrap();
    let folder = Arc::new(RunFolder::at(path.path().to_owned()));
    let mut tally = Tally::with_room(Sums, &folder, 2);
    for number in 0..6 {
        tally.add(&[0, number, 1]).unwrap();
    }
    let saved = serde_json::to_string(&tally.save().unwrap()).unwrap();
    folder.sync().unwrap();
    folder.saved();
    // More than enough for the runs of the checkpoint to be merged into others.
    for number in 0..100 {
        tally.add(&[1, number, 1]).unwrap();
    }
    let folder = Arc::new(RunFolder::at(path.path().to_owned()));
    let mut resumed = Tally::with_room(Sums, &folder, 2);
    resumed.load(serde_json::from_str(&saved).unwrap()).unwrap();
    // What came after the checkpoint is written over.
    resumed.add(&[0, 0, 1]).unwrap();
    let want = [2, 1, 1, 1, 1, 1].into_iter().zip(0..);
    let want: Vec<[u64; 3]> = want.map(|(sum, number)| [0, number, sum]).collect();
    assert_eq!(all(resumed.into_sorted().unwrap()), want);
}

#[test]
fn a_run_that_was_changed_is_not_taken_up() {
    let path = tempfile::tempdir().unwrap();
    let folder = Arc::new(RunFolder::at(path.path().to_owned()));
    let mut sorter = Sorter::with_room(&folder, 2);
    sorter.push([1]).unwrap();
    let saved = serde_json::to_string(&sorter.save().unwrap()).unwrap();
    let saved = || serde_json::from_str::<SavedRuns>(&saved).unwrap();
    let file = path.path().join("0.run");
    for bytes in [&b"abcdefgh"[..], b"", b"\x01\0\0\0\0\0\0\0\0"] {
        std::fs::write(&file, bytes).unwrap();
        assert!(Sorter::<1>::new(&folder).load(saved()).is_err());
    }
    std::fs::write(&file, 1u64.to_le_bytes()).unwrap();
    assert!(Sorter::<1>::new(&folder).load(saved()).is_ok());
    std::fs::remove_file(&file).unwrap();
    assert!(Sorter::<1>::new(&folder).load(saved()).is_err());
}

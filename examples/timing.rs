use std::time::Instant;
fn main() {
    for _ in 0..5 {
        let t = Instant::now();
        let draft = actag::Gazetteer::draft(&["gazetteers".into()]).unwrap();
        let load = t.elapsed();
        let names: usize = draft.gazetteer.actors().iter().map(|a| a.names.len()).sum();
        let t = Instant::now();
        let lint = actag::gazetteer::rules::lint(&draft);
        let linted = t.elapsed();
        let t = Instant::now();
        let tagger = actag::Tagger::new(&draft.gazetteer).unwrap();
        let compile = t.elapsed();
        let t = Instant::now();
        let ex = actag::check::check_examples(&tagger);
        println!(
            "load {load:?} lint {linted:?} ({}) compile {compile:?} examples {:?} {}",
            lint.len(),
            t.elapsed(),
            ex.len()
        );
    }
}

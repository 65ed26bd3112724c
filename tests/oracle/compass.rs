//! Points of the compass in names, abbreviated: rule 1 of the contract, read letter by letter.

use std::collections::HashSet;

use actag::Gazetteer;

const POINTS: [&str; 8] = [
    "Northern", "Southern", "Eastern", "Western", "North", "South", "East", "West",
];

/// Names in which a point of the compass stands, none of them with *-ern*.
pub fn plain_names(gazetteer: &Gazetteer) -> HashSet<String> {
    let names = gazetteer.actors().iter().flat_map(|actor| &actor.names);
    let texts = names.map(|name| name.text.clone());
    let is_plain = |text: &String| {
        let points = points(text);
        !points.is_empty() && points.iter().all(|(_, point)| !point.ends_with("ern"))
    };
    texts.filter(is_plain).collect()
}

/// The ways in which a name is abbreviated.
pub fn abbreviated(name: &str, plain: &HashSet<String>) -> Vec<String> {
    let points = points(name);
    if points.is_empty() {
        return Vec::new();
    }
    let rewrite = |with: &dyn Fn(usize, &str) -> String| {
        let mut text = name.to_owned();
        for (number, &(at, point)) in points.iter().enumerate().rev() {
            // The space or hyphen behind the point is replaced, too.
            text.replace_range(at..=at + point.len(), &with(number, point));
        }
        text
    };
    let as_written = |number: usize| {
        let (at, point) = points[number];
        name[at + point.len()..].chars().take(1).collect::<String>()
    };
    let twin =
        rewrite(&|number, point| point.trim_end_matches("ern").to_owned() + &as_written(number));
    if twin != name && plain.contains(&twin) {
        return Vec::new();
    }
    let meets = |number: usize| {
        let next = points.get(number + 1);
        next.is_some_and(|&(at, _)| at == points[number].0 + points[number].1.len() + 1)
    };
    let mut forms = vec![
        rewrite(&|_, point| format!("{} ", &point[..1])),
        rewrite(&|_, point| format!("{}.", &point[..1])),
    ];
    if (0..points.len()).any(meets) {
        forms.push(rewrite(&|number, point| {
            let space = if meets(number) { "" } else { " " };
            format!("{}{space}", &point[..1])
        }));
    }
    forms
}

/// Where the points of the compass of a name stand, and each of them.
fn points(name: &str) -> Vec<(usize, &'static str)> {
    let mut points = Vec::new();
    for (at, _) in name.char_indices() {
        let before = name[..at].chars().next_back();
        if before.is_some_and(|c| !" -–/(\"“‘".contains(c)) {
            continue;
        }
        let is_here = |point: &&&str| {
            let mut behind = match name[at..].strip_prefix(**point) {
                Some(behind) => behind.chars(),
                None => return false,
            };
            matches!(behind.next(), Some(' ' | '-'))
                && behind.next().is_some_and(char::is_uppercase)
        };
        points.extend(POINTS.iter().find(is_here).map(|point| (at, *point)));
    }
    let is_odd = |two: &[(usize, &str)]| {
        let meet = two[1].0 == two[0].0 + two[0].1.len() + 1;
        let is_point = "NS".contains(&two[0].1[..1]) && "EW".contains(&two[1].1[..1]);
        meet && !is_point
    };
    match points.windows(2).any(is_odd) {
        true => Vec::new(),
        false => points,
    }
}

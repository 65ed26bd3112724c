//! Folding is what the contract says, and folding twice changes nothing.

use actag::text::fold;
use proptest::prelude::*;

use super::inputs::rich_text;
use super::reading::Reading;

proptest! {
    #![proptest_config(super::cases(6000))]

    #[test]
    fn folding_is_as_the_slow_reading_folds(text in rich_text()) {
        prop_assert_eq!(fold(&text), Reading::of(&text).folded_text());
    }

    #[test]
    fn folding_a_folded_text_changes_nothing(text in rich_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn any_text_folds_as_the_slow_reading_folds(text in any::<String>()) {
        prop_assert_eq!(fold(&text), Reading::of(&text).folded_text());
    }
}

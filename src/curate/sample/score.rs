//! Precision of the tables, from a sheet that people have judged.

use std::ops::Range;

/// What a sheet says of the mentions of one stratum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StratumScore {
    /// The value by which was drawn.
    pub name: String,
    /// Mentions in the table.
    pub size: u64,
    /// Rows judged right.
    pub right: u64,
    /// Rows judged wrong.
    pub wrong: u64,
    /// Rows with `?`.
    pub unsure: u64,
    /// Rows that nobody has judged.
    pub unjudged: u64,
}

/// Precision of all mentions, with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct OverallScore {
    /// The share of mentions that are right, as estimated.
    pub precision: f64,
    /// Its 95 % confidence interval.
    pub interval: Range<f64>,
    /// The share of mentions that are in strata of which a row is judged; the figures hold for
    /// those.
    pub covered: f64,
}

/// The quantile of the normal distribution that leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

impl StratumScore {
    /// Returns the rows of the sheet.
    #[must_use]
    pub fn drawn(&self) -> u64 {
        self.right + self.wrong + self.unsure + self.unjudged
    }

    /// Returns the rows that were judged right or wrong.
    #[must_use]
    pub fn judged(&self) -> u64 {
        self.right + self.wrong
    }

    /// Returns the share of judged rows that are right; `None` where none is judged.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        (self.judged() > 0).then(|| self.right as f64 / self.judged() as f64)
    }

    /// Returns the 95 % confidence interval of the precision: Wilson’s score interval.
    ///
    /// E. B. Wilson, “Probable inference, the law of succession, and statistical inference”,
    /// *Journal of the American Statistical Association* 22 (1927), 209–212. It stays inside 0 and
    /// 1, and is right for few rows and for shares near 1, where the usual `p ± 1.96 · s` is not
    /// (L. D. Brown, T. T. Cai, A. DasGupta, *Statistical Science* 16 (2001), 101–133).
    ///
    /// The stratum is finite: with `n` judged rows of `N` mentions the variance is that of as many
    /// as `n (N − 1) / (N − n)` rows, which stands in place of `n`. Where all mentions are judged,
    /// precision is known, and the interval has no width.
    #[must_use]
    pub fn interval(&self) -> Option<Range<f64>> {
        let share = self.precision()?;
        let judged = self.judged();
        if judged >= self.size {
            return Some(share..share);
        }
        let (size, judged) = (self.size as f64, judged as f64);
        let rows = judged * (size - 1.0) / (size - judged);
        let scale = 1.0 + Z * Z / rows;
        let middle = (share + Z * Z / (2.0 * rows)) / scale;
        let spread = share * (1.0 - share) / rows + Z * Z / (4.0 * rows * rows);
        let half = Z * spread.sqrt() / scale;
        // Rounding must not put a share of 1 outside its interval.
        Some((middle - half).clamp(0.0, share)..(middle + half).clamp(share, 1.0))
    }
}

/// Returns the precision of all mentions; `None` where no row is judged.
///
/// It is the mean of the strata's precisions, weighted by how many mentions they have in the
/// table. The limits of its interval lie as far away as those of the strata say: the lower one at
/// `p − √Σ w² (pᵢ − lᵢ)²`, the upper one likewise, with the Wilson limits `lᵢ` and `uᵢ` of each
/// stratum and its weight `w`. So a stratum whose judged rows are all right adds to the width, too.
/// (G. Y. Zou, W. Huang, X. Zhang, “A note on confidence interval estimation for a linear function
/// of binomial proportions”, *Computational Statistics and Data Analysis* 53 (2009), 1080–1085.)
#[must_use]
pub fn overall(strata: &[StratumScore]) -> Option<OverallScore> {
    let mentions = |strata: &mut dyn Iterator<Item = &StratumScore>| -> f64 {
        strata.map(|stratum| stratum.size as f64).sum()
    };
    let covered = mentions(&mut strata.iter().filter(|stratum| stratum.judged() > 0));
    let (mut precision, mut below, mut above) = (0.0, 0.0, 0.0);
    for stratum in strata {
        let (Some(share), Some(interval)) = (stratum.precision(), stratum.interval()) else {
            continue;
        };
        let weight = stratum.size as f64 / covered;
        precision += weight * share;
        below += (weight * (share - interval.start)).powi(2);
        above += (weight * (interval.end - share)).powi(2);
    }
    (covered > 0.0).then(|| OverallScore {
        precision,
        interval: (precision - below.sqrt()).max(0.0)..(precision + above.sqrt()).min(1.0),
        covered: covered / mentions(&mut strata.iter()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(size: u64, right: u64, wrong: u64) -> StratumScore {
        StratumScore {
            size,
            right,
            wrong,
            ..StratumScore::default()
        }
    }

    /// A stratum so large that it is as good as endless.
    const MANY: u64 = 1 << 60;

    fn near(found: &Range<f64>, low: f64, high: f64) -> bool {
        (found.start - low).abs() < 5e-5 && (found.end - high).abs() < 5e-5
    }

    #[test]
    fn intervals_are_those_of_other_programs() {
        // statsmodels.stats.proportion.proportion_confint(count, nobs, method="wilson"); the first
        // is 81 of 263 in Newcombe (1998), Statistics in Medicine 17, table I.
        for (right, wrong, low, high) in [
            (81, 182, 0.2553, 0.3662),
            (15, 133, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 28, 0.0061, 0.1718),
            (20, 0, 0.8389, 1.0),
            (1, 0, 0.2065, 1.0),
        ] {
            let found = stratum(MANY, right, wrong).interval().unwrap();
            assert!(near(&found, low, high), "{right}/{wrong}: {found:?}");
        }
        assert_eq!(stratum(MANY, 0, 0).interval(), None);
    }

    #[test]
    fn what_is_judged_whole_is_known() {
        assert_eq!(stratum(10, 7, 3).interval(), Some(0.7..0.7));
        let some = stratum(20, 7, 3).interval().unwrap();
        let few = stratum(MANY, 7, 3).interval().unwrap();
        assert!(few.start < some.start && some.end < few.end);
    }

    #[test]
    fn strata_weigh_as_much_as_they_have_mentions() {
        let one = overall(&[stratum(MANY, 81, 182)]).unwrap();
        assert!(near(&one.interval, 0.2553, 0.3662), "{one:?}");
        // 0.9 · 1.0 + 0.1 · 0.5, whatever the number of rows.
        let two = overall(&[stratum(900_000, 20, 0), stratum(100_000, 50, 50)]).unwrap();
        assert!((two.precision - 0.95).abs() < 1e-12, "{two:?}");
        // Below: √((0.9 · (1 − 0.8389))² + (0.1 · (0.5 − 0.4038))²); above: 0.1 · 0.0962.
        assert!(
            near(&two.interval, 0.95 - 0.14533, 0.95 + 0.00962),
            "{two:?}"
        );
        let half = overall(&[stratum(500, 9, 1), stratum(500, 0, 0)]).unwrap();
        assert!((half.precision - 0.9).abs() < 1e-12 && half.covered == 0.5);
        assert_eq!(overall(&[stratum(5, 0, 0)]), None);
        assert_eq!(overall(&[]), None);
    }
}

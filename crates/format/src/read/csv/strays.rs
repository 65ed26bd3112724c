//! Quotation marks of a CSV gazetteer that part nothing.

use std::borrow::Cow;

use super::MOST_FINDINGS;
use crate::delimiter::stray_quotes;
use crate::findings::Findings;

/// Reports quotation marks that part nothing, and returns the text with another sign in their
/// places, so that the rows behind them are read.
pub(super) fn without_strays<'t>(
    text: &'t str,
    begin: usize,
    (delimiter, columns): (u8, usize),
    findings: &mut Findings,
) -> Cow<'t, str> {
    let rows = text.get(begin..).unwrap_or_default();
    let strays = stray_quotes(rows, delimiter, columns);
    let (mut mended, mut at) = (String::new(), 0);
    for stray in strays.into_iter().take(MOST_FINDINGS) {
        let stray = begin + stray;
        let message = "this quote is never closed, or closes where its cell does not end";
        let error = findings.error(&(stray..stray + 1), "unclosed-quote", message);
        error.help("close it; to keep it, put quotes round the cell and write it twice inside");
        mended.push_str(text.get(at..stray).unwrap_or_default());
        mended.push('\'');
        at = stray + 1;
    }
    match at {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(mended + text.get(at..).unwrap_or_default()),
    }
}

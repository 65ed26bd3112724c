//! Documents of office programs: `.docx` and workbooks.

mod docx;
mod workbook;

pub(super) use docx::DOCX;
pub(super) use workbook::WORKBOOK;

/// What the files of older office programs begin with, and newer ones that are locked.
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

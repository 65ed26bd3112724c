//! Tables once more, at the end of a run: documents, for what is known at the end alone, and all of
//! them where they are handed over in another form.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Write};

use super::{HashedFile, OutputError, OutputFolder};
use crate::tables::Row;
use crate::tables::copies::{self, DocumentKey};
use crate::tables::documents::DocumentRow;
use crate::tables::pour::pour;

/// Bytes read at once.
const BUFFER: usize = 64 << 10;

impl OutputFolder {
    /// Looks up the ids and paths of documents in their table; of none where it is not written.
    pub(crate) fn find_documents(
        &mut self,
        keys: Vec<DocumentKey>,
    ) -> Result<BTreeMap<DocumentKey, (String, String)>, OutputError> {
        let Some(mut table) = self.reread()? else {
            return Ok(BTreeMap::new());
        };
        let found = copies::find(&mut table, keys);
        found.map_err(|source| OutputError::Read {
            path: self.unfinished.partial(DocumentRow::TABLE),
            source,
        })
    }

    /// Fills the last column of the table of documents, if it is written; see [`copies::fill_in`].
    /// The table stays as it was until the run is finished, for a run that is killed before.
    pub(crate) fn fill_in(
        &mut self,
        next: impl FnMut() -> io::Result<Option<(DocumentKey, DocumentKey)>>,
    ) -> Result<(), OutputError> {
        let Some(mut from) = self.reread()? else {
            return Ok(());
        };
        let path = self.unfinished.filled(DocumentRow::TABLE);
        let failed = |source| OutputError::Write {
            path: path.clone(),
            source,
        };
        let mut to = HashedFile::new(File::create(&path).map_err(failed)?);
        copies::fill_in(&mut from, &mut to, next)
            .and_then(|()| to.flush())
            .map_err(failed)?;
        let documents = |file: &&mut super::TableFile| file.table == DocumentRow::TABLE;
        if let Some(file) = self.tables.iter_mut().find(documents) {
            file.rows = to;
        }
        Ok(())
    }

    /// Gives all tables their form. Until the run is finished they stay as they were beside it, for
    /// a run that is killed before.
    pub(super) fn pour(&mut self) -> Result<(), OutputError> {
        if self.form.is_plain() {
            return Ok(());
        }
        for file in &mut self.tables {
            file.rows.flush().map_err(|source| file.failed(source))?;
            let filled = self.unfinished.filled(file.table);
            let from = match filled.exists() {
                true => filled,
                false => self.unfinished.partial(file.table),
            };
            let from = match File::open(&from) {
                Ok(file) => BufReader::with_capacity(BUFFER, file),
                Err(source) => return Err(OutputError::Read { path: from, source }),
            };
            let path = self.unfinished.poured(file.table);
            let failed = |source| OutputError::Write {
                path: path.clone(),
                source,
            };
            let mut to = HashedFile::new(File::create(&path).map_err(failed)?);
            let shape = (file.table, self.nested);
            pour(from, &mut to, shape, (&self.form, self.spreadsheet_safe)).map_err(failed)?;
            to.flush().map_err(failed)?;
            file.rows = to;
        }
        Ok(())
    }

    /// Opens what was written of the table of documents so far.
    fn reread(&mut self) -> Result<Option<BufReader<File>>, OutputError> {
        let documents = |file: &&mut super::TableFile| file.table == DocumentRow::TABLE;
        let Some(file) = self.tables.iter_mut().find(documents) else {
            return Ok(None);
        };
        file.rows.flush().map_err(|source| file.failed(source))?;
        let path = self.unfinished.partial(DocumentRow::TABLE);
        match File::open(&path) {
            Ok(file) => Ok(Some(BufReader::with_capacity(BUFFER, file))),
            Err(source) => Err(OutputError::Read { path, source }),
        }
    }
}

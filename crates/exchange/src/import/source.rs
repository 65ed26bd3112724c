//! A file that is imported: its bytes as UTF-8, its lines, from the beginning as often as needed.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ImportError;

/// Bytes of a line, a record or an object: what is longer is none.
pub(super) const LONGEST: u64 = 64 << 20;

/// A file with its name.
#[derive(Debug)]
pub struct Source {
    pub(super) name: String,
    pub(super) file: File,
}

impl Source {
    /// Opens a file.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let name = path.display().to_string();
        let opened = File::open(path).and_then(|file| match file.metadata()?.is_dir() {
            true => Err(io::Error::other("it is a folder")),
            false => Ok(file),
        });
        match opened {
            Ok(file) => Ok(Self { name, file }),
            Err(source) => Err(ImportError::Read { path: name, source }),
        }
    }

    /// Takes a file that is open and can be read from its beginning again.
    pub fn of(name: impl Into<String>, file: File) -> Self {
        let name = name.into();
        Self { name, file }
    }

    pub(super) fn unreadable(&self, source: io::Error) -> ImportError {
        ImportError::Read {
            path: self.name.clone(),
            source,
        }
    }

    pub(super) fn wrong(&self, message: impl Into<String>) -> ImportError {
        ImportError::Format {
            path: self.name.clone(),
            message: message.into(),
        }
    }

    /// Returns up to `most` bytes of the beginning, as UTF-8 with what is none replaced.
    pub(super) fn head(&mut self, most: u64) -> Result<String, ImportError> {
        let mut head = Vec::new();
        let reader = self.reader()?;
        let read = reader.take(most).read_to_end(&mut head);
        read.map_err(|error| self.unreadable(error))?;
        Ok(String::from_utf8_lossy(&head).into_owned())
    }

    /// Returns whether it begins with some bytes.
    pub(super) fn begins_with(&mut self, bytes: &[u8]) -> Result<bool, ImportError> {
        let mut head = vec![0; bytes.len()];
        let read = self
            .file
            .seek(SeekFrom::Start(0))
            .and_then(|_| read_some(&mut self.file, &mut head));
        let length = read.map_err(|error| self.unreadable(error))?;
        Ok(head.get(..length) == Some(bytes))
    }

    /// Returns the bytes from the beginning, without a byte-order mark. UTF-16 becomes UTF-8.
    pub(super) fn reader(&mut self) -> Result<Box<dyn BufRead>, ImportError> {
        self.open_reader().map_err(|error| self.unreadable(error))
    }

    fn open_reader(&mut self) -> io::Result<Box<dyn BufRead>> {
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        let mut mark = [0; 3];
        let length = read_some(&mut file, &mut mark)?;
        let found = Encoding::for_bom(&mark[..length]);
        file.seek(SeekFrom::Start(
            found.map_or(0, |(_, length)| length as u64),
        ))?;
        let file = BufReader::with_capacity(1 << 16, file);
        Ok(match found.map(|(encoding, _)| encoding) {
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
                Box::new(BufReader::new(Decoded::new(encoding, file)))
            }
            _ => Box::new(file),
        })
    }

    /// Calls for each line with its number, without its end. Lines that are not UTF-8 are read as
    /// Windows-1252.
    pub(super) fn each_line(
        &mut self,
        mut each: impl FnMut(u64, &str) -> Result<bool, ImportError>,
    ) -> Result<(), ImportError> {
        let mut reader = self.reader()?;
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let read = (&mut reader).take(LONGEST).read_until(b'\n', &mut line);
            let length = read.map_err(|error| self.unreadable(error))?;
            if length == 0 {
                break;
            }
            if length as u64 == LONGEST {
                return Err(self.wrong(format!("line {number} is longer than 64 MB")));
            }
            while line
                .last()
                .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
            {
                line.pop();
            }
            if !each(number, &text_of(&line))? {
                break;
            }
        }
        Ok(())
    }
}

/// Fills a buffer as far as a file goes.
fn read_some(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

/// Returns bytes as text: UTF-8, else Windows-1252, in which every byte is some letter.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Bytes of another encoding as UTF-8.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: BufRead> Decoded<R> {
    fn new(encoding: &'static Encoding, inner: R) -> Self {
        debug_assert!(encoding != UTF_8);
        Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            ready: Vec::new(),
            at: 0,
            ended: false,
        }
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            let bytes = self.inner.fill_buf()?;
            self.ended = bytes.is_empty();
            self.ready.resize(bytes.len() * 3 + 16, 0);
            let decoded = self
                .decoder
                .decode_to_utf8(bytes, &mut self.ready, self.ended);
            let (_, read, written, _) = decoded;
            self.ready.truncate(written);
            self.at = 0;
            self.inner.consume(read);
        }
        let ready = self.ready.get(self.at..).unwrap_or_default();
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.at += length;
        Ok(length)
    }
}

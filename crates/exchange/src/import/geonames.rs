use super::collector::Collector;
use super::source::Source;
use super::{ImportError, Options};
pub(super) fn read(_: &mut Source, _: &Options, _: &mut Collector<'_>) -> Result<(), ImportError> {
    Ok(())
}

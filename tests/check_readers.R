# Reads tables as R has them, each column with its type, and writes the cells back as they are then.
#
#   Rscript tests/check_readers.R LIST
#
# LIST has a line for each table, with tabs: the path of the CSV, the path of what is to be written,
# and the type of each column in R. `tests/check_readers.py` makes it, and compares the cells.

for (line in readLines(commandArgs(trailingOnly = TRUE)[1], encoding = "UTF-8")) {
  parts <- strsplit(line, "\t", fixed = TRUE)[[1]]
  # `NA` is Namibia.
  table <- read.csv(
    parts[1], colClasses = parts[-(1:2)], na.strings = "", check.names = FALSE,
    blank.lines.skip = FALSE, encoding = "UTF-8"
  )
  found <- vapply(table, function(column) class(column)[1], "")
  stopifnot(nrow(table) == 0 || identical(unname(found), parts[-(1:2)]))
  cells <- as.data.frame(
    lapply(table, function(column) if (is.logical(column)) tolower(column) else column),
    optional = TRUE
  )
  write.table(
    cells, parts[2], sep = ",", quote = TRUE, qmethod = "double", na = "", row.names = FALSE,
    fileEncoding = "UTF-8"
  )
}

# R: the Python package by reticulate; or, without Python, the tables that the program writes.
#
#   Rscript with_r.R DATA

library(reticulate)
actag <- import("actag")
pandas <- import("pandas")

data <- commandArgs(trailingOnly = TRUE)[1]
news <- pandas$read_json(file.path(data, "wire.jsonl"), lines = TRUE, convert_dates = FALSE)
tagged <- actag$Tagger()$tag_table(news, text = "text", id = "id", date = "date")
mentions <- tagged$to_pandas()
print(head(sort(table(mentions$actor_id), decreasing = TRUE), 5))

# The program: actag tag DATA --out tables
# mentions <- read.csv("tables/mentions.csv", encoding = "UTF-8")

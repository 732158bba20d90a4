-- Lines that an older extractor failed on.
select run, file, line, line_start from unreadable_lines where extractor_version <> ?

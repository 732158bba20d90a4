-- Make one file of small ones that follow each other.
call ducklake_merge_adjacent_files('warehouse')

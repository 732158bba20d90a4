-- Remove files of loads that were killed before they were done.
call ducklake_delete_orphaned_files('warehouse', older_than => $before)

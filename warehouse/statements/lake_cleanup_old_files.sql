-- Remove the files that no snapshot shows any more.
call ducklake_cleanup_old_files('warehouse', older_than => $before)

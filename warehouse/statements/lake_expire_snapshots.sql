-- Forget snapshots older than an instant; the newest stays.
call ducklake_expire_snapshots('warehouse', older_than => $before)

-- Write data files anew of which a tenth was deleted or changed.
call ducklake_rewrite_data_files('warehouse', delete_threshold => 0.1)

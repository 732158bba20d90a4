-- Take the payload out of versions that something else has replaced before an instant.
update posting_versions
set raw = json_merge_patch(raw, '{"payload": null}')
where last_said_at < ? and json_extract_string(raw, '$.payload') is not null

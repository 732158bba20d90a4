-- Put the signs of a load in place, and take out the links of wordings that are no more.
delete from job_signs where posting_id in (select posting_id from staged_signs);
insert into job_signs by name select * from staged_signs;
delete from job_links
where wording in (select wording from new_wordings)
    or other in (select wording from new_wordings)
    or wording not in (select wording from job_signs)
    or other not in (select wording from job_signs);

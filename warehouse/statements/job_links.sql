-- All links between wordings.
select wording, other, likeness, named, reason from job_links order by wording, other

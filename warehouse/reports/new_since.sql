-- question: Which open jobs are new since a day? Without one: since seven days before the last crawl.
-- one row per: job
-- parameter: since date: first seen on that day or after it
-- parameter: state text: two letters
-- parameter: top integer = 50: rows
select jobs.title, jobs.employer, jobs.city, jobs.state, jobs.pay_annual_min, jobs.pay_annual_max,
    jobs.first_seen_at::date as first_seen, jobs.posting_id, jobs.url
from open_medical_office_managers as jobs
where jobs.first_seen_at::date >= coalesce(
        $since,
        (select max(last_seen_at)::date - 7 from postings)
    )
    and ($state is null
        or job_id in (select job_id from job_traits where trait = 'state' and value = $state))
order by jobs.first_seen_at desc, jobs.posting_id
limit $top;

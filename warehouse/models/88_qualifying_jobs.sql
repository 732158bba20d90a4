-- question: Which open jobs does a person qualify for who has these concepts and so many years?
-- one row per: open job; `from qualifying_jobs(['edu-bachelor', 'cert-cmpe'], 6) where qualifies`
create or replace macro qualifying_jobs(has, years) as table
with
shown as (
    select shows as concept from concept_shows where list_contains(has, concept_shows.concept)
),
-- Years count for every kind of experience, unless kinds are named.
kinds_named as (
    select count(*) > 0 as any_named
    from concepts
    where kind = 'experience' and list_contains(has, concept)
),
asked as (
    select
        jobs.posting_id,
        coalesce(group_no, -requirement_no) as part,
        coalesce(option_no, 0) as option_no,
        requirements.kind,
        concepts.label,
        case
            when requirements.kind = 'experience'
                then coalesce(years_min, 0) <= years
                    and (not any_named or concept in (select concept from shown))
            else concept in (select concept from shown)
        end as met
    from open_medical_office_managers as jobs
    join requirements using (posting_id)
    join concepts using (concept)
    cross join kinds_named
    where strength = 'required' and asked_as = 'qualification' and within_days_of_hire is null
),
options as (
    select
        posting_id,
        part,
        option_no,
        bool_and(met) as met,
        bool_and(kind = 'skill') as skills_only,
        list(label) as labels
    from asked
    group by all
),
parts as (
    select
        posting_id,
        part,
        bool_or(met) as met,
        bool_and(skills_only) as skills_only,
        list({'option_no': option_no, 'labels': labels} order by option_no) as options
    from options
    group by all
),
told as (
    select
        posting_id,
        met,
        skills_only,
        case
            when not met then array_to_string(
                list_transform(options, lambda way: array_to_string(list_sort(way.labels), ' and ')),
                ' or '
            )
        end as words
    from parts
),
final as (
    select
        jobs.job_id,
        jobs.posting_id,
        jobs.title,
        jobs.employer,
        jobs.city,
        jobs.state,
        count(*) filter (where not skills_only) as asked,
        count(*) filter (where not skills_only and met) as met,
        coalesce(list(words order by words) filter (where not skills_only and not met), []) as missing,
        coalesce(list(words order by words) filter (where skills_only and not met), []) as skills_not_shown
    from open_medical_office_managers as jobs
    left join told using (posting_id)
    group by jobs.job_id, jobs.posting_id, jobs.title, jobs.employer, jobs.city, jobs.state
)
select *, asked = met as qualifies from final order by qualifies desc, asked desc, job_id;

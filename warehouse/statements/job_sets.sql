-- Sets of postings that are of one job, the surest kind first: as it happens, in order of the alphabet.
with keyed as (
    select
        signs.posting_id,
        signs.wording,
        signs.title,
        signs.employer,
        signs.agency,
        signs.places,
        signs.marks,
        signs.requisition,
        signs.numbering,
        postings.source,
        -- Microseconds: comparing is all that is done with them.
        epoch_us(postings.first_seen_at) as started,
        epoch_us(postings.last_seen_at) as ended,
        case
            when job_clusters.cluster is not null then job_clusters.cluster
            -- Neither employer nor place: the same words could be anybody's.
            when (signs.employer = '' or signs.agency) and signs.places = [] then null
            else signs.wording
        end as cluster
    from job_signs as signs
    join postings using (posting_id)
    left join job_clusters using (wording)
),
spans as (
    select
        *,
        max(ended) over (
            partition by cluster order by started, posting_id
            rows between unbounded preceding and 1 preceding
        ) as ended_before
    from keyed
),
-- The same words again after a long time are another vacancy.
seasons as (
    select
        *,
        count(*) filter (started > ended_before + $same_vacancy_days * 86_400_000_000) over (
            partition by cluster order by started, posting_id
        ) as season
    from spans
),
openings as (
    select cluster, season, count_of, requisition, min(started) as started, max(ended) as ended
    from seasons
    cross join unnest([
        'board ' || source,
        case when employer <> '' then 'employer ' || employer || ' ' || numbering end
    ]) as counts(count_of)
    where cluster is not null and requisition is not null and count_of is not null
    group by cluster, season, count_of, requisition
),
-- Several openings of one text at one time: nothing but the requisition tells them apart.
crowded as (
    select distinct cluster, season
    from (
        select
            *,
            max(ended) over (
                partition by cluster, season, count_of order by started, requisition
                rows between unbounded preceding and 1 preceding
            ) as before
        from openings
    )
    where started <= before
),
by_requisition as (
    select 'requisition' as kind, hash(employer, requisition) as set_id, seasons.* exclude (ended_before, season, cluster)
    from seasons
    where employer <> '' and requisition is not null
    qualify count(*) over (partition by employer, requisition) > 1
),
by_text_and_requisition as (
    select 'requisition and text', hash(cluster, season, requisition), seasons.* exclude (ended_before, season, cluster)
    from seasons
    where cluster is not null and requisition is not null
    qualify count(*) over (partition by cluster, season, requisition) > 1
),
by_text as (
    select 'text', hash(cluster, season), seasons.* exclude (ended_before, season, cluster)
    from seasons
    anti join crowded using (cluster, season)
    where cluster is not null
    qualify count(*) over (partition by cluster, season) > 1
)
from by_requisition union all from by_text_and_requisition union all from by_text
order by kind, set_id, started, posting_id

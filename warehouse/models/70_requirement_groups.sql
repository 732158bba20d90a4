-- question: What does each open job ask for as logic: what may stand in place of what?
-- one row per: group of alternatives, or requirement that stands alone, of an open job
create or replace view requirement_groups as
with items as (
    select
        details.*,
        case when group_no is null then 'alone ' || requirement_no else 'group ' || group_no end as part,
        concat(
            case
                when kind = 'experience' and years_max is not null
                    then format('{:g}-{:g} years: ', coalesce(years_min, 0), years_max)
                when kind = 'experience' and years_min is not null
                    then format('{:g}+ years: ', years_min)
            end,
            label,
            case when len(field_labels) > 0 then ' (' || array_to_string(field_labels, ', ') || ')' end,
            case
                when within_days_of_hire is not null
                    then format(' within {} days of hire', within_days_of_hire)
            end
        ) as words
    from requirement_details as details
    left join (
        select
            posting_id,
            requirement_no,
            list(concepts.label order by concepts.label) as field_labels
        from (select posting_id, requirement_no, unnest(fields) as field from requirements) as named
        join concepts on concepts.concept = named.field
        group by posting_id, requirement_no
    ) as named_fields using (posting_id, requirement_no)
),
options as (
    select
        posting_id,
        part,
        option_no,
        any_value(job_id) as job_id,
        any_value(title) as title,
        any_value(employer) as employer,
        min(requirement_no) as first_no,
        -- The strongest: the last in the alphabet, as a lake has no order of its own for them.
        max(strength::varchar) as strength,
        list(distinct kind::varchar order by kind::varchar) as kinds,
        string_agg(words, ' and ' order by requirement_no) as words
    from items
    group by posting_id, part, option_no
),
final as (
    select
        any_value(job_id) as job_id,
        posting_id,
        any_value(title) as title,
        any_value(employer) as employer,
        row_number() over (partition by posting_id order by min(first_no)) as group_order,
        max(strength) as strength,
        list_sort(list_distinct(flatten(list(kinds)))) as kinds,
        count(*) as options,
        string_agg(words, ' or ' order by option_no, first_no) as asks
    from options
    group by posting_id, part
)
select * from final order by posting_id, group_order;
comment on view requirement_groups is 'Requirements of open medical office manager jobs as logic, in words.';

-- question: Who has one thing: what else is shown by it?
-- one row per: concept, concept that it shows (itself, the wider ones, the lower degrees)
create or replace view concept_shows as
with recursive
wider(concept, shows) as (
    select concept, concept from concepts
    union
    select wider.concept, concepts.broader
    from wider
    join concepts on concepts.concept = wider.shows
    where concepts.broader is not null
)
select concept, shows from wider
union
select higher.concept, lower.concept
from concepts as higher
join concepts as lower on lower.level <= higher.level;
comment on view concept_shows is 'One way: Epic shows EHR, a master''s degree shows a bachelor''s; never the reverse.';

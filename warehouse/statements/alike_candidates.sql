-- Pairs of wordings that share a bucket, at least one of them new.
with wordings as (
    select wording, any_value(buckets) as buckets from job_signs group by wording
),
bucketed as (select wording, unnest(buckets) as bucket from wordings),
news as (from bucketed semi join new_wordings using (wording))
select distinct
    least(news.wording, bucketed.wording) as wording,
    greatest(news.wording, bucketed.wording) as other
from news
join bucketed on bucketed.bucket = news.bucket and bucketed.wording <> news.wording
order by wording, other

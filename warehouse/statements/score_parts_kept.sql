-- What the scores of other profiles are made of.
insert into score_parts by name
from writer.score_parts
where not list_contains($profiles, profile);

-- The rankings of other profiles.
insert into scores by name
from writer.scores
where not list_contains($profiles, profile);

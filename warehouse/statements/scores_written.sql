-- Rows of a ranking.
insert into scores by name
from written;

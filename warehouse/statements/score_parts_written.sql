-- Rows of what the scores of a ranking are made of.
insert into score_parts by name
from written;

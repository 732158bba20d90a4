-- Written by `matcher score --write-table` only, into a database of its own: publishing replaces the
-- published copy whole.
use warehouse;
create table scores (
    profile varchar not null,
    index_version varchar not null,
    posting_id varchar not null,
    rank integer not null,
    score decimal(5, 2) not null,
    possible decimal(5, 2) not null,
    primary key (profile, posting_id)
);
comment on table scores is 'The ranking of `matcher score --write-table`; a profile''s last run takes the place of the one before.';
comment on column scores.profile is 'The profile''s file, as it was named on the command line; nothing of the profile itself is here.';
comment on column scores.index_version is 'The version of the index that ranked.';
comment on column scores.posting_id is 'The posting, in postings.';
comment on column scores.rank is 'From 1, among the postings that passed the filters.';
comment on column scores.score is '0 to 100: the sum of the posting''s score_parts.';
comment on column scores.possible is 'The score if all that is not known were met.';
create table score_parts (
    profile varchar not null,
    posting_id varchar not null,
    part_no integer not null,
    part varchar not null,
    points decimal(5, 2) not null,
    primary key (profile, posting_id, part_no)
);
comment on table score_parts is 'What each score is made of.';
comment on column score_parts.profile is 'As in scores.';
comment on column score_parts.posting_id is 'As in scores.';
comment on column score_parts.part_no is 'Order, from 1.';
comment on column score_parts.part is 'requirements, duties, text, occupation, must_haves (what is taken off).';
comment on column score_parts.points is 'Points of the score.';

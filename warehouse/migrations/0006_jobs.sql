-- What tells whether postings are of one job: signs of each, links between alike wordings.

create table job_signs (
    posting_id varchar not null,
    wording ubigint not null,
    title varchar not null,
    employer varchar not null,
    agency boolean not null,
    places varchar[] not null,
    marks varchar[] not null,
    requisition varchar,
    numbering varchar,
    buckets uinteger[] not null,
    signs_version varchar not null
);
comment on table job_signs is 'One row a posting: what of it is compared to tell whether postings are of one job.';
comment on column job_signs.posting_id is 'The posting.';
comment on column job_signs.wording is 'Digest of all that is compared save the requisition: equal where the same is said.';
comment on column job_signs.title is 'Words of the title without advertising, rank and trade words written one way.';
comment on column job_signs.employer is 'Words of the employer''s name without its legal form; empty where none is stated.';
comment on column job_signs.agency is 'Whoever posts hires for somebody else, by name or words.';
comment on column job_signs.places is 'State and town, spelled one way; places without a town left out.';
comment on column job_signs.marks is 'What tells openings of one text apart: level, hours, specialty, site, type of employment.';
comment on column job_signs.requisition is 'The employer''s number without punctuation; null for none, N/A, TBD.';
comment on column job_signs.numbering is 'Its shape, each digit a 9.';
comment on column job_signs.buckets is 'Postings that may be alike share one: bands of the MinHash of the text, or the employer, each with a place.';
comment on column job_signs.signs_version is 'Digest of the code and rules that made it.';

create table job_links (
    wording ubigint not null,
    other ubigint not null,
    likeness double not null,
    named boolean not null,
    reason varchar not null
);
comment on table job_links is 'One row a pair of wordings that are alike enough to be of one job, by themselves.';
comment on column job_links.wording is 'The lower wording of job_signs.';
comment on column job_links.other is 'The higher one.';
comment on column job_links.likeness is 'Share of the runs of three words of both texts that they share.';
comment on column job_links.named is 'The employer speaks for it too, not the text alone.';
comment on column job_links.reason is 'The evidence.';

comment on column postings.job_id is 'The same for postings of the same job, seen in several places: the id of the first of them.';
comment on column postings.job_reason is 'Why this posting is taken to be of that job; null where the job was seen once.';

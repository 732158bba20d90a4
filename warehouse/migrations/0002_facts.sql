-- What postings state beside requirements: travel, conditions, benefits, setting, specialty, size.

create type fact_kind as enum
    ('travel', 'condition', 'benefit', 'setting', 'specialty', 'providers', 'staff', 'sites');
create type asked as enum ('required', 'possible', 'not_required');

create table facts (
    posting_id varchar not null,
    version integer not null,
    fact_no integer not null,
    kind fact_kind not null,
    concept varchar,
    low decimal(9, 2),
    high decimal(9, 2),
    asked asked,
    evidence varchar not null,
    span_start integer,
    span_end integer,
    section varchar not null,
    rule varchar not null,
    confidence double not null,
    extractor_version varchar not null
);
comment on table facts is 'One row a fact that a posting''s current version states of the job, its terms or its practice.';
comment on column facts.posting_id is 'The posting.';
comment on column facts.version is 'The version of the posting that says it.';
comment on column facts.fact_no is 'Order, from 1: what the title and the employer''s name say, then the text in order.';
comment on column facts.kind is 'travel, condition (of being hired), benefit, setting, specialty, or how many providers, staff, sites.';
comment on column facts.concept is 'Id in concepts; null for providers, staff and sites.';
comment on column facts.low is 'Travel: percent of the time; providers, staff, sites: how many. Null for "up to" and where no figure is stated.';
comment on column facts.high is 'The upper end; null for "or more". Of lifting: pounds.';
comment on column facts.asked is 'Of travel and conditions: required, possible ("may be"), not_required ("no travel").';
comment on column facts.evidence is 'The words that say it.';
comment on column facts.span_start is 'Start of evidence in postings.text, in code points; null where the title or the employer''s name says it.';
comment on column facts.span_end is 'End of evidence, exclusive.';
comment on column facts.section is 'Kind of the section it stands in; title or name where those say it.';
comment on column facts.rule is 'The rule that fired.';
comment on column facts.confidence is 'How sure the rule is, 0 to 1.';
comment on column facts.extractor_version is 'Digest of the code and rules that read it.';

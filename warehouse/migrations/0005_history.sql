-- How postings stood over time, and what was read of them before.

create table posting_states (
    posting_id varchar not null,
    from_at timestamptz not null,
    status posting_status not null,
    reason varchar not null
);
comment on table posting_states is 'One row a change of a posting''s status; it holds until the next.';
comment on column posting_states.posting_id is 'The posting.';
comment on column posting_states.from_at is 'Instant of the visit that showed it.';
comment on column posting_states.status is 'open, closed or unknown from then on.';
comment on column posting_states.reason is 'The evidence.';

-- What stood so far is where its history begins.
insert into posting_states
select posting_id, first_seen_at, 'open', 'its page was read' from postings
where status <> 'open' and first_seen_at < status_at
union all
select posting_id, status_at, status, status_reason from postings where status <> 'open'
union all
select posting_id, first_seen_at, status, status_reason from postings where status = 'open';

create table past_requirements (
    posting_id varchar not null,
    version integer not null,
    requirement_no integer not null,
    kind requirement_kind not null,
    concept varchar not null,
    strength strength not null,
    group_no integer,
    option_no integer,
    years_min double,
    years_max double,
    fields varchar[] not null,
    within_days_of_hire integer,
    asked_as asked_as not null,
    evidence varchar not null,
    span_start integer not null,
    span_end integer not null,
    section varchar,
    rule varchar not null,
    confidence double not null,
    extractor_version varchar not null,
    replaced_at timestamptz not null
);
comment on table past_requirements is 'What requirements held before a new version of the posting, or a new extractor, was read differently. Spans point into the text of that version.';
comment on column past_requirements.posting_id is 'The posting.';
comment on column past_requirements.version is 'The version of the posting that said it.';
comment on column past_requirements.requirement_no is 'Order in the text, from 1.';
comment on column past_requirements.kind is 'As in requirements.';
comment on column past_requirements.concept is 'Id in concepts.';
comment on column past_requirements.strength is 'As in requirements.';
comment on column past_requirements.group_no is 'As in requirements.';
comment on column past_requirements.option_no is 'As in requirements.';
comment on column past_requirements.years_min is 'As in requirements.';
comment on column past_requirements.years_max is 'As in requirements.';
comment on column past_requirements.fields is 'As in requirements.';
comment on column past_requirements.within_days_of_hire is 'As in requirements.';
comment on column past_requirements.asked_as is 'As in requirements.';
comment on column past_requirements.evidence is 'The words that said it.';
comment on column past_requirements.span_start is 'As in requirements, in the text of that version.';
comment on column past_requirements.span_end is 'End of evidence, exclusive.';
comment on column past_requirements.section is 'Kind of the section it stood in.';
comment on column past_requirements.rule is 'The rule that fired.';
comment on column past_requirements.confidence is 'How sure the rule was, 0 to 1.';
comment on column past_requirements.extractor_version is 'The extractor that read it so.';
comment on column past_requirements.replaced_at is 'Instant of the load that replaced it.';

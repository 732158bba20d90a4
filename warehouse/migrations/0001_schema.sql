-- The tables of the contract. No foreign keys: publishing copies the database, which fails with
-- them; tests hold the relationships instead.

create type strength as enum ('required', 'preferred', 'not_required');
create type requirement_kind as enum
    ('degree', 'experience', 'certification', 'licence', 'language', 'skill');
create type asked_as as enum ('qualification', 'duty');
create type posting_status as enum ('open', 'closed', 'unknown');
create type occupation as enum ('medical_office_manager', 'other');
create type workplace as enum ('on_site', 'hybrid', 'remote');
create type pay_unit as enum
    ('hour', 'day', 'week', 'two_weeks', 'half_month', 'month', 'year', 'visit');
create type date_basis as enum ('stated', 'derived', 'feed');

create table postings (
    posting_id varchar primary key,
    source varchar not null,
    source_key varchar not null,
    version integer not null,
    job_id varchar,
    job_reason varchar,
    status posting_status not null,
    status_reason varchar not null,
    status_at timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    fetched_at timestamptz not null,
    closed_at timestamptz,
    closed boolean not null,
    url varchar,
    apply_url varchar,
    requisition_id varchar,
    title varchar not null,
    employer varchar,
    occupation occupation not null,
    occupation_reason varchar not null,
    locations struct(city varchar, state varchar, postal_code varchar, country varchar)[] not null,
    workplace workplace,
    employment_types varchar[] not null,
    pay_min decimal(12, 2),
    pay_max decimal(12, 2),
    pay_unit pay_unit,
    pay_currency varchar,
    pay_evidence varchar,
    pay_span_start integer,
    pay_span_end integer,
    pay_hours_per_week decimal(5, 2),
    pay_annual_min decimal(14, 2),
    pay_annual_max decimal(14, 2),
    pay_annual_basis varchar,
    posted_at date,
    posted_at_basis date_basis,
    valid_through date,
    valid_through_basis date_basis,
    text varchar not null using compression zstd,
    extractor_version varchar not null
);
comment on table postings is 'One row a posting, in its current state.';
comment on column postings.posting_id is 'source:source_key, the id everywhere.';
comment on column postings.source is 'Name of the line in sources.toml.';
comment on column postings.source_key is 'The source''s own id of the posting.';
comment on column postings.version is 'Current version in posting_versions.';
comment on column postings.job_id is 'The same for postings of the same job, seen in several places.';
comment on column postings.job_reason is 'Why the postings of a job are taken to be one.';
comment on column postings.status is 'open, closed or unknown, by evidence only.';
comment on column postings.status_reason is 'The evidence: in the list, HTTP 410, absent from a complete list, valid through a past day …';
comment on column postings.status_at is 'Instant of the visit that the status comes from.';
comment on column postings.first_seen_at is 'Instant of the first response that held it.';
comment on column postings.last_seen_at is 'Instant of the last visit that found it there.';
comment on column postings.fetched_at is 'Instant of the last response that said what is here.';
comment on column postings.closed_at is 'Instant of the visit that showed it closed; null while it is not.';
comment on column postings.closed is 'The source itself says that it no longer hires for this.';
comment on column postings.url is 'Where a person reads it.';
comment on column postings.apply_url is 'Where a person applies.';
comment on column postings.requisition_id is 'The employer''s number of the opening.';
comment on column postings.title is 'Title as the source gives it.';
comment on column postings.employer is 'Employer as the source gives it; the facility where said.';
comment on column postings.occupation is 'Whether the job is to run the office of a human health practice.';
comment on column postings.occupation_reason is 'Rule and words that decided the occupation.';
comment on column postings.locations is 'Stated places of work; a part that is not stated is null.';
comment on column postings.workplace is 'on_site, hybrid or remote; null where not stated.';
comment on column postings.employment_types is 'full_time, part_time, contract, temporary, per_diem, internship.';
comment on column postings.pay_min is 'Lowest stated pay in pay_unit; null for "up to" and where not stated.';
comment on column postings.pay_max is 'Highest stated pay in pay_unit; null for "from" and where not stated.';
comment on column postings.pay_unit is 'Period of pay_min and pay_max.';
comment on column postings.pay_currency is 'ISO 4217 code.';
comment on column postings.pay_evidence is 'The words that state the pay; null where the source''s own field does.';
comment on column postings.pay_span_start is 'Start of pay_evidence in text, in code points.';
comment on column postings.pay_span_end is 'End of pay_evidence in text, exclusive.';
comment on column postings.pay_hours_per_week is 'Stated hours, used to bring pay to a year; null: 2,080 hours a year were assumed.';
comment on column postings.pay_annual_min is 'pay_min brought to a year.';
comment on column postings.pay_annual_max is 'pay_max brought to a year.';
comment on column postings.pay_annual_basis is 'How: stated, stated hours, 2,080 hours, 52 weeks.';
comment on column postings.posted_at is 'Day of posting.';
comment on column postings.posted_at_basis is 'stated, derived (from "3 days ago") or feed.';
comment on column postings.valid_through is 'Last day to apply.';
comment on column postings.valid_through_basis is 'stated, derived or feed.';
comment on column postings.text is 'Visible text; every span points into it.';
comment on column postings.extractor_version is 'Digest of the code and rules that read it.';

create table requirements (
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
    extractor_version varchar not null
);
comment on table requirements is 'One row a requirement of a posting''s current version.';
comment on column requirements.posting_id is 'The posting.';
comment on column requirements.version is 'The version of the posting that says it.';
comment on column requirements.requirement_no is 'Order in the text, from 1.';
comment on column requirements.kind is 'degree, experience, certification, licence, language, skill.';
comment on column requirements.concept is 'Id in concepts.';
comment on column requirements.strength is 'required, preferred, or not_required: the text says it is not needed.';
comment on column requirements.group_no is 'Rows of one group are alternatives; null stands alone.';
comment on column requirements.option_no is 'Meeting all rows of one option meets the group.';
comment on column requirements.years_min is 'Years of experience, as stated.';
comment on column requirements.years_max is 'Upper end of a stated range; it describes, it does not cap.';
comment on column requirements.fields is 'Fields of study named for a degree.';
comment on column requirements.within_days_of_hire is 'To be had only so many days after hire.';
comment on column requirements.asked_as is 'qualification, or duty: a task that implies the skill.';
comment on column requirements.evidence is 'The words that say it.';
comment on column requirements.span_start is 'Start of evidence in postings.text, in code points.';
comment on column requirements.span_end is 'End of evidence, exclusive.';
comment on column requirements.section is 'Kind of the section it stands in.';
comment on column requirements.rule is 'The rule that fired.';
comment on column requirements.confidence is 'How sure the rule is, 0 to 1.';
comment on column requirements.extractor_version is 'Digest of the code and rules that read it.';

create table posting_versions (
    posting_id varchar not null,
    version integer not null,
    digest varchar not null,
    seen_at timestamptz not null,
    last_said_at timestamptz,
    changed varchar[] not null,
    raw json not null using compression zstd
);
comment on table posting_versions is 'What the source said, one row a change.';
comment on column posting_versions.posting_id is 'The posting.';
comment on column posting_versions.version is 'From 1.';
comment on column posting_versions.digest is 'Digest of what was said, without the time of fetching.';
comment on column posting_versions.seen_at is 'Instant of the response that said it first.';
comment on column posting_versions.last_said_at is 'Instant of the last response that said it; null in the current version, see postings.fetched_at.';
comment on column posting_versions.changed is 'Fields that differ from the version before; empty for the first.';
comment on column posting_versions.raw is 'The landing line, so that it can be read again with better rules.';

create table concepts (
    concept varchar primary key,
    kind varchar not null,
    label varchar not null,
    concept_group varchar,
    subtype varchar,
    broader varchar,
    forms varchar[] not null,
    issuer varchar,
    renewal varchar,
    documents varchar[] not null,
    crosswalk struct(scheme varchar, id varchar, label varchar, verified boolean)[] not null
);
comment on table concepts is 'The taxonomy: what requirements.concept points to.';
comment on column concepts.concept is 'The id, never renamed.';
comment on column concepts.kind is 'skill, degree, field, certification, licence, language, experience …';
comment on column concepts.label is 'Name for people.';
comment on column concepts.concept_group is 'Group of a skill, such as revenue-cycle.';
comment on column concepts.subtype is 'technology or soft_skill, of a skill.';
comment on column concepts.broader is 'The concept it is a kind of.';
comment on column concepts.forms is 'How postings write it.';
comment on column concepts.issuer is 'Who gives a certification or licence.';
comment on column concepts.renewal is 'How long it holds and what renewing asks.';
comment on column concepts.documents is 'Source documents that speak of it.';
comment on column concepts.crosswalk is 'Related entries of O*NET (CC BY 4.0) and ESCO.';

create table sources (
    source varchar primary key,
    first_run_at timestamptz,
    last_run_at timestamptz,
    last_complete_at timestamptz,
    errors varchar[] not null
);
comment on table sources is 'The sources that have landed something.';
comment on column sources.source is 'Name of the line in sources.toml.';
comment on column sources.first_run_at is 'End of its first crawl; null where postings came without a run line.';
comment on column sources.last_run_at is 'End of its last crawl; null where postings came without a run line.';
comment on column sources.last_complete_at is 'End of the last crawl that read the whole list.';
comment on column sources.errors is 'Errors of its last crawl.';

create table crawl_runs (
    run varchar not null,
    source varchar not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    list_complete boolean not null,
    errors varchar[] not null,
    counts json not null,
    primary key (run, source)
);
comment on table crawl_runs is 'How each crawl of a source went.';
comment on column crawl_runs.run is 'Name of the run''s landing folder.';
comment on column crawl_runs.source is 'The source.';
comment on column crawl_runs.started_at is 'Start of the crawl.';
comment on column crawl_runs.ended_at is 'End of the crawl.';
comment on column crawl_runs.list_complete is 'Every page of the list was read: absence from it is evidence.';
comment on column crawl_runs.errors is 'What went wrong.';
comment on column crawl_runs.counts is 'postings, seen, unchanged, gone, unknown, requests …';

create table landing_files (
    run varchar not null,
    file varchar not null,
    loaded_bytes bigint not null,
    loaded_lines bigint not null,
    mark varchar not null,
    primary key (run, file)
);
comment on table landing_files is 'How much of each landing file has been loaded.';
comment on column landing_files.run is 'The run''s folder.';
comment on column landing_files.file is 'The file''s name.';
comment on column landing_files.loaded_bytes is 'Bytes of whole lines loaded: the next load goes on there.';
comment on column landing_files.loaded_lines is 'Lines in those bytes.';
comment on column landing_files.mark is 'Digest of the first and last of those bytes: a file written anew is loaded anew.';

create table unreadable_lines (
    run varchar not null,
    file varchar not null,
    line bigint not null,
    line_start bigint not null,
    reason varchar not null,
    extractor_version varchar,
    primary key (run, file, line)
);
comment on table unreadable_lines is 'Landing lines that could not be read; the others were.';
comment on column unreadable_lines.run is 'The run''s folder.';
comment on column unreadable_lines.file is 'The file''s name.';
comment on column unreadable_lines.line is 'Number of the line, from 1.';
comment on column unreadable_lines.line_start is 'Byte offset from which it is found again.';
comment on column unreadable_lines.reason is 'Why it could not be read.';
comment on column unreadable_lines.extractor_version is 'The extractor that failed on it, and by a newer one it is tried again; null where the line itself is wrong.';

create table publication (
    id varchar not null,
    loaded_at timestamptz not null,
    views varchar
);
comment on table publication is 'One row: which load this database holds.';
comment on column publication.id is 'Changes with every load that changed something.';
comment on column publication.loaded_at is 'Instant of that load.';
comment on column publication.views is 'Digest of the views in it: a new version of the program may bring others.';

comment on table schema_migrations is 'The migrations that this database has had.';
comment on column schema_migrations.name is 'The file in warehouse/migrations.';
comment on column schema_migrations.applied_at is 'Instant it was applied.';

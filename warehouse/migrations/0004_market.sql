-- What reports on the market need beside the postings: the order of degrees, and what the source
-- documents say of pay.

alter table concepts add column level integer;
comment on column concepts.level is 'Order of a degree, from 0 (none): a higher one shows the lower ones; null for all else.';

create table salary_statements (
    statement varchar not null,
    year integer,
    said_by varchar,
    measure varchar not null,
    sliced_by varchar,
    slice varchar not null,
    amount decimal(12, 2) not null,
    unit varchar not null,
    document varchar not null,
    primary key (statement, slice)
);
comment on table salary_statements is 'What the source documents state of pay, one row a figure: to be seen beside postings, never averaged with them.';
comment on column salary_statements.statement is 'Id of the statement.';
comment on column salary_statements.year is 'The year it speaks of; null where the document gives none.';
comment on column salary_statements.said_by is 'Who measured, in the document''s words; null where it does not say.';
comment on column salary_statements.measure is 'average or median, as the document calls it.';
comment on column salary_statements.sliced_by is 'What the slices are groups of; null where there is one figure.';
comment on column salary_statements.slice is 'The group of employers it is a figure of.';
comment on column salary_statements.amount is 'The figure, in unit.';
comment on column salary_statements.unit is 'Currency and period.';
comment on column salary_statements.document is 'The source document.';

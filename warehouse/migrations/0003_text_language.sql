-- The language of the text: only English is read.

alter table postings add column text_language varchar;
comment on column postings.text_language is 'Language of text, ISO 639-1 (639-3 where a language has none); null where it is too short or mixed to tell. Nothing is read from a text in another language than English (en).';

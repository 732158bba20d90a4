"""One module a format of résumés, each with an `IMPORTER`; modules are discovered."""

"""`matcher eligibility`."""

from pathlib import Path

import click

from matcher.options import (
    form_option,
    output_option,
    profile_argument,
    today,
    warn,
    write,
    write_json,
)


@click.command("eligibility")
@profile_argument
@form_option("table", "json")
@output_option
def command(profile: Path, form: str, output: Path | None) -> None:
    """Show which credentials PROFILE may sit for, by each source's own rule, side by side.

    Sources that differ are not merged. What the profile does not state is not known: neither the
    credits behind a degree (state them under meta.matcher.credits) nor letters.

    Example: matcher eligibility examples/profile.json
    """
    from matcher.eligibility import eligibility as judge  # noqa: PLC0415 -- help starts fast
    from matcher.profile import read_profile  # noqa: PLC0415 -- idem
    from matcher.resume import read_resume  # noqa: PLC0415 -- idem
    from matcher.understood import reader  # noqa: PLC0415 -- idem
    from pipeline.source_documents import (  # noqa: PLC0415 -- idem
        load_contradictions,
        load_eligibility,
    )

    resume, packaged = read_resume(profile), reader()
    candidate = read_profile(resume, packaged, today())
    credentials = judge(
        candidate, packaged.taxonomy, load_eligibility(), load_contradictions(), today()
    )
    if form == "json":
        answer = {
            "profile": str(profile),
            "credentials": [credential.to_json() for credential in credentials],
        }
        write_json(answer, output)
        return
    from matcher.show_eligibility import eligibility_lines  # noqa: PLC0415 -- idem

    warn(profile, candidate.warnings)
    write("\n".join(eligibility_lines(credentials, packaged.taxonomy, candidate.name)), output)

"""Postings in other languages are told, kept, marked and not misread; English pays nothing."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from crawler.posting import RawLocation, RawPay, RawPosting
from pipeline.extract import read_posting
from pipeline.posting import Posting

NOW = datetime(2026, 11, 25, tzinfo=UTC)

ENGLISH = """Practice Manager
Our family clinic is looking for a manager who will lead the front desk and the billing team.
Requirements
- Bachelor's degree or five years of experience in a medical office
- CMM preferred
- Skilled with Epic and Microsoft Excel
Pay: $28.00 - $34.00 an hour"""
SPANISH = """Gerente de consultorio
Buscamos a una persona responsable para dirigir nuestro consultorio médico en El Paso, TX.
Supervisará al personal de recepción, la facturación y el cumplimiento de HIPAA.
Requisitos
- Licenciatura en administración o 5 años de experiencia en un consultorio médico
- Certificación CMM preferida
- Manejo de Epic y Microsoft Excel
Salario: $28.00 - $34.00 por hora"""
FRENCH = """Responsable de cabinet médical
Notre clinique cherche une personne pour gérer le cabinet : horaires, facturation et accueil.
Exigences
- Baccalauréat en administration de la santé
- Trois ans d'expérience dans un cabinet médical
- Maîtrise de Microsoft Excel et d'un dossier médical électronique
- Certification CPC un atout"""
GERMAN = """Praxismanager (m/w/d)
Wir suchen für unsere Arztpraxis eine Person, die das Team am Empfang leitet, die Abrechnung
führt und die Sprechstunden plant.
Ihr Profil
- Bachelor in Gesundheitsmanagement oder abgeschlossene Ausbildung
- Mindestens 3 Jahre Erfahrung in einer Praxis
- Sicherer Umgang mit Microsoft Office"""
PORTUGUESE = """Gerente de clínica médica
Procuramos uma pessoa para gerir a nossa clínica: agenda dos médicos, faturamento e compras.
Requisitos
- Ensino superior completo em administração
- Experiência mínima de 3 anos em consultório médico
- Conhecimento de Excel e de prontuário eletrônico"""
CHINESE = """诊所经理
我们的家庭医学诊所正在招聘一名诊所经理,负责前台、排班、保险账单和合规工作。
任职要求
- 本科学历,医疗管理专业优先
- 三年以上诊所管理经验
- 熟练使用 Epic 和 Microsoft Excel
- 持有 CPC 证书者优先"""
TAGALOG = """Tagapamahala ng klinika
Naghahanap kami ng tagapamahala para sa aming klinika. Pamumunuan mo ang mga kawani sa harap,
ang iskedyul ng mga doktor at ang paniningil sa seguro.
Mga kinakailangan
- Nagtapos ng kolehiyo o may 5 taong karanasan sa klinika
- Marunong gumamit ng Epic at Microsoft Excel
- Mas mabuti kung may CMM"""
OTHERS = {
    "es": SPANISH, "fr": FRENCH, "de": GERMAN, "pt": PORTUGUESE, "zh": CHINESE, "tl": TAGALOG,
}  # fmt: skip
EQUAL = """We are an equal opportunity employer. All qualified applicants will receive consideration
for employment without regard to race, color or religion."""


def read(text: str, title: str = "Practice Manager", **given: object) -> Posting:
    return read_posting(
        RawPosting(
            source="t", key="1", title=title, description=text, description_format="text",
            fetched_at=NOW, **given,  # type: ignore[arg-type]
        )
    )  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_marked_kept_and_not_misread(language: str) -> None:
    posting = read(OTHERS[language])
    assert posting.text_language == language
    assert posting.text.startswith(OTHERS[language][:10])
    assert (posting.requirements, posting.facts, posting.pay) == ((), (), None)
    assert posting.to_json()["text_language"] == language


@pytest.mark.parametrize("language", OTHERS)
def test_a_note_in_english_under_another_language_changes_nothing(language: str) -> None:
    posting = read(f"{OTHERS[language]}\n{OTHERS[language].partition('- ')[2]}\n{EQUAL}")
    assert posting.text_language == language
    assert posting.requirements == ()


@pytest.mark.parametrize("language", OTHERS)
def test_english_with_a_paragraph_in_another_language_is_read_as_english(language: str) -> None:
    paragraph = " ".join(OTHERS[language].splitlines()[1:3])
    posting = read(f"{ENGLISH}\n{EQUAL}\n{paragraph}")
    alone = read(ENGLISH)
    assert posting.text_language == "en"
    assert {row.concept for row in alone.requirements} <= {
        row.concept for row in posting.requirements
    }
    assert posting.pay == alone.pay


def test_what_the_source_says_in_fields_counts_in_any_language() -> None:
    posting = read(
        SPANISH,
        title="Medical Office Manager",
        employment_type="Full time",
        workplace="On-site",
        locations=(RawLocation(words="El Paso, TX"),),
        pay=RawPay(min="28", max="34", unit="HOUR", currency="USD"),
    )
    assert posting.occupation == "medical_office_manager"
    assert posting.employment_types == ("full_time",)
    assert posting.workplace == "on_site"
    assert [(place.city, place.state) for place in posting.locations] == [("El Paso", "TX")]
    assert posting.pay is not None
    assert posting.pay.min == Decimal(28)


@pytest.mark.parametrize("text", ["", "Join us.", "CMM", "12345 " * 3, "Requisitos: CMM"])
def test_a_text_too_short_to_tell_has_no_language(text: str) -> None:
    assert read(text).text_language is None


def test_a_text_without_a_language_is_read_as_usual() -> None:
    posting = read("Required: CMM")
    assert posting.text_language is None
    assert [row.concept for row in posting.requirements] == ["cert-cmm"]


@pytest.mark.parametrize(
    "text",
    [
        "CMM, CMPE, CPC, Epic, eClinicalWorks, Dentrix, ICD-10, HIPAA, OSHA, payroll, scheduling, denials",
        "Office manager. Busy dental practice. Full time. Great pay. Benefits. Dentrix. Hiring, training, scheduling, billing.",
        "BACHELOR'S DEGREE REQUIRED. FIVE YEARS MEDICAL OFFICE EXPERIENCE. BILINGUAL SPANISH PREFERRED. MUST HAVE EPIC.",
        "Bilingual (Spanish, Tagalog, Vietnamese) front office manager. San José, CA. Señor Clínica Médica, Inc. M–F, 8–5.",
    ],
)  # fmt: skip
def test_english_in_note_form_is_never_taken_for_another_language(text: str) -> None:
    assert read(text).text_language in ("en", None)

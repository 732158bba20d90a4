"""Pay: what a posting states, to the cent, and the money that is none of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.posting import RawPay, RawPosting
from pipeline.annual_pay import annual_pay
from pipeline.extract import open_reading
from pipeline.extractors import pay as extractor
from pipeline.money import find_statements, plausible
from pipeline.phrases import fold
from pipeline.posting import Pay, PayUnit

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def read(text: str, raw: RawPay | None = None) -> Pay | None:
    posting = RawPosting(
        source="t", key="1", title="Practice Manager", description=text, fetched_at=NOW,
        description_format="text", pay=raw,
    )  # fmt: skip
    return extractor.extract(open_reading(posting)).get("pay")


def figures(pay: Pay | None) -> tuple[str | None, str | None, str] | None:
    def spelt(figure: Decimal | None) -> str | None:
        return None if figure is None else f"{figure.normalize():f}"

    return None if pay is None else (spelt(pay.min), spelt(pay.max), pay.unit)


STATED = [
    ("$26.10 - $31.40 per hour", ("26.1", "31.4", "hour")),
    ("Pay: $24-28/hr DOE", ("24", "28", "hour")),
    ("$62K – $75K annually + quarterly bonus up to $3,000", ("62000", "75000", "year")),
    ("$65-80K/annum", ("65000", "80000", "year")),
    ("$45 – 50K", ("45000", "50000", "year")),
    ("Up to $85,000 a year", (None, "85000", "year")),
    ("from $65,000 per year, DOE", ("65000", None, "year")),
    ("starting at $88,500/year", ("88500", None, "year")),
    ("Salary: $72,000+", ("72000", None, "year")),
    ("$22.06+/hourly DOE", ("22.06", None, "hour")),
    ("$26.54 - $ 30.08/ hour", ("26.54", "30.08", "hour")),
    ("$27.87/ hour- $31.59/ hour", ("27.87", "31.59", "hour")),
    ("Compensation: $71,834.12/ year - $81,415.72/ year.", ("71834.12", "81415.72", "year")),
    ("The range is $62,316.80 and $72,155.20/year", ("62316.8", "72155.2", "year")),
    ("pays between $60,000 and $70,000", ("60000", "70000", "year")),
    ("$35/$40 hour dependent on experience", ("35", "40", "hour")),
    ("$65,000 or $31.25/hr", ("65000", "65000", "year")),
    ("$33.65 - $43.27/hour ($70,000 - $90,000)", ("33.65", "43.27", "hour")),
    ("Sign-on bonus of $5,000. Pay $30/hr", ("30", "30", "hour")),
    ("401k match, pay $24 an hour", ("24", "24", "hour")),
    ("Pay: $45 per visit", ("45", "45", "visit")),
    ("We pay $24 to $29 an hour", ("24", "29", "hour")),
    ("24-26/hr, full time", ("24", "26", "hour")),
    ("salary 65,000 - 80,000 per year", ("65000", "80000", "year")),
    ("Salary: 65,000-80,000", ("65000", "80000", "year")),
    ("54k–61k per year", ("54000", "61000", "year")),
    ("$1,900–$2,300 bi-weekly", ("1900", "2300", "two_weeks")),
    ("$2,100 - $2,400 semi-monthly", ("2100", "2400", "half_month")),
    ("$4,812.40 - $6,153.73 monthly", ("4812.4", "6153.73", "month")),
    ("$950/week", ("950", "950", "week")),
    ("$250 per day", ("250", "250", "day")),
    ("Minimum: $50,000 Maximum: $65,000 per year", ("50000", "65000", "year")),
    ("Minimum salary: $50,000\nMaximum salary: $65,000", ("50000", "65000", "year")),
    ("Minimum Salary/Range: 18.40\nMaximum Salary/Range: 27.15", ("18.4", "27.15", "hour")),
    ("Minimum Salary/Range: 18.40 Maximum Salary/Range: 27.15", ("18.4", "27.15", "hour")),
    ("Minimum Base Pay Rate: $18.40\n\nMaximum Base Pay Rate: $27.15", ("18.4", "27.15", "hour")),
    ("Minimum salary range: $51,200", ("51200", None, "year")),
    ("Level I: $24-$28/hr; Level II: $28-$33/hr", ("24", "33", "hour")),
    ("Pay: $70,000 - $80,000 in Denver and $65,000 - $75,000 in Pueblo", ("65000", "80000", "year")),
    ("Salary\n$82,000", ("82000", "82000", "year")),
    ("Hourly rate: $31.20 to $39.85", ("31.2", "39.85", "hour")),
    ("$90,000-$115,000 plus equity", ("90000", "115000", "year")),
    ("$82,000 salary, full-time", ("82000", "82000", "year")),
    ("USD 65,000 - 80,000 per year", ("65000", "80000", "year")),
    ("£40,000 - £45,000 per year", ("40000", "45000", "year")),
    ("Pay range: $19.01 to $25.83, placement in the range", ("19.01", "25.83", "hour")),
    ("Salary: $19", ("19", "19", "hour")),
    ("hourly compensation of $23/hour", ("23", "23", "hour")),
    ("Base $60,000; total compensation $80,000 - $90,000", ("60000", "60000", "year")),
    ("Total compensation: $80,000 - $90,000 per year", ("80000", "90000", "year")),
    ("$24.00/hr to $29.00/hr based on experience", ("24", "29", "hour")),
    ("$55,000 to start", ("55000", "55000", "year")),
    ("Compensation: 28.50 - 33.00 per hour", ("28.5", "33", "hour")),
    ("$30/hour up to $35/hour", ("30", "35", "hour")),
    ("$25/hr and $1,000 bonus at 90 days", ("25", "25", "hour")),
    ("Paid $1,200 weekly", ("1200", "1200", "week")),
    ("Pay: $60,000.00 - $70,000.00 per year\nBenefits:\n401(k)", ("60000", "70000", "year")),
    ("$75,000 DOE", ("75000", "75000", "year")),
    ("We offer $75,000 and great benefits", ("75000", "75000", "year")),
    ("up to $30.75/hr", (None, "30.75", "hour")),
    ("as much as $40 an hour", (None, "40", "hour")),
    ("no less than $60,000 per year", ("60000", None, "year")),
    ("$60,000/yr and up", ("60000", None, "year")),
    ("Pay $22 - $26. Overtime after 40 hours", ("22", "26", "hour")),
    ("$3,200/mo", ("3200", "3200", "month")),
    ("PTO accrual; $52,000 per annum", ("52000", "52000", "year")),
    ("Salary: $78,000 to $92,000 per year, plus $4,000 relocation", ("78000", "92000", "year")),
    ("$41.50 per hour (about $86,320 a year)", ("41.5", "41.5", "hour")),
    ("$54,080 - $66,560 annually ($26.00 - $32.00 hourly)", ("54080", "66560", "year")),
    ("The pay range for this role is $29 - $36 USD per hour", ("29", "36", "hour")),
    ("Pay: From $23.00 per hour", ("23", None, "hour")),
    ("Pay: Up to $75,000.00 per year", (None, "75000", "year")),
    ("hourly range of $27–33", ("27", "33", "hour")),
    ("$27-$33 hourly range", ("27", "33", "hour")),
    ("pay: $40k", ("40000", "40000", "year")),
    ("Pay: 24-28/hr", ("24", "28", "hour")),
    ("Rate: $1,400 per week plus mileage.", ("1400", "1400", "week")),
    ("Earn up to $70,000 in your first year", (None, "70000", "year")),
    ("annual salary is $58,240", ("58240", "58240", "year")),
    ("Wage: $20.00/hr (less than 2 years) or $24.00/hr", ("20", "20", "hour")),
    ("pay is $26.00 hourly. shift diff $2.00 hourly", ("26", "26", "hour")),
    ("$21.00 per hour - $26.00 per hour", ("21", "26", "hour")),
    ("Salary: $5,416.67 - $7,083.33/month", ("5416.67", "7083.33", "month")),
    ("$31.25 hr", ("31.25", "31.25", "hour")),
    ("$55,000yr", ("55000", "55000", "year")),
    ("65,000 USD annually", ("65000", "65000", "year")),
    ("$29 to $35 depending on what you bring", ("29", "35", "hour")),
    ("We pay $29 to $35, depending", ("29", "35", "hour")),
    ("$31-37 DOE, plus bonus", ("31", "37", "hour")),
    ("18.50/hr to start", ("18.5", "18.5", "hour")),
    ("Starts at 18.50/hr", ("18.5", None, "hour")),
    ("base 88-95 plus bonus", ("88000", "95000", "year")),
    ("Base: 88-95K + bonus", ("88000", "95000", "year")),
    ("Comp: 95-110K base DOE", ("95000", "110000", "year")),
    ("Base of $88-95k plus a bonus of up to 15%", ("88000", "95000", "year")),
    ("Salary is in the mid-60s", ("65000", "65000", "year")),
    ("Minimum $81,700 / Midpoint $96,100 / Maximum $110,500 per year", ("81700", "110500", "year")),
    ("Minimum: $23.10 Midpoint: $28.90 Maximum: $34.70 per hour", ("23.1", "34.7", "hour")),
    ("Min $24.10/hr, Mid $28.00/hr, Max $32.50/hr", ("24.1", "32.5", "hour")),
    ("The grant pays $148,000 of the center's cost. Salary $62,000.", ("62000", "62000", "year")),
    ("Pay is $64,000 a year; the $148,000 grant pays the rest of the staff.", ("64000", "64000", "year")),
    ("Salary: $5,000 per month, paid twice a month", ("5000", "5000", "month")),
    ("$2,350 every other week", ("2350", "2350", "two_weeks")),
    ("We pay $2,100 biweekly ($54,600 a year)", ("2100", "2100", "two_weeks")),
    ("Your paycheck: $1,950 every two weeks", ("1950", "1950", "two_weeks")),
    ("$1,950 per pay period (26 a year)", ("1950", "1950", "two_weeks")),
    ("Pay $26/hr; health stipend $350/month", ("26", "26", "hour")),
    ("Health stipend $350 a month. Pay is $26 an hour.", ("26", "26", "hour")),
    ("$26 an hour. A stipend of $1,500 a month for the on-call manager.", ("26", "26", "hour")),
    ("$27.00 - $33.00 per hour, plus $2.50 per hour shift differential", ("27", "33", "hour")),
    ("Evening differential $2.50/hr on top of $27.00/hr base", ("27", "27", "hour")),
    ("Denver, CO: $72,000 - $88,000; Fort Collins, CO: $68,000 - $82,000", ("68000", "88000", "year")),
    ("Seattle: $38.10-$47.60/hr. Spokane: $33.20-$41.50/hr.", ("33.2", "47.6", "hour")),
    ("Colorado pay range: $60,000 - $72,000\nWashington pay range: $64,000 - $78,000", ("60000", "78000", "year")),
    ("The salary range for this role is $74,000 - $96,000 in California and $66,000 - $84,000 elsewhere", ("66000", "96000", "year")),
    ("Salary: $68,000 – $82,000, with an annual bonus of up to $6,000", ("68000", "82000", "year")),
    ("Bonus up to $6,000 a year on top of a $68,000 salary", ("68000", "68000", "year")),
    ("You will own a $1,400,000 budget. Salary: $84,000.", ("84000", "84000", "year")),
    ("We pay 70-80k for the right person", ("70000", "80000", "year")),
    ("70 to 80K, benefits after 60 days", ("70000", "80000", "year")),
    ("$70s to start; really it's $72,500 a year", ("72500", "72500", "year")),
    ("Hourly: $22–$27", ("22", "27", "hour")),
    ("Hourly $22.00 to $27.00 depending on experience", ("22", "27", "hour")),
    ("Annual: $58,000–$66,000", ("58000", "66000", "year")),
    ("Pay: $58,000/year, salaried and exempt", ("58000", "58000", "year")),
    ("Salary of 61,500 a year", ("61500", "61500", "year")),
    ("Pay rate: 24.50", ("24.5", "24.5", "hour")),
    ("Rate of pay 23.00 - 27.50", ("23", "27.5", "hour")),
    ("Pays $30 an hour, no more and no less", ("30", "30", "hour")),
    ("In the neighborhood of $75,000 a year", ("75000", "75000", "year")),
    ("somewhere between $55K and $62K a year", ("55000", "62000", "year")),
    ("Grade 12: $58,000 to $72,500", ("58000", "72500", "year")),
    ("Step 1 $2,214.40 - Step 5 $2,691.20 biweekly", ("2214.4", "2691.2", "two_weeks")),
    ("$4,812 to $5,850 per month (Range 31)", ("4812", "5850", "month")),
    ("Monthly salary: $4,812.00 - $5,850.00", ("4812", "5850", "month")),
    ("Annual salary: $57,744.00 - $70,200.00", ("57744", "70200", "year")),
    ("$27.76 - $33.75 Hourly\n$57,744.00 - $70,200.00 Annually", ("27.76", "33.75", "hour")),
    ("Salary range $54,000-$66,000, typically $58,000 for new hires", ("54000", "66000", "year")),
    ("The hiring range is $64,000–$70,000; the full range for the classification is $58,240–$93,184", ("64000", "70000", "year")),
    ("pay starts at $24/hr and goes up to $29/hr", ("24", "29", "hour")),
    ("from $24 up to $29 an hour", ("24", "29", "hour")),
    ("$24-$29 / hour", ("24", "29", "hour")),
    ("24.00-29.00 USD Hourly", ("24", "29", "hour")),
    ("USD $24.00 - USD $29.00 /Hr.", ("24", "29", "hour")),
    ("$60,000 - $70,000/annually", ("60000", "70000", "year")),
    ("Starting salary from $60,000", ("60000", None, "year")),
    ("Salary: to $95,000", (None, "95000", "year")),
    ("Salary to $95K + bonus", (None, "95000", "year")),
    ("tops out at $31 an hour", (None, "31", "hour")),
    ("Wage: no less than $23/hour", ("23", None, "hour")),
    ("$23+/hr", ("23", None, "hour")),
    ("$70,000+ per year", ("70000", None, "year")),
    ("The money: $64,000-$71,000, reviewed each January", ("64000", "71000", "year")),
    ("$64,000-$71,000, depending on experience", ("64000", "71000", "year")),
    ("What it pays: $23.75 and up", ("23.75", None, "hour")),
    ("We would pay $31 an hour to someone with ten years, a little less to others", ("31", "31", "hour")),
    ("You'd start at $27 an hour", ("27", None, "hour")),
    ("offering 25-30 an hour", ("25", "30", "hour")),
    ("25-30 per hour based on experience", ("25", "30", "hour")),
    ("$25 - 30 per hr", ("25", "30", "hour")),
    ("$25.00 to 30.00 an hour", ("25", "30", "hour")),
    ("Salary: $75,000 (plus up to 10% bonus)", ("75000", "75000", "year")),
    ("$72,800/yr ($35.00/hr)", ("72800", "72800", "year")),
    ("Compensation: $72,800.00 annualized", ("72800", "72800", "year")),
    ("80K-90K", ("80000", "90000", "year")),
    ("Salary 80K", ("80000", "80000", "year")),
    ("$85-95K + full benefits", ("85000", "95000", "year")),
    ("Daily rate $325", ("325", "325", "day")),
    ("Contract rate is $52/hr on W2", ("52", "52", "hour")),
    ("Pay: $19.50-$23.00/hr (part time, 24 hours)", ("19.5", "23", "hour")),
    ("$30 hourly to start", ("30", "30", "hour")),
    ("30 dollars an hour", ("30", "30", "hour")),
    ("26 - 32 dollars per hour", ("26", "32", "hour")),
    ("between 26 and 32 dollars an hour", ("26", "32", "hour")),
    ("$30 p/hr", ("30", "30", "hour")),
    ("$30.00/h", ("30", "30", "hour")),
    ("$28-$33 an hr.", ("28", "33", "hour")),
    ("$1,150/wk", ("1150", "1150", "week")),
    ("salaried at $64,000", ("64000", "64000", "year")),
    ("A $64,000 salary", ("64000", "64000", "year")),
    ("$64,000 annual salary", ("64000", "64000", "year")),
    ("Pay band C: 61,200 - 79,500", ("61200", "79500", "year")),
    ("61,200-79,500 USD a year", ("61200", "79500", "year")),
    ("$61.2K-$79.5K", ("61200", "79500", "year")),
    ("Salary from $61K", ("61000", None, "year")),
    ("around $30/hr", ("30", "30", "hour")),
    ("$27.50/hr at start; $29 after 90 days", ("27.5", "27.5", "hour")),
    ("Salary: 58-66K", ("58000", "66000", "year")),
    ("58-66k/yr", ("58000", "66000", "year")),
    ("$58,000 to 66,000", ("58000", "66000", "year")),
    ("58 to 66 thousand dollars a year", ("58000", "66000", "year")),
    ("$64 thousand a year", ("64000", "64000", "year")),
    ("$2,480.00-$3,010.00 paid twice monthly", ("2480", "3010", "half_month")),
    ("$2,480.00 - $3,010.00 semi monthly", ("2480", "3010", "half_month")),
    ("$2,480 - $3,010 twice-monthly", ("2480", "3010", "half_month")),
    ("$2,480 to $3,010, paid on the 1st and 15th", ("2480", "3010", "half_month")),
    ("$2,214.40 - $2,968.80 bi weekly", ("2214.4", "2968.8", "two_weeks")),
    ("Biweekly salary: $2,214.40 - $2,968.80", ("2214.4", "2968.8", "two_weeks")),
    ("Semi-monthly: $2,480-$3,010", ("2480", "3010", "half_month")),
    ("weekly salary of $1,150", ("1150", "1150", "week")),
    ("$1,150 each week", ("1150", "1150", "week")),
    ("$26 to $31 by the hour", ("26", "31", "hour")),
    ("$26-$31 (hourly)", ("26", "31", "hour")),
    ("Hourly wage 26-31 dollars", ("26", "31", "hour")),
    ("$26.00/hr.-$31.00/hr.", ("26", "31", "hour")),
    ("Compensation Range: Minimum: $26.00 Maximum: $31.00 Hourly", ("26", "31", "hour")),
    ("Min: 58000 Max: 66000 per year", ("58000", "66000", "year")),
    ("Salary Min: $58,000 | Salary Max: $66,000", ("58000", "66000", "year")),
    ("58000-66000 USD per year", ("58000", "66000", "year")),
    ("Starting at $26/hr up to $31/hr", ("26", "31", "hour")),
    ("$55,000 base + $10,000 bonus", ("55000", "55000", "year")),
    ("$64k base", ("64000", "64000", "year")),
    ("Base is 64k; with bonus most earn 72k", ("64000", "64000", "year")),
    ("Pay grade 14: $81,700 minimum, $96,100 midpoint, $110,500 maximum", ("81700", "110500", "year")),
    ("Pay: $29 to start", ("29", "29", "hour")),
    ("We'd pay up to $33/hr for the right person", (None, "33", "hour")),
    ("The pay\n$30.00/hr for the right candidate", ("30", "30", "hour")),
    ("THE DEAL\nSalary 54k to 62k. Full time, four tens.", ("54000", "62000", "year")),
    ("What we pay: $29 to $35, depending on what you bring.", ("29", "35", "hour")),
    ("Pay is $29 to $35. We close the week of July 4.", ("29", "35", "hour")),
    ("Hourly, non-exempt; $29 to $35", ("29", "35", "hour")),
    ("$29-$35, DOE", ("29", "35", "hour")),
    ("$29 - $35 depending on experience, full-time", ("29", "35", "hour")),
    ("$61,000 to $68,000 + 401k match", ("61000", "68000", "year")),
    ("Salary is $61,000. You'll manage a budget of $900,000.", ("61000", "61000", "year")),
    ("You'll manage a budget of $900,000 and be paid $61,000.", ("61000", "61000", "year")),
    ("$4,900 a month before taxes", ("4900", "4900", "month")),
    ("Full-time, non-exempt; $51,000 - $59,500", ("51000", "59500", "year")),
    ("the salary runs $51,000 to $59,500", ("51000", "59500", "year")),
    ("Compensation is $22.75/hour with a review at six months", ("22.75", "22.75", "hour")),
    ("$22.75/hour, $24 after training", ("22.75", "22.75", "hour")),
    ("Salary $140,000 plus profit share", ("140000", "140000", "year")),
    ("In return: $90,000 - $105,000, PTO and a 401(k)", ("90000", "105000", "year")),
    ("PAY $17-19.50, evenings pay a dollar more", ("17", "19.5", "hour")),
    ("$17 - $19.50 an hour; Spanish adds $1.00 an hour", ("17", "19.5", "hour")),
    ("rate is 33 and up per hour", ("33", None, "hour")),
    ("$33 and up, hourly", ("33", None, "hour")),
    ("$33/hr or better", ("33", None, "hour")),
    ("$33/hr+", ("33", None, "hour")),
    ("$62,000 or more a year", ("62000", None, "year")),
    ("salary of at least $62,000", ("62000", None, "year")),
    ("a salary that can reach $110,000", (None, "110000", "year")),
    ("salary as high as $110,000", (None, "110000", "year")),
    ("salary not above $110,000", (None, "110000", "year")),
    ("Maximum: $45.10 per hour", (None, "45.1", "hour")),
    ("Salary cap $95,000", (None, "95000", "year")),
    ("Pay\n\n$28.00 - $34.00", ("28", "34", "hour")),
    ("Compensation\nHourly range\n$28.00 - $34.00", ("28", "34", "hour")),
    ("Pay range (hourly)\n$28.00 to $34.00", ("28", "34", "hour")),
    ("Pay type: hourly\nPay: $28.00 to $34.00", ("28", "34", "hour")),
    ("Pay Range:\nMinimum $28.00\nMaximum $34.00", ("28", "34", "hour")),
    ("Salary Range\nLow: $62,000\nHigh: $78,000", ("62000", "78000", "year")),
    ("salary starts at $58,000 and tops out at $70,000", ("58000", "70000", "year")),
    ("between $61,000 and $72,000 (midpoint $66,500)", ("61000", "72000", "year")),
    ("$72,000 to $80,000 + bonus = $90,000 OTE", ("72000", "80000", "year")),
    ("$38/hr base, $2 evening diff", ("38", "38", "hour")),
    ("Grade 9, Step 1-5: $54,210-$61,877", ("54210", "61877", "year")),
    ("Salary: $60K (0.8 FTE; $75K full-time equivalent)", ("60000", "60000", "year")),
    ("an hourly $25.25 to $31.10", ("25.25", "31.1", "hour")),
    ("$1,040-$1,280 a week", ("1040", "1280", "week")),
    ("Salary band: $70-82K", ("70000", "82000", "year")),
    ("target salary $75,000", ("75000", "75000", "year")),
    ("Paid hourly at 22.50", ("22.5", "22.5", "hour")),
    ("We pay 22 an hour, 24 if you have CPC", ("22", "22", "hour")),
    ("Wages: 22-26 an hour", ("22", "26", "hour")),
    ("$22-26, hourly, paid every other Friday", ("22", "26", "hour")),
    ("$62,000, paid every two weeks", ("62000", "62000", "year")),
    ("Salary $62,000 (paid biweekly)", ("62000", "62000", "year")),
    ("Pay is $26, paid weekly", ("26", "26", "hour")),
    ("Salary: $62,000-$70,000, paid semi-monthly", ("62000", "70000", "year")),
    ("$5,214-$6,655/month", ("5214", "6655", "month")),
    ("$5,214 - $6,655 per month, five steps", ("5214", "6655", "month")),
    ("MONTHLY SALARY $5,214 - $6,655", ("5214", "6655", "month")),
    ("Salary $62,568.00 - $79,860.00 Annually, $5,214.00 - $6,655.00 Monthly", ("62568", "79860", "year")),
    ("$30.08 - $38.39 Hourly / $2,406.40 - $3,071.20 BiWeekly / $62,566.40 - $79,851.20 Annually", ("30.08", "38.39", "hour")),
    ("Annual salary $62,566.40 - $79,851.20; hourly $30.08 - $38.39", ("62566.4", "79851.2", "year")),
    ("Wage: $23.75/hr and up, more with experience", ("23.75", None, "hour")),
    ("$23.75 an hour and up", ("23.75", None, "hour")),
    ("Pay from $23.75", ("23.75", None, "hour")),
    ("From $23.75/hr", ("23.75", None, "hour")),
    ("Comp range $85k to $100k base plus 12% bonus", ("85000", "100000", "year")),
    ("base salary between 85 and 100K", ("85000", "100000", "year")),
    ("compensation between $85 and $100K", ("85000", "100000", "year")),
    ("Six figures: $105,000 to $120,000", ("105000", "120000", "year")),
    ("Pay:$24-$28/hour", ("24", "28", "hour")),
    ("Pay -- $24 to $28 hourly", ("24", "28", "hour")),
    ("PAY $24 / $28 hr", ("24", "28", "hour")),
    ("$24 to $28 per hour, plus $500 monthly bonus", ("24", "28", "hour")),
    ("Monthly bonus of up to $500 on top of $24 to $28 per hour", ("24", "28", "hour")),
    ("A $2,000 sign-on bonus and $24 to $28 per hour", ("24", "28", "hour")),
    ("$2,000 sign-on. $24 to $28 per hour", ("24", "28", "hour")),
    ("Sign-on bonus $4,000; salary $81,700", ("81700", "81700", "year")),
    ("You'd oversee $4 million in revenue and earn $92,000", ("92000", "92000", "year")),
    ("Practice revenue: $4,200,000. Salary: $92,000 to $99,000.", ("92000", "99000", "year")),
    ("Budget authority to $10,000. Pay $31/hr.", ("31", "31", "hour")),
    ("Petty cash of $300. $31/hr.", ("31", "31", "hour")),
    ("collects $40 copays; $31/hr", ("31", "31", "hour")),
    ("MAs here make $19; you'd make $31 an hour", ("31", "31", "hour")),
    ("You will make $31 an hour", ("31", "31", "hour")),
    ("The job pays $31", ("31", "31", "hour")),
    ("pay is $31", ("31", "31", "hour")),
    ("it pays $65,000", ("65000", "65000", "year")),
    ("This position pays 65,000", ("65000", "65000", "year")),
    ("paying $65,000", ("65000", "65000", "year")),
    ("The average here is $61,000 but we pay $65,000", ("65000", "65000", "year")),
    ("Job boards say $61,000 a year; we pay $65,000 to $70,000", ("65000", "70000", "year")),
    ("The market average is $61,000. Our range is $65,000 to $70,000.", ("65000", "70000", "year")),
    ("Estimated pay $58K-$70K by a job site. Pay: $62,000.", ("62000", "62000", "year")),
    ("Hourly pay of thirty dollars ($30.00)", ("30", "30", "hour")),
    ("Weekend shifts +$2/hr. Base $27-$31/hr.", ("27", "31", "hour")),
    ("Base $27-$31/hr (+$2/hr weekends)", ("27", "31", "hour")),
    ("Shift differential: $2.00/hr\nBase pay: $27.00 - $31.00/hr", ("27", "31", "hour")),
    ("Differential of $3/hr for evenings; hourly range $27 to $31", ("27", "31", "hour")),
    ("$3.00/hr evening differential, $27-$31/hr base", ("27", "31", "hour")),
    ("Ohio: $27-31/hr | Indiana: $25-29/hr", ("25", "31", "hour")),
    ("$27-31/hr in Ohio, $25-29/hr in Indiana", ("25", "31", "hour")),
    ("Toledo $27-$31/hr; Lima $25-$29/hr", ("25", "31", "hour")),
    ("Toledo office: $64,000-$72,000. Lima office: $60,000-$68,000.", ("60000", "72000", "year")),
    ("Manager I: $58,000-$66,000\nManager II: $64,000-$75,000", ("58000", "75000", "year")),
    ("Salary range: $58,000-$66,000 (Manager I), $64,000-$75,000 (Manager II)", ("58000", "75000", "year")),
    ("Pay: 24-28 DOE", ("24", "28", "hour")),
    ("Pay: 24 to 28, based on experience", ("24", "28", "hour")),
    ("Pay grade 7 (24.10 to 30.20)", ("24.1", "30.2", "hour")),
    ("$61-68,000", ("61000", "68000", "year")),
    ("budgeted at $26 to $32 an hour", ("26", "32", "hour")),
    ("The salary budget for this role is $61,000 to $68,000", ("61000", "68000", "year")),
    ("Pay is sixty-two thousand a year", ("62000", "62000", "year")),
    ("It pays fifty-one to fifty-five thousand.", ("51000", "55000", "year")),
    ("Between twenty-two and twenty-five dollars an hour", ("22", "25", "hour")),
    ("One hundred five thousand dollars a year", ("105000", "105000", "year")),
    ("The job pays nineteen an hour", ("19", "19", "hour")),
    ("Twenty patients an hour; $31/hr", ("31", "31", "hour")),
    ("$22 to start and $24 after the ninety days", ("22", "24", "hour")),
    ("$71,000 plus 2% of collections", ("71000", "71000", "year")),
    ("From $95K, bonus on top", ("95000", None, "year")),
    ("Good to know\n$88,000 - $97,000, annual bonus up to 9%", ("88000", "97000", "year")),
    ("Part time, 24 hrs a week, at $23", ("23", "23", "hour")),
    ("19.50 to 21 a hour", ("19.5", "21", "hour")),
    ("Not needed\nExperience in facility claims and billing\n$61,000-$70,000 DOE", ("61000", "70000", "year")),
    ("Grade 12\nMinimum\nMidpoint\nMaximum\n$61,300\n$70,200\n$82,100\nAbout us", ("61300", "82100", "year")),
    ("total comp $75,000 (base $61,000 plus bonus)", ("61000", "61000", "year")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_pay_is_read_as_stated(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert figures(read(text)) == expected


NO_PAY = [
    "$72,000+",
    "Salary: $80.000-$85,000",
    "58-65",
    "Average Medical Office Manager salary in TX: $71k",
    "$5,000 sign-on bonus",
    "Sign-on bonus: $20,000",
    "manages a $2.9M budget",
    "manages a budget of $850,000",
    "practice revenue of $800,000 a year",
    "$800,000 annual revenue",
    "membership is $75 a month",
    "Visits are $120 per visit",
    "$18,000 a year in student loan repayment",
    "Loan repayment up to $50,000 per year",
    "$1.50/hour weekend differential",
    "weekend differential of $8.00 per hour",
    "Pay period: 80 hours",
    "Room 12-15 patients per hour",
    "Salary grade 24",
    "Our medical assistants earn $18-$22 per hour",
    "The city's minimum wage is $16.50 per hour",
    "malpractice limits of $1M/$3M",
    "Collect $30 copays and $500,000 a month in charges",
    "401(k) with 4% match of $3,000",
    "invoices over $25,000",
    "purchases up to $25,000",
    "The national average is $68,000 per year",
    "Estimated $64K - $81K a year by a job site",
    "Hazard pay of $15,000",
    "Earn $2,000 referral bonuses",
    "HSA contribution of $20,000 family max",
    "Responsible for $1.2 million in supplies",
    "$40k",
    "life insurance of $50,000",
    "$50,000 life insurance policy",
    "serves 18,000 patients a year with 22 staff",
    "bill 15,000-20,000 visits per year",
    "annual bonus of $60,000",
    "The grant pays $148,000 of the center's cost",
    "Our foundation pays $60,000 a year toward the free clinic",
    "The county pays us $92,000 a year to run the vaccine van",
    "Fee: patients pay $65 per visit",
    "Self-pay patients pay $40 a visit",
    "Patients pay between $20 and $60 per visit on a sliding scale",
    "We cover $125,000 in medical malpractice",
    "Rent runs $18,000 a month",
    "Track $400,000 in monthly receivables",
    "negotiates leases worth $60,000 a year",
    "sign purchase orders up to $15,000",
    "Approves expenses of up to $20,000 a year",
    "Monthly stipend of $1,200 for on-call weeks",
    "Phone stipend $50 a month",
    "Internet allowance: $75/mo",
    "Retention bonus of $15,000 paid over two years",
    "Up to $40,000 in loan forgiveness",
    "Student loan help of $500 a month",
    "Earn an extra $2.00 per hour on Saturdays",
    "plus $1.50/hr on weekends",
    "Weekend shifts pay $3.00 more per hour",
    "You'll manage $3.2M in annual revenue",
    "practice grossing $2.1 million a year",
    "The practice collects $150,000 a month",
    "lowered A/R from $480,000 to $310,000",
    "cut overtime by $25,000 a year",
    "grew production from $85,000 to $110,000 a month",
    "charges of $90,000 a day",
    "parking costs $40 a month",
    "a parking space that costs $9 a month",
    "Dues of $15,000",
    "Average home price here is $240,000",
    "Median household income is $61,000 a year",
    "our fee is $20,000, paid by the client",
    "A $25,000 grant pays for scrubs",
    "Won a grant of $300,000 a year",
    "Team bonus: Month over $120,000 collected: $500",
    "A deductible of $1,500 a year",
    "employer HSA contribution $1,000/year",
    "We contribute $600 a month toward your premium",
    "We pay $450 a month of your health premium",
    "Employee premium is $85 per pay period",
    "the practice pays $500 per month toward family coverage",
    "Pay for our MAs is $19 to $22 an hour",
    "MAs start at $18/hr here",
    "Set wages between $17 and $24 an hour for front desk staff",
    "the last manager was paid $58,000",
    "Glassdoor says $61,000 a year",
    "candidates asking over $90,000 need not apply for the junior post",
    "Tuition: $5,250 per year",
    "$5,250 per year toward tuition",
    "up to $5,250 annually for school",
    "$200 per certification",
    "gift cards of $25 per referral",
    "a fund of $20,000 a year for training",
    "$2,000 each year for continuing education",
    "$3,000 per year for AAOE/MGMA meetings",
    "awarded $75,000 by the state",
    "saves families $18,000 a year",
    "copays from $10 to $40 per visit",
    "cash price of $89 per visit",
    "bonus pool of $60,000 shared by the team each year",
    "$500 a month toward your student loans",
    "worked $90,000 of denials down to $12,000",
    "keeps 340B savings of $200,000 a year on the books",
    "a $1,500 annual education stipend",
    "a reserve of $220,000 a year",
    "you get $75 a month for internet",
    "an on-call rate of $3.50 per hour",
    "Call pay is $4 an hour",
    "$4.00/hr call pay",
    "an $18-per-hour babysitting benefit",
    "discounts worth $2,000 a year",
    "scholarships of up to $20,000 a year for staff",
    "holiday bonus of around $1,000",
    "profit sharing that has averaged $6,000 a year",
    "the building cost $640,000 a year to run",
    "payroll runs about $95,000 a month",
    "deposits of $20,000 a day",
    "our cash patients pay $95 per visit",
    "Medicare pays about $110 per visit",
    "write checks up to $15,000",
    "a fee schedule of $25 to $300 per visit",
    "an average ticket of $310 per visit",
    "collections goal of $210,000 monthly",
    "The national average for this title is $61,000",
    "stock worth $40,000",
    "$61 million last year",
    "raise $75,000 for the gala each year",
    "a line of credit for $50,000",
    "salary in the low $70s",
    "Compensation: low to mid $80,000s",
    "Salary $58.000 - see HR",
    "at least $62,000",
    "Pay: 12-15 vendors a month",
    "Heart rate: 60-80",
    "pay 10-15 invoices weekly",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_PAY, ids=NO_PAY)
def test_other_money_is_no_pay(text: str) -> None:
    assert read(text) is None


GIVEN = [
    (RawPay(min="23.98", max="31.10", unit="HOUR"), ("23.98", "31.1", "hour")),
    (RawPay(min="62000", max="0", unit="per-year-salary"), ("62000", None, "year")),
    (RawPay(min="62000", max="70000", unit="1 YEAR"), ("62000", "70000", "year")),
    (RawPay(min="2300.5", unit="BW"), ("2300.5", None, "two_weeks")),
    (RawPay(words="$28 - $34 an hour"), ("28", "34", "hour")),
    (RawPay(words="$58,000-$66,000"), ("58000", "66000", "year")),
    (RawPay(min="62000", max="70000"), ("62000", "70000", "year")),
    (RawPay(min="62000.50", currency="USD"), ("62000.5", None, "year")),
    (RawPay(max="31.25"), (None, "31.25", "hour")),
    (RawPay(min="24.10", max="31.25", words="hourly"), ("24.1", "31.25", "hour")),
    (RawPay(min="24.10", max="31.25", words="$26 an hour"), ("26", "26", "hour")),
    (RawPay(min="24", max="62000"), None),
    (RawPay(min="8", max="12"), None),
    (RawPay(min="950", max="1100"), None),
    (RawPay(min="4500", max="5200"), None),
    (RawPay(min="120", max="160"), None),
    (RawPay(min="1500000"), None),
    (RawPay(min="20000", max="30000", currency="MXN"), None),
    (RawPay(min="62000", max="70000", unit="HOUR"), None),
    (RawPay(min="24", max="31", unit="YEAR"), None),
    (RawPay(min="62000", unit="fortnight of Sundays"), None),
    (RawPay(words="competitive"), None),
]


@pytest.mark.parametrize(("raw", "expected"), GIVEN, ids=lambda value: str(value)[:60])
def test_fields_of_the_source_are_read_where_the_text_is_silent(
    raw: RawPay, expected: tuple[str | None, str | None, str] | None
) -> None:
    assert figures(read("A friendly office.", raw)) == expected


def test_the_text_goes_before_the_fields_of_the_source() -> None:
    pay = read("Pay: $29 an hour", RawPay(min="40000", max="50000", unit="YEAR"))
    assert figures(pay) == ("29", "29", "hour")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("$30/hr, 24 hrs/wk", 24),
        ("$30/hr PT 24 hours", 24),
        ("$30/hr, part time (0.75 FTE, 30 hours)", 30),
        ("$30/hr. Thirty-two (32) hours over four days", 32),
        ("$30/hr. Full-time, 36-40 hours.", 36),
        ("$30/hr. Thirty-two (32) hours per week.", 32),
        ("$30/hr. Expected hours: 20 - 25 per week", 20),
        ("$30/hr. We are open 24 hours a day.", None),
        ("$30/hr. The clinic is open 55 hours a week.", None),
        ("$30/hr. Give 48 hours notice.", None),
    ],
)
def test_hours_of_the_week_are_those_of_the_job(text: str, hours: int | None) -> None:
    pay = read(text)
    assert pay is not None
    assert pay.hours_per_week == hours


ANNUAL = [
    ("hour", None, ("52000.00", "2,080 hours")),
    ("hour", "24", ("31200.00", "stated hours")),
    ("year", None, ("25.00", "stated")),
    ("two_weeks", None, ("650.00", "52 weeks")),
    ("half_month", None, ("600.00", "52 weeks")),
    ("visit", None, (None, None)),
]


@pytest.mark.parametrize(("unit", "hours", "expected"), ANNUAL)
def test_pay_is_brought_to_a_year_and_says_how(
    unit: PayUnit, hours: str | None, expected: tuple[str | None, str | None]
) -> None:
    pay = Pay(
        min=Decimal(25), max=None, unit=unit, hours_per_week=Decimal(hours) if hours else None
    )
    low, high, basis = annual_pay(pay)
    assert (None if low is None else str(low), basis) == expected
    assert high is None


HOURLY = st.integers(725, 24_900).map(lambda cents: Decimal(cents) / 100)


@given(HOURLY, HOURLY, st.sampled_from(["/hr", " per hour", " an hour", " hourly"]))
def test_every_cent_survives(one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    pay = read(f"The pay is ${low} - ${high}{unit}, plus benefits.")
    assert pay is not None
    assert (pay.min, pay.max, pay.unit) == (low, high, "hour")


@given(st.integers(15_000, 900_000))
def test_a_salary_reads_the_same_with_and_without_commas(salary: int) -> None:
    for words in (f"Salary: ${salary:,} per year", f"Salary: ${salary} per year"):
        assert figures(read(words)) == (f"{salary}", f"{salary}", "year")


MONEY = st.text(alphabet="$£0123456789,.-–/ khrtoper(\n+1", max_size=80)


@given(MONEY)
def test_statements_lie_in_the_text_and_never_overlap(text: str) -> None:
    folded = fold(text)
    reached = 0
    for said in find_statements(folded, 0, len(folded)):
        assert reached <= said.start < said.end <= len(folded)
        reached = said.end


@given(MONEY)
def test_no_pay_is_read_that_its_unit_forbids(text: str) -> None:
    pay = read("Pay: " + text)
    if pay is not None:
        assert plausible(pay.unit, pay.min, pay.max)
        assert pay.min is not None or pay.max is not None


def test_a_long_line_of_figures_is_read_in_linear_time() -> None:
    line = "Pay $ " + "1,2 $3 to " * 20_000
    assert read(line) is None

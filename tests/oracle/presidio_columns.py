"""What Presidio's analyzer finds in the columns of tests/masking, beside what insitu found.

    INSITU_COLUMNS=FOLDER cargo test --features cli --test masking -- --ignored columns_for_other_programs
    python tests/oracle/presidio_columns.py FOLDER/columns.csv

Needs presidio-analyzer; says so and ends well when it is not there. A column counts as found when more than half of its
filled cells have an entity with a score of at least 0.4 (Presidio's own score of a telephone number). Only the recognisers that
go by pattern are used, that of telephone numbers with its own regions and with China: no language model is fetched.
"""

import collections
import csv
import logging
import sys

SCORE = 0.4
CELLS = 200


def recognisers():
    from presidio_analyzer import predefined_recognizers as known

    names = ["CreditCardRecognizer", "EmailRecognizer", "IpRecognizer", "IbanRecognizer", "UsSsnRecognizer", "UsPassportRecognizer"]
    names += ["MacAddressRecognizer", "DateRecognizer"]
    made = [getattr(known, name)() for name in names if hasattr(known, name)]
    made.append(known.PhoneRecognizer())
    made.append(known.PhoneRecognizer(supported_regions=("CN", "US", "GB")))
    return made


def found(recogniser, cell):
    results = recogniser.analyze(cell, recogniser.supported_entities, None)
    return any(r.score >= SCORE for r in results or [])


def main(path):
    # Its reader of domains reports at length that it cannot fetch a newer list of suffixes than its own.
    logging.disable(logging.CRITICAL)
    try:
        made = recognisers()
    except ImportError:
        print("skipped: presidio-analyzer is not installed")
        return
    csv.field_size_limit(1 << 30)
    tally = collections.defaultdict(lambda: [0, 0, 0])
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            cells = [c for c in row["cells"].split("\x1f")[:CELLS] if c.strip()]
            hits = sum(any(found(r, cell) for r in made) for cell in cells)
            kind = row["kind"] or "(harmless)"
            for key in (kind, "(personal)" if row["kind"] else "(all harmless)"):
                counts = tally[key]
                counts[0] += 1
                counts[1] += bool(row["ours"])
                counts[2] += hits * 2 > len(cells)
    print(f"{'kind':16}{'columns':>9}{'insitu':>9}{'Presidio':>10}")
    for kind, (columns, ours, theirs) in sorted(tally.items()):
        print(f"{kind:16}{columns:9}{ours:9}{theirs:10}")


if __name__ == "__main__":
    main(sys.argv[1])

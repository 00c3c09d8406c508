"""The files that leave insitu, opened by openpyxl, LibreOffice and Pillow. `pkg-scripts/downloads.sh` runs it:

    python3 tests/downloads/check.py <folder>

where `<folder>/<zh|en>` holds what the page gave away, `<folder>/cli-<zh|en>` the report of the command line on the same tables,
and `<folder>/sample` the workbooks that `cargo test --test report` wrote of texts that mean harm. A program that is not here is
named, and its part is not done.
"""

import csv
import datetime
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BOOK = "xlsx:Calc MS Excel 2007 XML"
# Comma, quotes, UTF-8, from the first line: what its dialog proposes at the sight of a byte-order mark. Without a dialog it takes
# every text for Windows-1252.
IMPORT = "--infilter=CSV:44,34,76,1"
TEXT, DIGITS = 2, 15
failures = []


def expect(good, words):
    if not good:
        failures.append(words)
        print(f"  WRONG: {words}")


def office(path, target, *more):
    """Files that LibreOffice makes of one."""
    out = pathlib.Path(tempfile.mkdtemp(dir=scratch.name))
    profile = pathlib.Path(scratch.name, "profile").as_uri()
    call = [OFFICE, f"-env:UserInstallation={profile}", "--headless", *more, "--convert-to", target, "--outdir", str(out), str(path)]
    subprocess.run(call, check=True, capture_output=True, timeout=180)
    return sorted(out.iterdir())


def equal(number, other):
    return isinstance(other, (int, float)) and math.isclose(number, other, rel_tol=1e-14, abs_tol=1e-14)


def lines(text):
    # openpyxl leaves an escaped underscore as it is written.
    return str(text).replace("\r\n", "\n").replace("_x005F_", "_")


def shape(rows):
    """Rows without what is empty at their ends."""
    kept = []
    for row in rows:
        row = list(row)
        while row and row[-1] in (None, ""):
            row.pop()
        kept.append(row)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def tables_in(book):
    """Rows below each header row of the report's tables, by title and header."""
    found = {}
    for sheet in book:
        rows = shape(sheet.iter_rows(values_only=True))
        for at, row in enumerate(rows[:-2]):
            if len(row) == 1 and isinstance(row[0], str):
                head = rows[at + 2]
                body = []
                for line in rows[at + 3 :]:
                    if not line:
                        break
                    body.append(line)
                found.setdefault((row[0], tuple(head)), body)
    return found


def workbook(path, report, results):
    book = openpyxl.load_workbook(path)
    all_cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    formulas = [c.coordinate for c in all_cells if c.data_type == "f"]
    numbers = [c.value for c in all_cells if c.data_type == "n"]
    expect(not formulas, f"{path}: formulas {formulas}")
    print(f"  openpyxl {openpyxl.__version__}: {len(book.sheetnames)} sheets, {len(all_cells)} cells, {len(numbers)} numbers, {len(formulas)} formulas")

    # Cell by cell with the tables of the report, which the command line computed on its own.
    there, compared = tables_in(book), 0
    for table in report["sheets"]:
        head = tuple(shape([[c["title"] for c in table["columns"]]])[0])
        rows = there.get((table["title"], head))
        expect(rows is not None, f"{path}: no table {table['title']}")
        for row, other in zip(table["rows"], rows or []):
            for cell, seen in zip(row, other + [None] * len(row)):
                cell = cell if not isinstance(cell, dict) else None
                good = equal(cell, seen) if isinstance(cell, (int, float)) else cell is None or str(cell) == str(seen or "")
                expect(good, f"{path}: {table['title']}: {cell!r} is {seen!r}")
                compared += isinstance(cell, (int, float))
        # Below it one line may say which rows are hidden.
        more = (rows or [])[len(table["rows"]) :]
        expect(rows is None or (len(rows) >= len(table["rows"]) and len(more) <= 1 and all(len(row) == 1 for row in more)), f"{path}: {table['title']}: {len(rows or [])} rows of {len(table['rows'])}")
    # And what is told by the results themselves, which no report has passed through.
    direct = [(row["customers"], row["revenue"]) for row in results["results"]["rfm"]["outcome"]["classes"]["rows"]]
    shown = [(row[1], row[4]) for (_, head), body in there.items() if len(head) == 8 for row in body if len(row) == 8]
    missing = [pair for pair in direct if not any(equal(pair[0], n) and equal(pair[1], m) for n, m in shown)]
    expect(not missing, f"{path}: classes of the results that no table has: {missing}")
    print(f"  {len(report['sheets'])} tables, {compared} numbers equal to those of the report, {len(direct)} classes equal to results.json")


def workbook_in_office(path):
    """A workbook as LibreOffice reads and writes it again: every cell keeps its kind and its value."""
    (made,) = office(path, BOOK)
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(made)
    expect(ours.sheetnames == theirs.sheetnames, f"{path}: sheets {theirs.sheetnames}")
    numbers = texts = chinese = 0
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate]
                if cell.data_type == "n" and cell.value is not None:
                    numbers += 1
                    expect(other.data_type == "n" and equal(cell.value, other.value), f"{path}: {cell.coordinate} {cell.value!r} is {other.value!r}")
                elif cell.value not in (None, ""):
                    texts += 1
                    chinese += any("\u4e00" <= letter <= "\u9fff" for letter in str(cell.value))
                    expect(other.data_type == "s" and lines(cell.value) == lines(other.value), f"{path}: {cell.coordinate} {cell.value!r} is {other.value!r}")
    formulas = sum(c.data_type == "f" for sheet in theirs for row in sheet.iter_rows() for c in row)
    expect(formulas == 0, f"{path}: {formulas} formulas in LibreOffice")
    print(f"  LibreOffice: {numbers} numbers and {texts} texts ({chinese} with Chinese) equal, {formulas} formulas")


def table(path):
    """A CSV as LibreOffice opens it, with its own guess of what is a number, a date and a text."""
    raw = path.read_bytes()
    expect(raw.startswith(b"\xef\xbb\xbf"), f"{path}: no byte-order mark")
    wanted = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    (made,) = office(path, BOOK, IMPORT)
    sheet = openpyxl.load_workbook(made).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    texts = numbers = dates = chinese = rounded = 0
    for line, row in zip(wanted, rows + [[]] * len(wanted)):
        for text, seen in zip(line, row + [None] * len(line)):
            number = text.replace(",", "")
            if text == "":
                expect(seen is None, f"{path}: an empty cell is {seen!r}")
            elif isinstance(seen, (datetime.datetime, datetime.date)):
                dates += 1
                expect(seen.isoformat()[: len(text)].replace("T", " ") == text, f"{path}: {text} is {seen}")
            elif isinstance(seen, (int, float)):
                numbers += 1
                value = float(number[:-1]) / 100 if number.endswith("%") else float(number)
                exact = equal(value, seen) and (not number.isdigit() or (len(number) <= DIGITS and str(int(value)) == number))
                # Long numbers and zeros in front are for the column of texts below.
                if number.isdigit() and not exact:
                    rounded += 1
                else:
                    expect(exact, f"{path}: {text} is {seen}")
            else:
                texts += 1
                chinese += any("\u4e00" <= letter <= "\u9fff" for letter in text)
                expect(lines(seen) == lines(text), f"{path}: {text!r} is {seen!r}")
    expect(sheet.max_row == len(wanted), f"{path}: {sheet.max_row} rows of {len(wanted)}")
    formulas = sum(c.data_type == "f" for row in sheet.iter_rows() for c in row)
    expect(formulas == 0, f"{path}: {formulas} formulas")
    note = ""
    if rounded:
        # A person says "text" for the column in the dialog.
        kinds = "/".join(f"{at + 1}/{TEXT}" for at in range(len(wanted[0])))
        (made,) = office(path, BOOK, f"{IMPORT},{kinds}")
        again = [[str(cell or "") for cell in row] for row in openpyxl.load_workbook(made).active.iter_rows(values_only=True)]
        expect(again == wanted, f"{path}: read as text it differs")
        note = f"; {rounded} long numbers or zeros in front that its own guess changes, all intact where the columns are read as text"
    print(f"  {path.name}: {len(wanted)} rows, {numbers} numbers, {dates} dates, {texts} texts ({chinese} with Chinese) equal{note}")


def picture(path):
    try:
        from PIL import Image
    except ImportError:
        print("  Pillow is not here: the picture is not opened")
        return
    with Image.open(path) as image:
        image.load()
        shades = len(image.convert("L").getcolors() or [])
        print(f"  {path.name}: {image.width} x {image.height}, {shades} shades")
        expect(image.width >= 1000 and shades > 8, f"{path}: {image.size}, {shades} shades")


def main(folder):
    for lang in ("zh", "en"):
        print(f"{lang}, from the page:")
        cli = folder / f"cli-{lang}"
        report, results = (json.loads((cli / name).read_text(encoding="utf-8")) for name in ("report.json", "results.json"))
        workbook(folder / lang / "insitu-report-all.xlsx", report, results)
        if OFFICE:
            workbook_in_office(folder / lang / "insitu-report-all.xlsx")
            for path in sorted((folder / lang).glob("*.csv")):
                table(path)
        picture(folder / lang / "figure.png")
        print(f"{lang}, from the command line:")
        workbook(cli / "report.xlsx", report, results)
        if OFFICE:
            table(cli / "summary.csv")
        print(f"{lang}, of texts that mean harm:")
        book = openpyxl.load_workbook(folder / "sample" / f"report-{lang}.xlsx")
        all_cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
        likely = [c.value for c in all_cells if c.data_type == "s" and c.value[:1] in "=@+"]
        expect(likely and not any(c.data_type == "f" for c in all_cells), "the sample has formulas")
        wanted = json.loads((folder / "sample" / f"numbers-{lang}.json").read_text())
        numbers = [c.value for c in all_cells if c.data_type == "n"]
        expect(all(any(equal(n, m) for m in numbers) for n in wanted), "the sample lacks numbers")
        print(f"  openpyxl: {len(numbers)} numbers, {len(likely)} texts that look like formulas, none of them one")
        if OFFICE:
            workbook_in_office(folder / "sample" / f"report-{lang}.xlsx")
    if not OFFICE:
        print("LibreOffice is not here: its part was not done")
    print(f"{len(failures)} wrong")
    sys.exit(1 if failures else 0)


with tempfile.TemporaryDirectory() as _folder:
    scratch = type("Scratch", (), {"name": _folder})
    main(pathlib.Path(sys.argv[1]))

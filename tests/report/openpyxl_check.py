"""The workbooks that `cargo test --test report` wrote, read by openpyxl and by LibreOffice. Run by hand:

    python3 tests/report/openpyxl_check.py <folder of the files>
"""

import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl


def grouped(text):
    """A cell of CSV as LibreOffice shows it, as a number."""
    text = text.replace(",", "")
    if re.fullmatch(r"-?\d+(\.\d+)?%", text):
        return float(text[:-1]) / 100
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", text) else None


def check(folder, lang):
    path = folder / f"report-{lang}.xlsx"
    expected = json.loads((folder / f"numbers-{lang}.json").read_text())
    book = openpyxl.load_workbook(path)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    formulas = [c.coordinate for c in cells if c.data_type == "f"]
    numbers = [c.value for c in cells if c.data_type == "n"]
    missing = list(expected)
    for number in numbers:
        if number in missing:
            missing.remove(number)
    likely = [c.value for c in cells if isinstance(c.value, str) and c.value[:1] in "=@+-" and c.value != "-"]
    print(f"{lang}: openpyxl {openpyxl.__version__}: {len(book.sheetnames)} sheets {book.sheetnames}")
    print(f"  {len(cells)} cells, {len(numbers)} numbers, {len(expected)} expected, missing {missing}, formulas {formulas}")
    print(f"  texts that look like formulas, as texts: {sorted(set(likely))}")
    print(f"  title {book.properties.title!r}, header {book.worksheets[0].oddHeader.center.text!r}")
    assert not missing and not formulas and likely

    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("  LibreOffice is not here")
        return
    with tempfile.TemporaryDirectory() as out:
        # -1: every sheet into a file of its own; true after it: formulas instead of results.
        for formulas_shown in ("false", "true"):
            rule = f'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,{formulas_shown},false,false,-1'
            subprocess.run([office, "--headless", "--convert-to", rule, "--outdir", out, str(path)], check=True, capture_output=True, timeout=120)
            rows = [row for file in sorted(pathlib.Path(out).glob("*.csv")) for row in csv.reader(file.read_text(encoding="utf-8").splitlines(keepends=True))]
            texts = [cell for row in rows for cell in row if cell]
            if formulas_shown == "true":
                # A formula would stand as one; what begins with = is a text of ours.
                run = [t for t in texts if t.startswith("=") and t not in likely]
                print(f"  LibreOffice shows {len(run)} formulas")
                assert not run
            else:
                read = [grouped(t) for t in texts]
                read = sorted(n for n in read if n is not None)
                lost = [n for n in expected if not any(abs(n - r) <= max(0.0051, 0.0005) for r in read)]
                chinese = sum(any("\u4e00" <= letter <= "\u9fff" for letter in t) for t in texts)
                print(f"  LibreOffice: {len(texts)} cells, {chinese} with Chinese, numbers not found {lost}")
                print(f"  escaped letter: {[t for t in texts if '_x0041_' in t][:1]}")
                # A text that was run would show its result.
                run = [t for t in likely if t and not any(t in shown for shown in texts)]
                print(f"  texts that were run: {run}")
                assert not run and not lost and not any("#NAME" in t or "Err:" in t for t in texts)


for language in ("zh", "en"):
    check(pathlib.Path(sys.argv[1]), language)

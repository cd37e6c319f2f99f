"""Reads a file by another program again and again for a second; prints seconds (median, least, most) and peak KiB."""

import csv
import io
import resource
import sys
import time

TASK, FILE = sys.argv[1:]


def text(content):
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    raise SystemExit("no known encoding")


def read_csv(content):
    decoded = text(content)
    return list(csv.reader(io.StringIO(decoded, newline=""), delimiter="\t" if "\t" in decoded else ","))


def read_openpyxl(content):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def read_xlrd(content):
    import xlrd

    return [sheet.row_values(row) for sheet in xlrd.open_workbook(file_contents=content).sheets() for row in range(sheet.nrows)]


def main():
    with open(FILE, "rb") as file:
        content = file.read()
    work = {"csv": read_csv, "openpyxl": read_openpyxl, "xlrd": read_xlrd, "nothing": len}[TASK]
    times = []
    start = time.perf_counter()
    while len(times) < 5 or (time.perf_counter() - start < 1 and TASK != "nothing"):
        before = time.perf_counter()
        work(content)
        times.append(time.perf_counter() - before)
    times.sort()
    print(times[len(times) // 2], times[0], times[-1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


main()

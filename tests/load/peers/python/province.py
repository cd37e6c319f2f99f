"""Sums the points of every department of a table with pandas: province.py FILE.csv

Columns: department, goal, indicator, level1, sign, target, actual, weight. Signs are ≥ > = < ≤ or >= > = < <=. Of a
floor (≥ >) a row has min(max(A ÷ T, 0), 1) of its weight, of a cap (≤ <) min(max(2 - A ÷ T, 0), 1), of = all or nothing.
Nothing is rounded, and numbers are binary floats. Prints how many departments there are, the mean of their points, and the seconds it took with and
without the reading.
"""

import sys
import time

import pandas

NUMBERS = ["target", "actual", "weight"]
COLUMNS = {"department": "category", "sign": "category"} | dict.fromkeys(NUMBERS, "float64")


def read(path):
    return pandas.read_csv(path, usecols=list(COLUMNS), dtype=COLUMNS)


def points_of_departments(table):
    target, actual, sign = table["target"], table["actual"], table["sign"]
    # 0 ÷ 0 has no value, and is met. What was not reported stays without a value, and adds nothing.
    ratio = (actual / target).mask((actual == 0.0) & (target == 0.0), 1.0)
    share = ratio.clip(0.0, 1.0)
    share = share.where(~sign.isin(["≤", "<=", "<"]), (2.0 - ratio).clip(0.0, 1.0))
    share = share.where(sign != "=", (actual == target).astype("float64"))
    return (share * table["weight"]).groupby(table["department"], observed=True).sum()


def main():
    start = time.perf_counter()
    table = read(sys.argv[1])
    was_read = time.perf_counter()
    points = points_of_departments(table)
    end = time.perf_counter()
    seconds = f"seconds={end - start:.3f} without_reading={end - was_read:.3f}"
    print(f"departments={len(points)} mean={points.mean():.6f} {seconds}")


main()

"""Exports a table as CSV and as JSON, and compares every cell: csv_round_trip.py LAUNCHER FOLDER."""

import csv
import glob
import json
import subprocess
import sys

launcher, folder = sys.argv[1:]


def export(table, form):
    out = f"{folder}/{table}-{form}"
    subprocess.run(
        [launcher, "export", table, "--format", form, "--out", out, "--overwrite"], check=True
    )
    return sorted(glob.glob(f"{out}/part-*"))


def same(cell, value):
    if value is None:
        return cell == ""
    if isinstance(value, (dict, list)):
        return json.loads(cell) == value
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, (int, float)):
        return float(cell) == value
    return cell == value


for table in ("tasks", "plan_items", "runs"):
    from_csv = []
    for part in export(table, "csv"):
        with open(part, newline="", encoding="utf-8") as file:
            from_csv += csv.DictReader(file, strict=True)
    from_json = []
    for part in export(table, "json"):
        with open(part, encoding="utf-8") as file:
            from_json += [json.loads(line) for line in file]
    assert len(from_csv) == len(from_json) > 0, (table, len(from_csv), len(from_json))
    # Files are read in any order.
    from_csv.sort(key=lambda row: (row["run_id"], row.get("task_id")))
    from_json.sort(key=lambda row: (row["run_id"], row.get("task_id")))
    for left, right in zip(from_csv, from_json):
        for column, cell in left.items():
            assert same(cell, right.get(column)), (table, column, cell, right.get(column))
    print(f"{table}: {len(from_csv)} rows are the same in CSV and JSON")

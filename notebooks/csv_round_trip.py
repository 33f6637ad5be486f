"""Exports tables as CSV and as JSON, and compares every cell."""

import csv
import glob
import json

from voxmatrix_notebook import home, start


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


def check(notebook):
    """Of the warehouse that a notebook has left."""
    _, voxmatrix = start("exports")

    def export(table, form):
        out = f"{home}/notebooks/target/exports/{table}-{form}"
        warehouse = f"{home}/notebooks/target/{notebook}/warehouse"
        voxmatrix(f"export {table} --format {form} --out {out} --warehouse {warehouse}")
        return sorted(glob.glob(f"{out}/part-*"))

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

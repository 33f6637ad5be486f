"""Makes the Parquet files of this folder: what pandas, polars, DuckDB and Arrow write.

pip install pandas pyarrow polars duckdb
"""
import datetime as dt
import decimal
import io
import os
import pathlib
import uuid

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
IDS = ["first", "second"]
URIS = ["file:/a.wav", "file:/b.wav"]


def arrow():
    pair = lambda value, kind: pa.array([value, None], kind)
    when = dt.datetime(2023, 11, 14, 22, 13, 20, 123456)
    return pa.table({
        "recording_id": pa.array(IDS).dictionary_encode(),
        "uri": pa.array(URIS, pa.large_string()),
        "size": pa.array([1, 2**40], pa.uint64()),
        "ordinal": pa.array([1, 2], pa.uint8()),
        "channels": pa.array([[0], [0, 1]], pa.list_(pa.uint16())),
        "start": pa.array([decimal.Decimal("0.25"), None], pa.decimal128(9, 3)),
        "locale": pa.nulls(2),
        "nanos": pair(1700000000123456789, pa.timestamp("ns")),
        "nanos_utc": pair(1700000000123456789, pa.timestamp("ns", "UTC")),
        "micros": pair(when, pa.timestamp("us")),
        "time": pair(dt.time(1, 2, 3), pa.time64("ns")),
        "time_millis": pair(dt.time(1, 2, 3), pa.time32("ms")),
        "date": pair(when.date(), pa.date32()),
        "duration": pair(5_000_000_000, pa.duration("ns")),
        "half": pa.array(np.array([0.5, 1.5], np.float16)),
        "uint32": pair(2**32 - 1, pa.uint32()),
        "uuid": pa.ExtensionArray.from_storage(
            pa.uuid(), pa.array([uuid.UUID(int=1).bytes] * 2, pa.binary(16))),
        "fixed": pair(b"abcd", pa.binary(4)),
        "blob": pair(b"ab", pa.large_binary()),
        "nested": pair({"a": 1, "b": [{"c": "x"}]},
                       pa.struct({"a": pa.int8(), "b": pa.list_(pa.struct({"c": pa.string()}))})),
        "nested_nanos": pair({"t": 1}, pa.struct({"t": pa.time64("ns")})),
        "map": pair([("k", 1)], pa.map_(pa.string(), pa.int32())),
        "decimal256": pair(decimal.Decimal(1), pa.decimal256(50, 2)),
        "odd `name`. ": pair("x", pa.string()),
    })


def main():
    os.chdir(HERE)
    pq.write_table(arrow(), "arrow.parquet")
    frame = pd.DataFrame({"recording_id": IDS, "uri": URIS,
                          "nanos": pd.to_datetime(["2023-11-14 22:13:20.123456789", None]),
                          "kind_of": pd.Categorical(["a", "b"]),
                          "gap": pd.array([1, None], "Int64"), "delta": pd.to_timedelta([1, 2])})
    frame.to_parquet("pandas.parquet", version="2.6")
    pl.DataFrame({"recording_id": IDS, "uri": URIS, "time": [dt.time(1), None],
                  "kind_of": pl.Series(["a", "b"], dtype=pl.Categorical),
                  "nanos": pl.Series([1, 2], dtype=pl.Datetime("ns")),
                  "nested": [{"a": [1]}, None]}).write_parquet("polars.parquet")
    duckdb.sql("""
        COPY (SELECT * FROM (VALUES
          ('first', 'file:/a.wav', uuid(), INTERVAL 1 DAY, TIME '01:02:03',
           TIMESTAMP_NS '2023-11-14 22:13:20.123456789', 1::UTINYINT, 5::HUGEINT,
           '1010'::BIT, 'x'::ENUM('x', 'y'), {'a': 1}, MAP {'k': 1}),
          ('second', 'file:/b.wav', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))
          AS t(recording_id, uri, uuid, span, time, nanos, tiny, huge, bits, enum, nested, map))
        TO 'duckdb.parquet' (FORMAT parquet)""")
    ids = pa.table({"id": IDS, "voiceprint": ["x", "y"], "note": ["a", "b"]})
    pq.write_table(ids, "brotli.parquet", compression="brotli")
    pq.write_table(ids, "brotli-note.parquet", compression={"id": "zstd", "voiceprint": "lz4", "note": "brotli"})
    pq.write_table(pa.table({"recording_id": IDS, "uri": URIS, "split": [0.5, 1.5], "text": ["ab", "ac"]}),
                   "encodings.parquet", use_dictionary=False, data_page_version="2.0",
                   column_encoding={"split": "BYTE_STREAM_SPLIT", "text": "DELTA_BYTE_ARRAY"})


if __name__ == "__main__":
    main()

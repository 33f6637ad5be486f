"""Packs a folder of speech and labels it: python pack.py SPEECH WORK

SPEECH has MANIFEST.tsv (path, corpus, speaker, seconds, split: train, dev or noise) and the files it
names. Into WORK go audio.i16 (all samples, 16 kHz), index.pkl (where each file lies) and labels.pkl:
silero VAD's probability of speech for each 512 samples of each file.
"""

import csv
import os
import pickle
import sys

import numpy as np
import onnxruntime as ort
import scipy.signal
import soundfile

RATE = 16000
STEP = 512
LONGEST = 60 * RATE


def pack(speech, work):
    index, position = {}, 0
    with open(f"{work}/audio.i16", "wb") as out:
        for row in csv.DictReader(open(f"{speech}/MANIFEST.tsv"), delimiter="\t"):
            if row["split"] not in ("train", "dev", "noise"):
                continue
            wave, rate = soundfile.read(f"{speech}/{row['path']}", dtype="float32")
            if wave.ndim > 1:
                wave = wave.mean(1)
            if rate != RATE:
                wave = scipy.signal.resample_poly(wave, RATE, rate)
            samples = np.clip(np.round(wave * 32768), -32768, 32767).astype("<i2")
            out.write(samples.tobytes())
            index[row["path"]] = dict(row, position=position, length=len(samples))
            position += len(samples)
    pickle.dump(index, open(f"{work}/index.pkl", "wb"))
    return index


def label(index, work, silero):
    audio = np.memmap(f"{work}/audio.i16", dtype="<i2", mode="r")
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(silero, options)
    labels = {}
    rows = sorted((r for r in index.values() if r["length"] >= STEP), key=lambda r: r["length"])
    for first in range(0, len(rows), 64):
        batch = rows[first : first + 64]
        longest = min(max(r["length"] for r in batch), LONGEST) // STEP * STEP
        waves = np.zeros((len(batch), 64 + longest), np.float32)
        for i, r in enumerate(batch):
            wave = audio[r["position"] : r["position"] + min(r["length"], longest)] / 32768
            waves[i, 64 : 64 + len(wave)] = wave * min(20, 0.25 / (np.abs(wave).max() + 1e-4))
        state = np.zeros((2, len(batch), 128), np.float32)
        found = []
        for at in range(0, longest, STEP):
            feed = {"input": waves[:, at : at + 64 + STEP], "state": state, "sr": np.array(RATE)}
            p, state = session.run(None, feed)
            found.append(p[:, 0])
        found = np.stack(found, 1)
        for i, r in enumerate(batch):
            labels[r["path"]] = found[i, : max(1, min(r["length"], longest) // STEP)].astype("f2")
    pickle.dump(labels, open(f"{work}/labels.pkl", "wb"))


if __name__ == "__main__":
    speech, work, silero = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    label(pack(speech, work), work, silero)

"""Measures a speech detector: python check_detector.py BUNDLE WORK [--against BUNDLE] [--music FOLDER]... [--eer SPEECH]

BUNDLE is a folder with bundle.json, model.onnx and vad.onnx, WORK what pack.py made. Prints the share
of seconds that count as speech (tight rule, as speech_length) in sounds without any; with --against,
the share of the frames which the other detector keeps in the dev list's speech that this one loses;
with --eer, the equal error rate of the dev list with the loose rule, as the extractor embeds it.
"""

import argparse
import csv
import glob
import json

import numpy as np
import onnxruntime as ort
import soundfile
import scipy.signal
import torch

from features import centred, log_mel
from sounds import RATE, Pack, at_snr, coloured, level, lively, mu_law, pcm
import tones

# Noises of the pack that come out of a throat.
VOICED = "baby-cry", "person-sneeze", "dog-bark", "rooster", "miaowing"
TIGHT, LOOSE = (20, 10, 5), (50, 10, 20)


def session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(path, options)


def runs(mask):
    edge = np.diff(np.concatenate([[0], mask.astype(np.int8), [0]]))
    return list(zip(np.where(edge == 1)[0], np.where(edge == -1)[0]))


def ruled(speech, rule):
    gap, island, widen = rule
    speech, kept = speech.copy(), np.zeros(len(speech), bool)
    for a, b in runs(~speech):
        if 0 < a and b < len(speech) and b - a < gap:
            speech[a:b] = True
    for a, b in runs(speech):
        if b - a >= island:
            kept[max(0, a - widen):b + widen] = True
    return kept


def without_tones(speech, energies):
    """Less the pieces of one steady tone, as SteadyTones."""
    background = energies[~speech].mean(0) if (~speech).any() else 0
    for a, b in runs(speech):
        own = np.maximum(0, energies[a:b] - background).sum(0)
        at = own.argmax()
        near = slice(max(0, at - 2), at + 3)
        others = (energies[a:b, near].sum(1) < 0.9 * energies[a:b].sum(1)).sum()
        if own[near].sum() > 0.95 * own.sum() and others < 50:
            speech[a:b] = False
    return speech


class Bundle:
    def __init__(self, folder):
        fields = json.load(open(f"{folder}/bundle.json"))
        self.floor = fields["front_end"]["energy_floor"]
        decibels = fields.get("dynamic_range")
        self.range = decibels and decibels / (10 / np.log(10))
        self.vad = session(f"{folder}/vad.onnx")
        self.onset = fields["vad"].get("onset", 0.5)
        self.offset = fields["vad"].get("offset", self.onset)
        self.folder = folder

    def decisions(self, wave):
        if len(wave) < 400:
            return np.zeros(0, bool)
        mels = log_mel(torch.tensor(np.ascontiguousarray(wave, np.float32))[None], self.floor)
        count, at, found = mels.shape[1], 0, []
        while at < count:
            size = 1000 if count - at >= 1200 else count - at
            window = mels[:, at:at + size]
            speech = self.thresholds(self.vad.run(None, {"feats": centred(window).numpy()})[0][0])
            found.append(without_tones(speech, np.exp(window[0].numpy().astype(np.float64))))
            at += size
        return np.concatenate(found)

    def thresholds(self, p):
        """Frames over the offset in one piece with one over the onset."""
        speech = p > self.offset
        for a, b in runs(speech):
            speech[a:b] = p[a:b].max() > self.onset
        return speech

    def embedder(self):
        model = session(f"{self.folder}/model.onnx")

        def embed(wave, kept=None):
            """Of all, or of the frames kept."""
            wave = np.resize(wave, 8000) if kept is None and len(wave) < 8000 else wave
            wave = torch.tensor(np.ascontiguousarray(wave, np.float32))[None]
            mels = log_mel(wave, self.floor)
            if kept is not None:
                sound = wave.unfold(1, 400, 160).var(2)[0].numpy() > 0 if self.range else True
                mels = mels[:, kept & sound]
            if self.range:
                mels = mels.clamp(min=float(mels.max()) - self.range)
            e = model.run(None, {"feats": centred(mels).numpy()})[0][0]
            return e / np.linalg.norm(e)

        return embed


def lines(wave, rng):
    """The sound as it comes: clean, quiet, noisy, and over a telephone line."""
    yield "clean", level(wave, -6)
    yield "quiet", level(wave, -30)
    yield "noisy", level(at_snr(wave, coloured(len(wave), rng, rng.uniform(0, 1)), rng.uniform(10, 25)), -10)
    yield "mu-law", mu_law(level(wave, -10))
    yield "mu-law noisy", mu_law(level(at_snr(wave, coloured(len(wave), rng, 0.5), rng.uniform(10, 25)), -12))


def no_speech(pack, music, rng):
    """Kind, seconds of sound at 16 kHz."""
    for country, row in tones.table().items():
        for tone, steps in row.items():
            yield f"tones: {tone}", tones.cadence(steps, 20 * RATE)
    for _ in range(20):
        keys = rng.choice(list(tones.KEYS), 40)
        yield "DTMF", tones.dtmf(keys, rng.uniform(0.05, 0.3), rng.uniform(0.05, 0.3))[: 20 * RATE]
    for _ in range(10):
        yield "fax: call", tones.fax_call(20 * RATE, rng)
        yield "fax: flags", tones.flags(10 * RATE, rng)
        yield "fax: data", tones.qam(10 * RATE, rng, 1800, 2400)
        yield "fax: ANSam", tones.ansam(4 * RATE)
    yield "fax: CED", tones.partials("2100", 4 * RATE)
    for hertz in (350, 440, 620, 1000, 1400, 2000, 3000):
        yield "beeps", tones.cadence(f"{hertz}/0.5,0/0.5", 20 * RATE)
        yield "beeps", tones.cadence(f"{hertz}/0.2,0/4", 20 * RATE)
        yield "continuous tones", tones.partials(str(hertz), 20 * RATE)
    for slope in (0, 0.5, 1, 1.5, 2):
        yield "synthetic noise", coloured(30 * RATE, rng, slope)
    for path in pack.noises(held_out=True):
        voiced = any(name in path for name in VOICED)
        yield "held out: animals, cries, sneezes" if voiced else "held out: noises", pack.wave(path)
    for folder in music:
        for path in sorted(glob.glob(folder + "/**/*", recursive=True)):
            if path.endswith((".wav", ".ogg", ".flac")):
                wave, rate = soundfile.read(path, dtype="float32", frames=60 * 48000)
                wave = wave.mean(1) if wave.ndim > 1 else wave
                wave = scipy.signal.resample_poly(wave, RATE, rate)[: 60 * RATE]
                if np.abs(wave).max() > 0:
                    yield "music: " + folder.rstrip("/").rsplit("/", 1)[-1], wave


def check_no_speech(bundles, pack, music, details):
    rng, table = np.random.default_rng(5), {}
    for kind, sound in no_speech(pack, music, rng):
        for line, wave in lines(np.asarray(sound, np.float64), rng):
            for b, bundle in enumerate(bundles):
                speech = ruled(bundle.decisions(pcm(wave)), TIGHT)
                table.setdefault((kind, b), []).append((line, speech.sum(), len(speech), (speech.sum() >= 50)))
    silence = np.zeros(20 * RATE, np.float32)
    table.update({("digital silence", b): [("clean", ruled(x.decisions(silence), TIGHT).sum(), 1998, False)]
                  for b, x in enumerate(bundles)})
    print("share of seconds taken for speech, %; recordings not rejected, %" + (" (new | old)" if len(bundles) > 1 else ""))
    for kind in sorted({k for k, _ in table}):
        text = []
        for b in range(len(bundles)):
            rows = table[kind, b]
            text.append(f"{100 * sum(r[1] for r in rows) / sum(r[2] for r in rows):6.2f} {100 * np.mean([r[3] for r in rows]):5.1f}")
        print(f"{kind:28s} {' | '.join(text)}", end="")
        if details:
            by = {}
            for line, found, frames, _ in table[kind, 0]:
                by.setdefault(line, []).append((found, frames))
            print("   ", {line: round(100 * sum(f for f, _ in v) / sum(n for _, n in v), 2) for line, v in by.items()}, end="")
        print(flush=True)


def check_speech(new, old, pack):
    paths = pack.paths("dev")
    conditions = {"as recorded": lambda w, r: w, "telephone": lambda w, r: pcm(mu_law(w)),
                  "lively": lively, "noise 15 dB": lambda w, r: pcm(at_snr(w, coloured(len(w), r, 1), 15)),
                  "20 dB down": lambda w, r: pcm(w * 0.1)}
    for name, change in conditions.items():
        rng, kept, lost, added, total = np.random.default_rng(2), [0] * 3, [0] * 3, [0] * 3, 0
        for path in paths:
            wave = change(pack.wave(path), rng)
            a, b = new.decisions(wave), old.decisions(wave)
            total += len(a)
            for i, (x, y) in enumerate(((a, b), (ruled(a, TIGHT), ruled(b, TIGHT)), (ruled(a, LOOSE), ruled(b, LOOSE)))):
                kept[i] += y.sum()
                lost[i] += (y & ~x).sum()
                added[i] += (x & ~y).sum()
        print(f"dev speech, {name}: lost of what the other keeps, % of frames / tight / loose:",
              " / ".join(f"{100 * l / k:.2f}" for l, k in zip(lost, kept)), "; added:",
              " / ".join(f"{100 * l / k:.2f}" for l, k in zip(added, kept)), flush=True)


def eer(target, other):
    scores = np.concatenate([target, other])
    labels = np.concatenate([np.ones(len(target)), np.zeros(len(other))])[np.argsort(scores, kind="stable")]
    miss, alarm = np.cumsum(labels) / len(target), 1 - np.cumsum(1 - labels) / len(other)
    i = np.argmin(np.abs(miss - alarm))
    return 50 * (miss[i] + alarm[i])


def check_eer(bundle, pack, speech):
    trials = list(csv.DictReader(open(f"{speech}/dev-trials.tsv"), delimiter="\t"))
    embed = bundle.embedder()
    for name, change in (("as recorded", lambda w: w), ("mu-law", lambda w: pcm(mu_law(w)))):
        embeddings, rejected = {}, 0
        for path in sorted({t[k] for t in trials for k in ("enroll", "test")}):
            wave = change(pack.wave(path))
            decided = bundle.decisions(wave)
            if ruled(decided, TIGHT).sum() < 50:
                rejected += 1
                embeddings[path] = embed(wave)
            else:
                embeddings[path] = embed(wave, ruled(decided, LOOSE))
        scores = {0: [], 1: []}
        corpora = {}
        for t in trials:
            score = float(embeddings[t["enroll"]] @ embeddings[t["test"]])
            scores[int(t["label"])].append(score)
            corpora.setdefault(t["corpus"], ([], []))[int(t["label"])].append(score)
        target, other = np.array(scores[1]), np.array(scores[0])
        print(f"EER {name}: {eer(target, other):.2f} %, {rejected} under 0.5 s;",
              ", ".join(f"{c} {eer(np.array(t), np.array(o)):.2f}" for c, (o, t) in sorted(corpora.items())), flush=True)
        for alarms in (0.001, 0.01, eer(target, other) / 100):
            limit = np.quantile(other, 1 - alarms)
            print(f"  threshold {limit:.3f}: {100 * (other >= limit).mean():.2f} % of other, {100 * (target < limit).mean():.1f} % of same speakers at fault")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bundle")
    arguments.add_argument("work")
    arguments.add_argument("--against")
    arguments.add_argument("--music", action="append", default=[])
    arguments.add_argument("--eer")
    arguments.add_argument("--details", action="store_true")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    packed = Pack(options.work)
    bundles = [Bundle(f) for f in (options.bundle, options.against) if f]
    check_no_speech(bundles, packed, options.music, options.details)
    if len(bundles) > 1:
        check_speech(bundles[0], bundles[1], packed)
    if options.eer:
        check_eer(bundles[0], packed, options.eer)

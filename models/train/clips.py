"""Clips of 10 s to train on, as features and labels: python clips.py WORK BUNDLE FLOOR CLIPS SEED HARD SHORT AFTER FAST [SOUNDFONT]

BUNDLE is the bundle whose detector the new one is to follow in speech. Writes WORK/music.i16 (made-up
music, once) and WORK/clips-SEED.npz. HARD is the share of the clips that have no speech beyond the
usual 34 %: noises at other pitches, music, beeps, those that networks take for voices. SHORT is the share that have pieces of words with silence about them, AFTER of
those that remain the share of voices after music or a tone that fills most of the clip. FAST is the share of
tones as fast as syllables, most of them over a noisy telephone line.
"""

import os
import sys

import numpy as np
import scipy.signal
import torch

import music
import tones
from check_detector import Bundle
from features import log_mel
from sounds import RATE, Pack, at_snr, band, coloured, level, mu_law

CLIP = 10 * RATE
PIECES = 1600


def music_pool(work, font, seed=11):
    path = f"{work}/music.i16"
    if not os.path.exists(path):
        rng = np.random.default_rng(seed)
        font = music.SoundFont(font) if font else None
        with open(path + ".part", "wb") as out:
            for _ in range(PIECES):
                out.write((music.random_music(CLIP, rng, font) * 32767).astype("<i2").tobytes())
        os.rename(path + ".part", path)
    return np.memmap(path, dtype="<i2", mode="r").reshape(-1, CLIP)


class Maker:
    def __init__(self, work, bundle, floor, font, seed, hard, short, after, fast):
        self.pack = Pack(work)
        self.speech = self.pack.paths("train")
        self.noises = self.pack.noises(held_out=False)
        self.music = music_pool(work, font)
        self.teacher = Bundle(bundle)
        self.floor, self.hard, self.short, self.after = floor, hard, short, after
        self.fast = fast
        self.rng = np.random.default_rng(seed)
        self.countries = tones.table()

    def voice(self):
        """Speech at a random peak, and for each sample whether it is: what either teacher hears."""
        rng = self.rng
        path = self.speech[rng.integers(len(self.speech))]
        wave = self.pack.wave(path)[: CLIP]
        silero = self.pack.silero(path, len(wave))
        decided = np.repeat(self.teacher.decisions(wave), 160).astype(np.float32)
        first = np.zeros(len(wave), np.float32)
        part = decided[: max(0, len(wave) - 120)]
        first[120:120 + len(part)] = part
        if rng.random() < 0.25:  # another pitch and speed
            at = np.arange(0, len(wave) - 1, rng.uniform(0.8, 1.25))
            wave, silero, first = (np.interp(at, np.arange(len(a)), a) for a in (wave, silero, first))
        return level(wave, rng.uniform(-14, -4)), np.maximum(silero, first)

    def talk(self, n):
        """Voices with pauses between them."""
        rng, wave, label = self.rng, np.zeros(n), np.zeros(n, np.float32)
        at = int(rng.exponential(0.5) * RATE)
        while at < n:
            voice, speech = self.voice()
            m = min(len(voice), n - at)
            wave[at:at + m], label[at:at + m] = voice[:m], speech[:m]
            at += m + int(rng.exponential(0.8) * RATE)
        return wave, label

    def pieces(self, n):
        """Pieces of 0.2 to 1.2 s, cut hard, with long pauses."""
        rng, wave, label = self.rng, np.zeros(n), np.zeros(n, np.float32)
        at = int(rng.uniform(0, 3) * RATE)
        while at < n:
            voice, speech = self.voice()
            size = int(rng.uniform(0.2, 1.2) * RATE)
            loud = np.flatnonzero(speech > 0.5)
            first = max(0, int(loud[rng.integers(len(loud))]) - size // 2) if len(loud) else 0
            voice, speech = voice[first:first + size], speech[first:first + size]
            m = min(len(voice), n - at)
            wave[at:at + m], label[at:at + m] = voice[:m], speech[:m]
            at += m + int(rng.exponential(2) * RATE)
        return wave, label

    def noise(self, n):
        rng = self.rng
        if rng.random() < 0.7:
            wave = self.pack.wave(self.noises[rng.integers(len(self.noises))]).astype(np.float64)
            return np.resize(np.roll(wave, rng.integers(len(wave))), n)
        return coloured(n, rng, rng.uniform(0, 2))

    def song(self, n):
        rng = self.rng
        wave = self.music[rng.integers(len(self.music))].astype(np.float64) / 32768
        if rng.random() < 0.5:  # another pitch and speed
            wave = np.interp(np.arange(n) * rng.uniform(0.8, 1.25) % (CLIP - 1), np.arange(CLIP), wave)
        wave = np.roll(wave, rng.integers(CLIP))
        return wave[:n]

    def other(self, n):
        kind = self.rng.random()
        if kind < 0.45:
            return tones.random_tone(n, self.rng, self.countries)
        return self.song(n) if kind < 0.9 else level(self.noise(n), 0)

    def hard_sound(self):
        rng, kind = self.rng, self.rng.random()
        if kind < 0.35:
            wave = self.pack.wave(self.noises[rng.integers(len(self.noises))]).astype(np.float64)
            at = np.arange(0, len(wave) - 1, rng.uniform(0.7, 1.4))
            wave = np.interp(at, np.arange(len(wave)), wave)
            wave = np.resize(np.roll(wave, rng.integers(len(wave))), CLIP)
            return level(wave, -6) + level(self.noise(CLIP), rng.uniform(-60, -6))
        if kind < 0.72:
            wave = self.song(CLIP)
            return wave + rng.uniform(0, 1) * self.song(CLIP) if rng.random() < 0.3 else wave
        if kind < 0.88:
            rows = list(self.countries.values())
            row = rows[rng.integers(len(rows))]
            return tones.cadence(row[list(row)[rng.integers(len(row))]], CLIP)
        return tones.beeps(CLIP, rng) if kind < 0.95 else tones.ringer(CLIP, rng)

    def fast_tone(self):
        rng = self.rng
        hertz = rng.uniform(350, 520)
        steps = [f"{hertz}/{rng.uniform(0.07, 0.3)},0/{rng.uniform(0.07, 0.3)}"] * rng.integers(1, 5)
        if rng.random() < 0.7:
            steps.append(f"{hertz}/{rng.uniform(0.2, 0.7)},0/{rng.uniform(0.2, 0.7)}")
        wave = tones.cadence(",".join(steps), CLIP, int(rng.uniform(0, 1) * RATE))
        wave = at_snr(wave, coloured(CLIP, rng, rng.uniform(0, 1)), rng.uniform(6, 40))
        return mu_law(level(wave, rng.uniform(-30, -1))) if rng.random() < 0.7 else wave

    def after_sound(self):
        """A voice at last, after seconds of music or a tone."""
        rng, wave, label = self.rng, np.zeros(CLIP), np.zeros(CLIP, np.float32)
        n = int(rng.uniform(2, 8.5) * RATE)
        wave[:n] = level(self.song(n) if rng.random() < 0.7 else self.other(n), rng.uniform(-18, -2))
        wave[n:], label[n:] = self.talk(CLIP - n)
        return wave, label

    def sequence(self):
        """Tones or music, then speech, and perhaps tones again."""
        rng, wave, label = self.rng, np.zeros(CLIP), np.zeros(CLIP, np.float32)
        at, talking = 0, rng.random() < 0.3
        while at < CLIP:
            n = min(CLIP - at, int(rng.uniform(1, 7) * RATE))
            if talking:
                wave[at:at + n], label[at:at + n] = self.talk(n)
            else:
                wave[at:at + n] = level(self.other(n), rng.uniform(-20, -3))
            at, talking = at + n, not talking
        return wave, label

    def clip(self):
        rng, kind = self.rng, self.rng.random()
        label = np.zeros(CLIP, np.float32)
        bare = rng.random() < self.short
        if bare:
            wave, label = self.pieces(CLIP)
            bare = rng.random() < 0.5
        elif rng.random() < self.fast:
            wave, bare = self.fast_tone(), True
        elif rng.random() < self.after:
            wave, label = self.after_sound()
            bare = rng.random() < 0.4
        elif rng.random() < self.hard:
            wave = level(self.hard_sound(), -6)
        elif kind < 0.42:
            wave, label = self.talk(CLIP)
        elif kind < 0.54:
            wave = level(tones.random_tone(CLIP, rng, self.countries), -6)
        elif kind < 0.70:
            wave = level(self.song(CLIP), -6)
        elif kind < 0.76:
            wave = level(self.noise(CLIP), -6)
        elif kind < 0.90:
            wave, label = self.sequence()
        else:  # speech over music or tones
            wave, label = self.talk(CLIP)
            power = (wave[label > 0.5] ** 2).mean() if (label > 0.5).any() else 0.003
            wave = at_snr(wave, self.other(CLIP), rng.uniform(6, 30), power)
        power = (wave[label > 0.5] ** 2).mean() if (label > 0.5).sum() > 1600 else (wave**2).mean()
        if rng.random() < 0.7 and not bare:
            wave = at_snr(wave, self.noise(CLIP), rng.uniform(-2, 40) if label.any() else rng.uniform(5, 45), power)
        line = rng.random()
        if line < 0.15:
            wave = band(wave, rng.uniform(50, 350), rng.uniform(3100, 3950))
        elif line < 0.40:
            wave = mu_law(level(wave, rng.uniform(-30, -1)), rng.uniform(50, 350), rng.uniform(3100, 3950))
        elif line < 0.5:
            tilt = rng.uniform(-0.6, 0.6)
            wave = scipy.signal.lfilter([1, tilt], [1], wave)
        elif line < 0.6:
            wave = np.clip(wave, -1, 1) * 1.0
            wave = np.clip(wave * rng.uniform(1, 6), -1, 1)
        peak = rng.uniform(-35, -1) if rng.random() < 0.85 else rng.uniform(-65, -35)
        wave = level(wave, peak)
        if rng.random() < 0.6:
            wave = np.clip(np.round(wave * 32768), -32768, 32767) / 32768
        return wave.astype(np.float32), label

    def features(self):
        wave, label = self.clip()
        mels = log_mel(torch.tensor(wave)[None], self.floor)[0].numpy()
        at = np.arange(len(mels)) * 160 + 200
        return mels.astype(np.float16), label[at].astype(np.float16)


if __name__ == "__main__":
    torch.set_num_threads(1)
    work, bundle, floor, count, seed, hard, short, after, fast = sys.argv[1:10]
    maker = Maker(work, bundle, float(floor), sys.argv[10] if len(sys.argv) > 10 else None,
                  int(seed), float(hard), float(short), float(after), float(fast))
    made = [maker.features() for _ in range(int(count))]
    np.savez(f"{work}/clips-{seed}.npz", mels=np.stack([m for m, _ in made]), labels=np.stack([y for _, y in made]))

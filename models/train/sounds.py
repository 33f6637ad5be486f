"""What is common to training and checking: the pack's waves, telephone lines, levels, noise."""

import hashlib
import pickle

import numpy as np
import scipy.signal

RATE = 16000


class Pack:
    """What pack.py made."""

    def __init__(self, work):
        self.index = pickle.load(open(f"{work}/index.pkl", "rb"))
        self.labels = pickle.load(open(f"{work}/labels.pkl", "rb"))
        self.audio = np.memmap(f"{work}/audio.i16", dtype="<i2", mode="r")

    def paths(self, split):
        return sorted(p for p, row in self.index.items() if row["split"] == split and p in self.labels)

    def noises(self, held_out):
        """Without what the teacher hears speech in; one in five is held out."""
        quiet = [p for p in self.paths("noise") if self.labels[p].astype("f").mean() < 0.1]
        return [p for p in quiet if (hashlib.md5(p.encode()).digest()[0] % 5 == 0) == held_out]

    def wave(self, path):
        row = self.index[path]
        return self.audio[row["position"]:row["position"] + row["length"]] / np.float32(32768)

    def silero(self, path, n):
        """The teacher's probability for each sample."""
        steps = np.repeat(self.labels[path].astype(np.float32), 512)[:n]
        return np.pad(steps, (0, n - len(steps)), mode="edge")


def band(wave, low, high):
    spectrum = np.fft.rfft(wave)
    at = np.arange(len(spectrum)) * RATE / len(wave)
    spectrum[(at < low) | (at > high)] = 0
    return np.fft.irfft(spectrum, len(wave))


def mu_law(wave, low=200, high=3600):
    """8 kHz and mu-law, back at 16 kHz."""
    half = band(wave, low, high)[::2]
    coded = np.round(np.sign(half) * np.log1p(255 * np.abs(np.clip(half, -1, 1))) / np.log(256) * 127) / 127
    half = np.sign(coded) * np.expm1(np.abs(coded) * np.log(256)) / 255
    return scipy.signal.resample_poly(half, 2, 1)[: len(wave)]


def coloured(n, rng, slope):
    """Noise of power 1 whose power falls with frequency to the slope."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    noise = np.fft.irfft(spectrum / (np.arange(len(spectrum)) + 1) ** (slope / 2), n)
    return noise / np.sqrt((noise**2).mean())


def at_snr(wave, noise, decibels, power=None):
    power = (wave**2).mean() if power is None else power
    return wave + noise * np.sqrt(power / ((noise**2).mean() + 1e-12) / 10 ** (decibels / 10))


def level(wave, peak_decibels):
    return wave * (10 ** (peak_decibels / 20) / (np.abs(wave).max() + 1e-9))


def pcm(wave):
    return (np.clip(np.round(wave * 32768), -32768, 32767) / 32768).astype(np.float32)


def lively(wave, rng, depth=0.25):
    """The same speech with its pitch going up and down by some four semitones."""
    at = np.arange(len(wave)) / RATE
    rate = 1 + depth * np.sin(2 * np.pi * rng.uniform(0.5, 2) * at + rng.uniform(0, 6))
    way = np.cumsum(rate)
    return np.interp(way / way[-1] * (len(wave) - 1), np.arange(len(wave)), wave).astype(np.float32)

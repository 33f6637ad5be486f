"""Instrumental music made up at random: plain synthesis, and General MIDI sounds if there is a SoundFont."""

import numpy as np
import scipy.signal

RATE = 16000
SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 7, 10), (0, 2, 3, 5, 7, 9, 10))


def hertz(key):
    return 440 * 2 ** ((key - 69) / 12)


def envelope(n, attack, release, decay):
    t = np.arange(n) / RATE
    shape = np.exp(-t / decay) * np.minimum(1, t / max(attack, 1e-3))
    tail = min(n, max(1, int(release * RATE)))
    shape[n - tail:] *= np.linspace(1, 0, tail)
    return shape


def timbre(rng):
    """Parameters of an instrument: organ, flute, strings, brass, bells, electric piano, pad, lead."""
    count = int(rng.integers(1, 14))
    return dict(
        weights=rng.uniform(0, 1, count) / np.arange(1, count + 1) ** rng.uniform(0, 2.5) + 1e-3,
        stretch=rng.choice([0, 0, 0, rng.uniform(0, 0.01), rng.uniform(0, 0.3)]),
        attack=10 ** rng.uniform(-3, -0.7), release=10 ** rng.uniform(-2, 0),
        decay=10 ** rng.uniform(-1, 1.5),
        vibrato=rng.choice([0, 0, rng.uniform(0.002, 0.015)]), speed=rng.uniform(3, 8),
        tremolo=rng.choice([0, 0, rng.uniform(0.1, 0.8)]), beat=rng.uniform(3, 9),
        breath=rng.choice([0, 0, 0, rng.uniform(0.01, 0.2)]),
        detune=rng.choice([0, 0, rng.uniform(0.001, 0.008)]))


def note(key, n, sound, rng):
    t = np.arange(n) / RATE
    wave = np.zeros(n)
    for shift in ([1] if not sound["detune"] else [1, 1 + sound["detune"], 1 - sound["detune"]]):
        f = hertz(key) * shift
        bend = 1 + sound["vibrato"] * np.sin(2 * np.pi * sound["speed"] * t + rng.uniform(0, 6)) * np.minimum(1, t / 0.3)
        phase = 2 * np.pi * np.cumsum(f * bend) / RATE + rng.uniform(0, 6)
        for h, weight in enumerate(sound["weights"], 1):
            ratio = h * (1 + sound["stretch"] * (h - 1))
            if f * ratio < 7600:
                wave += weight * np.sin(ratio * phase) * (np.exp(-t * (h - 1) / (4 * sound["decay"])))
    wave *= 1 + sound["tremolo"] * np.sin(2 * np.pi * sound["beat"] * t)
    wave += sound["breath"] * rng.standard_normal(n) * np.abs(wave).mean()
    return wave / sound["weights"].sum() * envelope(n, sound["attack"], sound["release"], sound["decay"])


def pluck(key, n, rng):
    """Karplus-Strong."""
    period = max(2, int(RATE / hertz(key)))
    burst = np.zeros(n)
    burst[:period] = rng.uniform(-1, 1, period)[:n]
    blend, damp = rng.uniform(0.3, 0.7), rng.uniform(0.985, 0.999)
    a = np.zeros(period + 2)
    a[0], a[period], a[period + 1] = 1, -damp * (1 - blend), -damp * blend
    return scipy.signal.lfilter([1], a, burst) * envelope(n, 0.001, 0.05, 10)


def drum(kind, rng):
    n = int(RATE * rng.uniform(0.08, 0.4))
    t = np.arange(n) / RATE
    if kind == 0:
        return np.sin(2 * np.pi * np.cumsum(50 + 120 * np.exp(-t * 30)) / RATE) * np.exp(-t * 9)
    noise = rng.standard_normal(n)
    if kind == 1:
        return 0.4 * noise * np.exp(-t * 18) + 0.5 * np.sin(2 * np.pi * 190 * t) * np.exp(-t * 25)
    return 0.3 * np.diff(noise, prepend=0) * np.exp(-t * rng.uniform(20, 90))


def score(seconds, rng):
    """Notes of a made-up piece: (start, length, key, voice), voices 0 to 3, 9 for drums."""
    beat = 60 / rng.uniform(55, 170)
    scale, root = SCALES[rng.integers(len(SCALES))], int(rng.integers(36, 60))
    tone = lambda step: root + 12 * (step // len(scale)) + scale[step % len(scale)]
    progression = [int(rng.integers(0, 7)) for _ in range(int(rng.integers(1, 6)))]
    parts = rng.random(5) < (0.7, 0.6, 0.6, 0.5, 0.5)
    if not parts.any():
        parts[rng.integers(3)] = True
    style, bar = int(rng.integers(0, 4)), int(rng.choice([3, 4, 4, 4, 6]))
    speed, walk = rng.choice([0.25, 0.5, 0.5, 1, 2]), int(rng.integers(7, 16))
    busy = rng.uniform(0.4, 1)
    pattern = rng.random((3, 8)) < np.array([[0.35], [0.3], [0.6]])
    notes, at, n = [], 0.0, 0
    while at < seconds:
        chord = progression[n % len(progression)]
        tones = [chord, chord + 2, chord + 4] + ([chord + 6] if rng.random() < 0.2 else [])
        if parts[0]:
            if style == 0:
                notes += [(at, bar * beat, tone(s + 7), 0) for s in tones]
            elif style == 1:
                notes += [(at + k * beat, beat * 0.8, tone(s + 7), 0) for k in range(bar) for s in tones]
            else:
                step = beat * (0.5 if style == 2 else 0.25)
                for k in range(int(bar * beat / step)):
                    notes.append((at + k * step, step * rng.uniform(0.8, 2), tone(tones[k % len(tones)] + 7), 0))
        if parts[1]:
            when = 0.0
            while when < bar * beat:
                length = beat * speed * rng.choice([0.5, 1, 1, 2])
                if rng.random() < busy:
                    walk = int(np.clip(walk + rng.integers(-3, 4), 5, 24))
                    notes.append((at + when, length * 0.95, tone(walk), 1))
                when += length
        if parts[2]:
            notes += [(at + k * beat, beat * 0.9, tone(chord) - (12 if root > 45 else 0), 2)
                      for k in range(bar) if k == 0 or rng.random() < 0.6]
        if parts[3]:
            notes += [(at, bar * beat * 1.1, tone(s + 7), 3) for s in tones]
        if parts[4]:
            notes += [(at + k * bar * beat / 8, 0.1, kind, 9) for kind in range(3) for k in range(8) if pattern[kind, k]]
        at, n = at + bar * beat, n + 1
    return notes


def plain(n, rng):
    wave = np.zeros(n + RATE)
    sounds = [None if rng.random() < 0.2 else timbre(rng) for _ in range(4)]
    levels = 10 ** (rng.uniform(-15, 0, 10) / 20)
    for start, length, key, voice in score(n / RATE, rng):
        first, samples = int(start * RATE), int(min(length, 8) * RATE) + 1
        if first >= n:
            continue
        if voice == 9:
            part = drum(key, rng)
        elif sounds[voice] is None:
            part = pluck(key, samples + RATE // 4, rng)
        else:
            part = note(key, samples, sounds[voice], rng)
        part = part[: len(wave) - first]
        wave[first:first + len(part)] += part * levels[voice]
    return wave[:n]


class SoundFont:
    """Plays scores with the sounds of a General MIDI SoundFont."""

    VOICES = [p for p in range(0, 120) if p not in (52, 53, 54, 85, 91)]  # no choirs, no voices

    def __init__(self, path):
        import tinysoundfont
        self.synth = tinysoundfont.Synth(samplerate=RATE, gain=-6)
        self.font = self.synth.sfload(path)

    def play(self, n, rng):
        self.synth.notes_off()
        self.synth.sounds_off()
        events, lead = [], rng.random() < 0.3
        for channel in range(4):
            self.synth.program_select(channel, self.font, 0, int(rng.choice(self.VOICES)))
        self.synth.program_select(9, self.font, 128, 0, True)
        kit = (36, int(rng.choice([38, 40, 37, 39])), int(rng.choice([42, 44, 46, 51, 70, 54])))
        loud = rng.integers(50, 127, 10)
        for start, length, key, voice in score(n / RATE, rng):
            if lead and voice not in (1, 9):
                continue
            key = kit[key] if voice == 9 else int(np.clip(key, 21, 108))
            events += [(start, 1, voice, key), (start + length, 0, voice, key)]
        events.sort()
        out, at = [], 0
        for when, on, voice, key in events:
            upto = min(n, int(when * RATE))
            if upto > at:
                out.append(self._generate(upto - at))
                at = upto
            if at >= n:
                break
            if on:
                self.synth.noteon(voice, key, int(loud[voice]))
            else:
                self.synth.noteoff(voice, key)
        if at < n:
            out.append(self._generate(n - at))
        return np.concatenate(out)[:n]

    def _generate(self, n):
        stereo = np.frombuffer(bytes(self.synth.generate(n)), np.float32).reshape(-1, 2)
        return stereo.mean(1).astype(np.float64)


def random_music(n, rng, font=None):
    """n samples, the peak at 1."""
    wave = font.play(n, rng) if font is not None and rng.random() < 0.65 else plain(n, rng)
    if rng.random() < 0.3:  # a hall
        impulse = rng.standard_normal(int(RATE * rng.uniform(0.2, 1.5)))
        impulse *= np.exp(-np.arange(len(impulse)) / RATE / rng.uniform(0.05, 0.4))
        impulse[0] += 10
        wave = scipy.signal.fftconvolve(wave, impulse)[:n]
    if rng.random() < 0.2:  # a compressor, as broadcast music has
        wave = np.tanh(wave / (np.abs(wave).max() + 1e-9) * rng.uniform(2, 8))
    return wave / (np.abs(wave).max() + 1e-9)

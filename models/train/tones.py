"""Sounds of the telephone network that are no speech: tones, DTMF, fax, modems, beeps, ringers."""

import os

import numpy as np

RATE = 16000
KEYS = {k: (r, c) for i, r in enumerate((697, 770, 852, 941))
        for k, c in zip("123A456B789C*0#D"[4 * i:4 * i + 4], (1209, 1336, 1477, 1633))}


def table():
    """Country -> tone -> steps of (hertz, seconds), as tones.tsv has them."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tones.tsv")
    lines = [line.rstrip("\n").split("\t") for line in open(path) if not line.startswith("#")]
    return {row[0]: dict(zip(lines[0][1:], row[1:])) for row in lines[1:]}


def partials(hertz, n, phase=0.0):
    """A sum ("440+480"), a modulated tone ("400*25") or silence ("0")."""
    t = np.arange(n) / RATE
    if "*" in hertz:
        carrier, by = (float(f) for f in hertz.split("*"))
        return np.sin(2 * np.pi * carrier * t + phase) * (1 + 0.9 * np.sin(2 * np.pi * by * t)) / 1.9
    parts = [float(f) for f in hertz.split("+")]
    return sum(np.sin(2 * np.pi * f * t + phase) for f in parts) / len(parts)


def cadence(steps, n, offset=0, ramp=32):
    """The steps over and over for n samples, from offset samples on."""
    out, steps = [], [step.split("/") for step in steps.split(",")]
    if len(steps[0]) == 1:
        return partials(steps[0][0], n)
    total = 0
    while total < n + offset:
        for hertz, seconds in steps:
            part = partials(hertz, int(float(seconds) * RATE))
            edge = min(ramp, len(part) // 2)
            part[:edge] *= np.linspace(0, 1, edge)
            part[len(part) - edge:] *= np.linspace(1, 0, edge)
            out.append(part)
            total += len(part)
    return np.concatenate(out)[offset:offset + n]


def dtmf(keys, on, off):
    parts = []
    for key in keys:
        low, high = KEYS[key]
        parts += [partials(f"{low}+{high}", int(on * RATE)), np.zeros(int(off * RATE))]
    return np.concatenate(parts)


def fsk(bits, baud, mark, space):
    hertz = np.where(np.repeat(bits, int(round(RATE / baud))), mark, space)
    return np.sin(2 * np.pi * np.cumsum(hertz) / RATE)


def flags(n, rng):
    """V.21 channel 2 as a fax sends it: HDLC flags, then a frame."""
    bits = np.concatenate([np.tile([0, 1, 1, 1, 1, 1, 1, 0], 37), rng.integers(0, 2, 240)])
    wave = np.concatenate([fsk(bits, 300, 1650, 1850), np.zeros(int(RATE * 1.5))])
    return np.resize(wave, n)


def qam(n, rng, carrier, baud):
    """A modem's data: random symbols on a carrier."""
    count = int(n / RATE * baud) + 3
    symbols = rng.choice([-3, -1, 1, 3], count) + 1j * rng.choice([-3, -1, 1, 3], count)
    at = np.arange(n) / RATE * baud
    whole = at.astype(int)
    part = 0.5 - 0.5 * np.cos(np.pi * (at - whole))
    base = symbols[whole] * (1 - part) + symbols[whole + 1] * part
    return np.real(base * np.exp(2j * np.pi * carrier * np.arange(n) / RATE)) / 4


def ansam(n):
    """2100 Hz with 15 Hz modulation and a phase reversal each 450 ms."""
    t = np.arange(n) / RATE
    turns = np.where((t / 0.45).astype(int) % 2 == 0, 1, -1)
    return np.sin(2 * np.pi * 2100 * t) * turns * (1 + 0.2 * np.sin(2 * np.pi * 15 * t)) / 1.2


def fax_call(n, rng):
    """CNG, then CED, flags and page data."""
    cng = cadence("1100/0.5,0/3", RATE * int(rng.integers(2, 9)))
    ced = np.concatenate([partials("2100", int(RATE * rng.uniform(2.6, 4))), np.zeros(1200)])
    page = qam(int(RATE * rng.uniform(2, 10)), rng, 1800 if rng.random() < 0.5 else 1700, 2400)
    return np.resize(np.concatenate([cng, ced, flags(RATE * 3, rng), page, np.zeros(RATE)]), n)


def ringer(n, rng):
    """A telephone's own bell or warble, bursts with pauses."""
    base = rng.uniform(400, 2200)
    steps = base * rng.choice([1, 1.125, 1.25, 1.333, 1.5, 2], int(rng.integers(2, 5)))
    speed = rng.uniform(4, 30)
    t = np.arange(n) / RATE
    hertz = steps[(t * speed).astype(int) % len(steps)]
    wave = np.sin(2 * np.pi * np.cumsum(hertz) / RATE)
    if rng.random() < 0.4:
        wave = np.sign(wave) * 0.5
    on, off = rng.uniform(0.3, 2.2), rng.uniform(0.2, 4)
    return wave * ((t % (on + off)) < on)


def beeps(n, rng):
    """Any tone at any rhythm."""
    hertz = 10 ** rng.uniform(np.log10(150), np.log10(3800))
    kind = rng.random()
    if kind < 0.5:
        text = f"{hertz:.1f}"
    elif kind < 0.8:
        text = f"{hertz:.1f}+{hertz * rng.uniform(1.02, 2):.1f}"
    else:
        text = f"{hertz:.1f}*{rng.uniform(3, 60):.1f}"
    if rng.random() < 0.2:
        return partials(text, n)
    steps = []
    for _ in range(int(rng.integers(1, 4))):
        steps += [f"{text}/{10 ** rng.uniform(-1.3, 0.5):.3f}", f"0/{10 ** rng.uniform(-1.3, 0.6):.3f}"]
    return cadence(",".join(steps), n, ramp=int(rng.integers(4, 200)))


def sweep(n, rng):
    low, high = np.sort(10 ** rng.uniform(2, 3.8, 2))
    period = int(10 ** rng.uniform(-0.3, 1.2) * RATE)
    at = (np.arange(n) % period) / period
    if rng.random() < 0.5:
        at = 0.5 - 0.5 * np.cos(2 * np.pi * at)
    return np.sin(2 * np.pi * np.cumsum(low * (high / low) ** at) / RATE)


def buzz(n, rng):
    """Mains hum or a phone's 217 Hz interference, with harmonics."""
    base = rng.choice([50, 60, 100, 120, 217]) * rng.uniform(0.99, 1.01)
    t = np.arange(n) / RATE
    count = int(rng.integers(1, 30))
    fall = rng.uniform(0, 2)
    return sum(np.sin(2 * np.pi * base * k * t + rng.uniform(0, 6)) / k ** fall for k in range(1, count + 1))


def random_tone(n, rng, countries=None):
    """n samples of some such sound, its peak at 1."""
    countries = countries or table()
    kind = rng.random()
    if kind < 0.34:
        tones = countries[rng.choice(list(countries))]
        steps = tones[rng.choice(["dial", "ringing", "ringing", "busy", "congestion", "information"])]
        wave = cadence(steps, n, int(rng.integers(0, 6 * RATE)), ramp=int(rng.integers(1, 160)))
        if rng.random() < 0.3:
            wave = np.interp(np.arange(n) * rng.uniform(0.96, 1.04), np.arange(n), wave)
    elif kind < 0.46:
        keys = rng.choice(list(KEYS), int(rng.integers(3, 30)))
        wave = np.resize(np.concatenate([
            dtmf(keys, rng.uniform(0.04, 0.4), rng.uniform(0.04, 0.4)), np.zeros(int(rng.uniform(0, 3) * RATE))]), n)
    elif kind < 0.52:
        wave = fax_call(n, rng)
    elif kind < 0.56:
        wave = flags(n, rng)
    elif kind < 0.60:
        baud, mark, space = ((300, 980, 1180), (1200, 1200, 2200), (1200, 1300, 2100), (50, 1275, 1445))[rng.integers(4)]
        wave = np.resize(fsk(rng.integers(0, 2, 2000), baud, mark, space), n)
    elif kind < 0.64:
        wave = qam(n, rng, rng.uniform(1200, 1900), rng.choice([600, 1200, 1600, 2400]))
    elif kind < 0.67:
        wave = ansam(n)
    elif kind < 0.77:
        wave = ringer(n, rng)
    elif kind < 0.93:
        wave = beeps(n, rng)
    elif kind < 0.97:
        wave = sweep(n, rng)
    else:
        wave = buzz(n, rng)
    if rng.random() < 0.2:
        wave = np.clip(wave, -0.5, 0.5)
    return wave / (np.abs(wave).max() + 1e-9)

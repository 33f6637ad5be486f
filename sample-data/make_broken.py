#!/usr/bin/env python3
"""Makes broken/ and broken.csv: audio that is faulty, silent, odd, or only oddly named.

Needs only Python's standard library and the speech of phrases/. Same bytes every time.
"""
import array
import csv
import math
import pathlib
import random
import shutil
import struct
import wave

HERE = pathlib.Path(__file__).resolve().parent
RATE = 16000
PCM, FLOAT = 1, 3


def chunk(name, body, size=None):
    return name + struct.pack("<I", len(body) if size is None else size) + body


def riff(*chunks):
    return chunk(b"RIFF", b"WAVE" + b"".join(chunks))


def fmt(code=PCM, channels=1, rate=RATE, bits=16, align=None):
    align = channels * bits // 8 if align is None else align
    fields = (code, channels, rate, rate * align & 0xFFFFFFFF, align, bits)
    return chunk(b"fmt ", struct.pack("<HHIIHH", *fields))


def pcm(samples, channels=1):
    """A sound WAV of samples in [-1, 1]."""
    values = array.array("h", (round(32767 * max(-1.0, min(1.0, s))) for s in samples))
    return riff(fmt(channels=channels), chunk(b"data", values.tobytes()))


def speech():
    with wave.open(str(HERE / "phrases/english-rms/passport-1.wav")) as wav:
        return [s / 32768 for s in array.array("h", wav.readframes(wav.getnframes()))]


def pink(count, noise):
    """White noise through Paul Kellet's economy filter (public domain)."""
    a = b = c = 0.0
    for _ in range(count):
        white = noise.gauss(0, 1)
        a = 0.99765 * a + white * 0.0990460
        b = 0.96300 * b + white * 0.2965164
        c = 0.57000 * c + white * 1.0526913
        yield 0.03 * (a + b + c + white * 0.1848)


def files():
    """Name, content, what is wrong, and what to expect of it."""
    noise = random.Random(3)
    random_bytes = noise.randbytes
    voice = speech()
    body = chunk(b"data", array.array("h", (round(32767 * s) for s in voice[8000:9600])).tobytes())
    good = riff(fmt(), body)

    yield "empty.wav", b"", "no byte at all", "error"
    yield "truncated-header.wav", good[:30], "ends inside the fmt chunk", "error"
    longer = riff(fmt(), chunk(b"data", body[8:], size=1_000_000))
    yield "data-longer-than-file.wav", longer, "data says 1,000,000 bytes, 3,200 are there", "error"
    yield "zero-length-data.wav", riff(fmt(), chunk(b"data", b"")), "no sample", "error"
    yield "rate-0.wav", riff(fmt(rate=0), body), "0 Hz", "error"
    yield "rate-3.wav", riff(fmt(rate=3), body), "3 Hz", "error"
    yield "channels-0.wav", riff(fmt(channels=0, align=2), body), "0 channels", "error"
    yield "channels-300.wav", riff(fmt(channels=300), body), "300 channels", "error"
    yield "block-align-0.wav", riff(fmt(align=0), body), "block align 0", "error"
    wrap = riff(fmt(), chunk(b"LIST", b"INFO", size=0xFFFFFFF8), body)
    yield "chunk-size-wraps.wav", wrap, "a LIST chunk of 0xFFFFFFF8 bytes before data", "error"
    yield "text.wav", b"These are words, not sound.\n" * 40, "text", "error"
    html = b"<!DOCTYPE html>\n<html><body><h1>404 Not Found</h1></body></html>\n"
    yield "html.mp3", html * 10, "a web page", "error"
    yield "random.wav", random_bytes(4096), "random bytes without a known magic", "error"
    random_riff = b"RIFF" + struct.pack("<I", 4088) + b"WAVE" + random_bytes(4084)
    yield "random-riff.wav", random_riff, "random bytes after RIFF/WAVE", "error"
    yield "random-oggs.ogg", b"OggS" + random_bytes(4092), "random bytes after OggS", "error"
    yield "random-flac.flac", b"fLaC" + random_bytes(4092), "random bytes after fLaC", "error"
    # The tag's own length is right here, so that only the audio after it is missing.
    id3 = b"ID3\x03\x00\x00" + b"\x00\x00\x00\x40"
    yield "random-id3.mp3", id3 + bytes(64) + random_bytes(4022), "random bytes after ID3", "error"
    huge = b"ID3\x03\x00\x00" + b"\x7f\x7f\x7f\x7f"
    yield "id3-256mb.mp3", huge + random_bytes(4086), "an ID3 tag of 256 MB in 4 kB", "error"
    spoilt = voice[:RATE]
    spoilt[4000:4003] = [math.nan, math.inf, -math.inf]
    floats = chunk(b"data", array.array("f", spoilt).tobytes())
    yield "nan-inf.wav", riff(fmt(code=FLOAT, bits=32), floats), "NaN and infinite samples", "error"

    yield "zeros.wav", pcm([0.0] * RATE), "digital silence", "no-speech"
    tone = [0.5 * math.sin(2 * math.pi * 440 * i / RATE) for i in range(RATE)]
    yield "tone.wav", pcm(tone), "a tone of 440 Hz", "no-speech"
    click = [0.0] * RATE
    click[8000:8004] = [0.9, -0.9, 0.6, -0.3]
    yield "click.wav", pcm(click), "one click", "no-speech"
    white = (noise.gauss(0, 0.1) for _ in range(2 * RATE))
    yield "white-noise.wav", pcm(white), "white noise", "no-speech"
    yield "pink-noise.wav", pcm(pink(2 * RATE, noise)), "pink noise", "no-speech"
    yield "short-speech.wav", pcm(voice[36400:39600]), "0.2 s of speech", "too-short"

    pairs = (s for sample in voice[: 2 * RATE] for s in (sample, 0.0))
    yield "silent-right.wav", pcm(pairs, channels=2), "stereo, the right channel is zeros", "ok"
    yield "naïve #1 100% ok.wav", pcm(voice[: 2 * RATE]), "only the name is odd", "ok"


def main():
    shutil.rmtree(HERE / "broken", ignore_errors=True)
    (HERE / "broken").mkdir()
    with open(HERE / "broken.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(("uri", "fault", "expect"))
        for name, content, fault, expect in files():
            (HERE / "broken" / name).write_bytes(content)
            rows.writerow((f"broken/{name}", fault, expect))


if __name__ == "__main__":
    main()

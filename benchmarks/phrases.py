#!/usr/bin/env python3
"""Synthesises what `run.sh passphrases` listens to: phrases.py FOLDER

Five English voices say the ten passphrases at three speeds, near phrases (one word changed), partial
phrases (words left out at an end) and longer ones (words added at an end). Two of the speakers also say
the passphrases through another synthesiser, listed as kind "again". FOLDER/phrases.tsv lists them all. Needs the synthesisers that sample-data/make.py names; takes some minutes.
"""
import csv
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sample-data"))
import make  # noqa: E402

# Flite has other voices of these speakers.
AGAIN = {"english-slt": "slt", "english-kal": "kal16"}
VOICES = [voice for voice in make.VOICES if voice.startswith("english-")]

# Each passphrase with three near ones.
PHRASES = {
    "I am going to make him an offer he cannot refuse": (
        "I am going to make her an offer he cannot refuse",
        "I am going to make him an offer he cannot accept",
        "I am going to make him a dinner he cannot refuse",
    ),
    "Houston we have had a problem": (
        "Boston we have had a problem",
        "Houston we have found a problem",
        "Houston we have had a question",
    ),
    "My voice is my passport verify me": (
        "My voice is my password verify me",
        "My voice is your passport verify me",
        "My voice is my passport believe me",
    ),
    "Apple juice tastes funny after toothpaste": (
        "Orange juice tastes funny after toothpaste",
        "Apple juice tastes awful after toothpaste",
        "Apple juice tastes funny after breakfast",
    ),
    "You can get in without your password": (
        "They can get in without your password",
        "You can log in without your password",
        "You can get in without your ticket",
    ),
    "You can activate security system now": (
        "You must activate security system now",
        "You can activate lighting system now",
        "You can activate security system later",
    ),
    "My voice is stronger than passwords": (
        "My dog is stronger than passwords",
        "My voice is weaker than passwords",
        "My voice is stronger than computers",
    ),
    "My password is not your business": (
        "My salary is not your business",
        "My password was not your business",
        "My password is not your problem",
    ),
    "My name is unknown to you": (
        "My face is unknown to you",
        "My name is familiar to you",
        "My name is unknown to them",
    ),
    "Be yourself everyone else is already taken": (
        "Be careful everyone else is already taken",
        "Be yourself nobody else is already taken",
        "Be yourself everyone else is already gone",
    ),
}


def variants(phrase, near):
    words = phrase.split()
    for text in near:
        yield "near", text
    for kept in (words[:-1], words[1:], words[: len(words) // 2 + 1]):
        yield "partial", " ".join(kept)
    yield "longer", f"{phrase} today or tomorrow"
    yield "longer", f"Listen to this {phrase}"


def say(voice, text, out, renderings):
    """Writes one file per rendering, 16 kHz."""
    plain = out.with_suffix(".plain.wav")
    make.synthesise(voice, f"{text}.", plain)
    for number, (stretch, pitch, volume) in enumerate(renderings, 1):
        path = out.with_name(f"{out.name}-{number}.wav")
        tempo = 1 / (stretch * pitch)
        filters = f"aresample=16000,asetrate={round(16000 * pitch)},aresample=16000,atempo={tempo:.4f}"
        make.convert([plain], path, f"-af {filters},volume={volume} -c:a pcm_s16le", f"voice {voice}")
        yield path
    plain.unlink()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rows = [("uri", "voice", "kind", "text")]
    for voice in VOICES:
        for number, (phrase, near) in enumerate(PHRASES.items(), 1):
            name = f"{voice}-{number:02}"
            for path in say(voice, phrase, folder / name, make.RENDERINGS):
                rows.append((path.name, voice, "phrase", phrase))
            for other, (kind, text) in enumerate(variants(phrase, near), 1):
                for path in say(voice, text, folder / f"{name}-{kind}{other}", make.RENDERINGS[:1]):
                    rows.append((path.name, voice, kind, text))
    for voice, other in AGAIN.items():
        for number, phrase in enumerate(PHRASES, 1):
            path = folder / f"{voice}-{number:02}-again.wav"
            subprocess.run(["flite", "-voice", other, f"{phrase}.", path], check=True)
            rows.append((path.name, voice, "again", phrase))
    with open(folder / "phrases.tsv", "w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))

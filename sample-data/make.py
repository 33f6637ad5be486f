#!/usr/bin/env python3
"""Makes voices/, formats/ and manifest.csv from utterances.tsv, then phrases/ and broken/.

Needs Debian's synthesisers and FFmpeg (Python's standard library is enough):

    apt-get install --no-install-recommends ffmpeg flite festival festival-ca \\
        festival-czech festival-hi festvox-ca-ona-hts festvox-czech-dita festvox-czech-krb \\
        festvox-czech-machac festvox-czech-ph festvox-hi-nsk festvox-italp16k \\
        festvox-itapc16k festvox-kallpc16k festvox-kdlpc16k festvox-ru festvox-suopuhe-lj \\
        festvox-suopuhe-mv festvox-us-slt-hts

The same versions give the same bytes.
"""
import array
import csv
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import wave

import make_broken

HERE = pathlib.Path(__file__).resolve().parent

# Voice: engine, its name there, the character set it reads.
VOICES = {
    "english-kal": ("festival", "kal_diphone", "ascii"),
    "english-ked": ("festival", "ked_diphone", "ascii"),
    "english-slt": ("festival", "cmu_us_slt_arctic_hts", "ascii"),
    "english-awb": ("flite", "awb", "ascii"),
    "english-rms": ("flite", "rms", "ascii"),
    "czech-dita": ("festival", "czech_dita", "iso-8859-2"),
    "czech-krb": ("festival", "czech_krb", "iso-8859-2"),
    "czech-machac": ("festival", "czech_machac", "iso-8859-2"),
    "czech-ph": ("festival", "czech_ph", "iso-8859-2"),
    "finnish-lj": ("festival", "suo_fi_lj_diphone", "iso-8859-1"),
    "finnish-mv": ("festival", "hy_fi_mv_diphone", "iso-8859-1"),
    "italian-lp": ("festival", "lp_diphone", "iso-8859-1"),
    "italian-pc": ("festival", "pc_diphone", "iso-8859-1"),
    "russian-nsh": ("festival", "msu_ru_nsh_clunits", "utf-8"),
    "catalan-ona": ("festival", "upc_ca_ona_hts", "iso-8859-15"),
    "hindi-nsk": ("festival", "hindi_NSK_diphone", "utf-8"),
}
# These overflow in Festival unless made quieter.
LOUD = {"english-kal", "english-ked", "italian-lp", "italian-pc"}

# Format: extension and FFmpeg's options; where no -ar is given the voice's own rate stays.
FORMATS = {
    "wav": ("wav", "-c:a pcm_s16le"),
    "flac": ("flac", "-c:a flac -compression_level 12"),
    "opus": ("opus", "-c:a libopus -b:a 32k"),
    "vorbis": ("ogg", "-c:a libvorbis -q:a 4"),
    "mp3": ("mp3", "-c:a libmp3lame -b:a 64k"),
    "mulaw-8k": ("wav", "-c:a pcm_mulaw -ar 8000"),
    "alaw-8k": ("wav", "-c:a pcm_alaw -ar 8000"),
    "alaw": ("wav", "-c:a pcm_alaw"),
    "f32": ("wav", "-c:a pcm_f32le"),
    "s24-44k": ("wav", "-c:a pcm_s24le -ar 44100"),
    "s24-48k": ("wav", "-c:a pcm_s24le -ar 48000"),
}
PASSPORT = "My voice is my passport verify me."
# Three renderings of the phrase: duration, pitch, volume.
RENDERINGS = ((1.0, 1.0, 1.0), (1.15, 0.98, 0.5), (0.9, 1.02, 0.7))
# Further sentences of english-rms, and the passphrase that each one is, if any.
OTHERS = (
    ("toothpaste", "Apple juice tastes funny after toothpaste.", True),
    ("near", "My voice is your passport verify me.", False),
    ("sentence", "The committee will meet again on Thursday afternoon.", False),
)


def synthesise(voice, text, out, stretch=1.0):
    engine, name, charset = VOICES[voice]
    if engine == "flite":
        stretching = ["--setf", f"duration_stretch={stretch}"]
        subprocess.run(["flite", "-voice", name, *stretching, text, out], check=True)
    else:
        # Czech voices amplify by 1.8 otherwise, and clip.
        before = f'(load "{HERE}/quieter.scm")' if voice in LOUD else "(set! czech-volume-scale 1.0)"
        command = ["text2wave", "-eval", f"(begin {before} (voice_{name}))", "-o", out]
        subprocess.run(command, input=text.encode(charset), check=True)
    level(out)


def level(path):
    """Brings the peak to -3 dB of full scale, and refuses what overflowed."""
    with wave.open(str(path)) as wav:
        params, samples = wav.getparams(), array.array("h", wav.readframes(wav.getnframes()))
    peak = max(map(abs, samples))
    if peak > 32600:
        sys.exit(f"{path.name}: clipped or wrapped round by its synthesiser")
    samples = array.array("h", (round(s * 23198 / peak) for s in samples))
    with wave.open(str(path), "wb") as wav:
        wav.setparams(params)
        wav.writeframes(samples.tobytes())


def convert(sources, out, options, label):
    inputs = [word for source in sources for word in ("-i", source)]
    out.parent.mkdir(parents=True, exist_ok=True)
    exact = "-fflags +bitexact -flags:a +bitexact -map_metadata -1".split()
    tag = ["-metadata", f"comment=Synthetic speech, {label}"]
    quiet = ["ffmpeg", "-v", "error", "-y"]
    subprocess.run([*quiet, *inputs, *options.split(), *exact, *tag, out], check=True)


def normalised(text):
    return "".join(c for c in text.lower() if c.isalpha() or c == " ")


def phrases(work):
    rows = [("uri", "speaker", "pass_phrase", "snr_db")]
    for voice in ("english-rms", "english-slt"):
        for number, (stretch, pitch, volume) in enumerate(RENDERINGS, 1):
            plain = work / f"{voice}-passport-{number}.wav"
            synthesise(voice, PASSPORT, plain, stretch)
            # Flite stretches by itself.
            tempo = "" if VOICES[voice][0] == "flite" else f",atempo={1 / stretch:.4f}"
            resampled = f"aresample=16000,asetrate={round(16000 * pitch)},aresample=16000"
            uri = f"phrases/{voice}/passport-{number}.wav"
            filters = f"-af {resampled}{tempo},volume={volume} -c:a pcm_s16le"
            convert([plain], HERE / uri, filters, f"voice {voice}")
            rows.append((uri, voice, normalised(PASSPORT), ""))
    voice = "english-rms"
    for name, text, known in OTHERS:
        plain = work / f"{name}.wav"
        synthesise(voice, text, plain)
        uri = f"phrases/{voice}/{name}.wav"
        convert([plain], HERE / uri, "-c:a pcm_s16le", f"voice {voice}")
        rows.append((uri, voice, normalised(text) if known else "", ""))
    for decibels in (6, 14):
        plain = work / f"noisy-{decibels}.wav"
        add_noise(work / f"{voice}-passport-1.wav", plain, decibels)
        uri = f"phrases/{voice}/passport-{decibels}db.wav"
        convert([plain], HERE / uri, "-c:a pcm_s16le", f"voice {voice}")
        rows.append((uri, voice, normalised(PASSPORT), decibels))
    with open(HERE / "phrases.csv", "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def add_noise(speech, out, decibels):
    """Half a second of silence at both ends, then white noise at this ratio to active speech."""
    with wave.open(str(speech)) as wav:
        params, samples = wav.getparams(), array.array("h", wav.readframes(wav.getnframes()))
    deviation = (active_power(samples) / 10 ** (decibels / 10)) ** 0.5
    padding = array.array("h", bytes(params.framerate))
    noise = random.Random(decibels)
    padded = padding + samples + padding
    noisy = array.array("h", (round(0.5 * (s + noise.gauss(0, deviation))) for s in padded))
    with wave.open(str(out), "wb") as wav:
        wav.setparams(params)
        wav.writeframes(noisy.tobytes())


def active_power(samples):
    """Mean square of the parts within 30 dB of the loudest 25 ms: without pauses."""
    starts = range(0, len(samples) - 399, 400)
    powers = [sum(s * s for s in samples[at : at + 400]) / 400 for at in starts]
    active = [power for power in powers if power > max(powers) / 1000]
    return sum(active) / len(active)


def main(work):
    for folder in ("voices", "formats", "phrases"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
    manifest = [("recording_id", "uri", "speaker")]
    with open(HERE / "utterances.tsv", encoding="utf-8", newline="") as tsv:
        for row in csv.DictReader(tsv, delimiter="\t"):
            recording = row["recording_id"]
            voice = recording.rpartition("-")[0]
            extension, options = FORMATS[row["format"]]
            uri = f"voices/{voice}/{recording}.{extension}"
            synthesise(voice, row["text"], work / f"{recording}.wav")
            convert([work / f"{recording}.wav"], HERE / uri, options, f"voice {voice}")
            manifest.append((recording, uri, voice))
    with open(HERE / "manifest.csv", "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(manifest)

    left, right = work / "english-awb-1.wav", work / "english-rms-1.wav"
    stereo = "-filter_complex join=inputs=2:channel_layout=stereo -c:a pcm_s16le"
    two = "left english-awb, right english-rms"
    convert([left, right], HERE / "formats/two-voices.wav", stereo, two)
    # A stream's header has no sizes: FFmpeg writes 0xFFFFFFFF where it cannot seek back.
    streamed = HERE / "formats/streamed.wav"
    command = ["ffmpeg", "-v", "error", "-i", right, "-t", "2", "-bitexact", "-f", "wav", "-"]
    streamed.write_bytes(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    eight = HERE / "formats/pcm-u8.wav"
    convert([right], eight, "-t 2 -c:a pcm_u8", "voice english-rms")
    phrases(work)
    make_broken.main()


if __name__ == "__main__":
    missing = [t for t in ("text2wave", "flite", "ffmpeg") if not shutil.which(t)]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}.\n{__doc__}")
    with tempfile.TemporaryDirectory() as folder:
        main(pathlib.Path(folder))

"""Diarization error rates of pyannote.metrics for random turns: pip install pyannote.metrics==4.2.0

python make.py > reference.json
"""
import json
import random

from pyannote.core import Annotation, Segment
from pyannote.metrics.diarization import DiarizationErrorRate

random.seed(16)


def turns(speakers, count, overlap):
    made, time = [], random.uniform(0, 2)
    last = {}
    for _ in range(count):
        speaker = random.choice(speakers)
        length = round(random.uniform(0.3, 6), 2)
        start = round(max(time, last.get(speaker, 0)), 2)
        end = round(start + length, 2)
        made.append([start, end, speaker])
        last[speaker] = end + 0.01
        time = max(0, end + random.uniform(-overlap, 1.5))
    return made


def annotation(segments):
    made = Annotation()
    for i, (start, end, speaker) in enumerate(segments):
        made[Segment(start, end), i] = speaker
    return made


cases = []
for number in range(60):
    reference = turns("abcd"[: 1 + number % 4], random.randint(1, 14), random.choice([0, 1]))
    if number % 3:
        found = turns("uvwxy"[: random.randint(1, 5)], random.randint(1, 14), random.choice([0, 1]))
    else:
        found = [
            [max(0, round(s + random.uniform(-0.4, 0.4), 2)), round(e + 0.45, 2), "z" + who]
            for s, e, who in reference
            if random.random() < 0.8
        ]
    # Segments of one speaker that meet would be one: pyannote counts them twice where they overlap.
    found = [f for i, f in enumerate(found) if all(f[2] != g[2] or f[0] > g[1] or g[0] > f[1] for g in found[:i])]
    collar = [0.0, 0.25][number % 2]
    metric = DiarizationErrorRate(collar=2 * collar, skip_overlap=False)
    last = max([e for _, e, _ in reference + found]) + 1
    parts = metric(annotation(reference), annotation(found), uem=Segment(0, last), detailed=True)
    cases.append(
        {
            "reference": reference,
            "found": found,
            "collar": collar,
            "total": parts["total"],
            "missed": parts["missed detection"],
            "false_alarm": parts["false alarm"],
            "confusion": parts["confusion"],
        }
    )
print(json.dumps(cases))

"""The front end of the model card, in torch: [batch, samples] to [batch, frames, 80] log-mel."""

import numpy as np
import torch


def _mel(hertz):
    return 1127.0 * np.log(1.0 + hertz / 700.0)


def _bank(bins=80, size=512, rate=16000, low=20.0, high=8000.0):
    step = (_mel(high) - _mel(low)) / (bins + 1)
    at = _mel(np.arange(size // 2) * rate / size)
    bank = np.zeros((bins, size // 2 + 1))
    for b in range(bins):
        left = _mel(low) + b * step
        rise, fall = (at - left) / step, (left + 2 * step - at) / step
        bank[b, : size // 2] = np.maximum(0, np.minimum(rise, fall))
    return bank


BANK = torch.tensor(_bank().T, dtype=torch.float32)
WINDOW = torch.hann_window(400, periodic=False, dtype=torch.float64).pow(0.85).float()


def log_mel(waves, floor):
    frames = waves.unfold(1, 400, 160)
    frames = frames - frames.mean(2, keepdim=True)
    frames = frames - 0.97 * torch.cat([frames[:, :, :1], frames[:, :, :-1]], 2)
    spectrum = torch.fft.rfft(frames * WINDOW, 512)
    power = spectrum.real**2 + spectrum.imag**2
    return torch.log((power @ BANK).clamp(min=floor))


def centred(log_mels):
    return log_mels - log_mels.mean(1, keepdim=True)

package org.voxmatrix.jobs.extract;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.voxmatrix.speech.VoiceQuality;

/**
 * One channel of one recording, or one speaker of a channel.
 *
 * @param id recording id and channel, and speaker if it is one's; unique in a run
 * @param voiceprint Base64, or null where the channel has no speech
 * @param speechLength seconds of speech
 * @param audioLength seconds of audio
 * @param snrDb signal-to-noise ratio in dB, or null where it cannot be told
 * @param attributes further columns of the manifest
 * @param speakersEstimated of the channel; null with too little speech to tell
 * @param homogeneity how alike the channel's windows are, 0 to 1; null as that
 * @param speakerNumber from 0; null if the voiceprint is the whole channel's
 * @param levelDb of the channel's speech, as all three in {@link VoiceQuality}; null where it
 *     cannot be told
 */
public record VoiceprintRow(
    int wave,
    String taskId,
    String id,
    String recordingId,
    String uri,
    int channelNumber,
    String voiceprint,
    double speechLength,
    String model,
    String modelFingerprint,
    double audioLength,
    int sampleRate,
    String codec,
    Double snrDb,
    Map<String, String> attributes,
    Instant extractedAt,
    Integer speakersEstimated,
    Double homogeneity,
    Integer speakerNumber,
    Double levelDb,
    Double clippedShare,
    Integer bandLimitHz)
    implements Serializable {}

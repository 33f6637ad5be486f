package org.voxmatrix.model;

import java.util.Optional;
import java.util.OptionalDouble;
import org.voxmatrix.features.FrontEnd;

/** What a bundle declares, with its graphs; units and ranges as in {@link ModelBundle}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BundleFields(
    String name,
    String version,
    String licence,
    String use,
    InputKind kind,
    int sampleRate,
    int embeddingSize,
    double minimumSpeech,
    float[] mean,
    Optional<FrontEnd> frontEnd,
    OptionalDouble dynamicRange,
    boolean subtractsMean,
    GraphFile model,
    Optional<VadGraph> vad,
    ScoreBands scoreBands,
    Optional<BundleCalibration> calibration) {}

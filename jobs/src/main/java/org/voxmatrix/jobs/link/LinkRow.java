package org.voxmatrix.jobs.link;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.voxmatrix.jobs.link.cluster.Linkage;

/**
 * What a run found, a row of table {@code links}. It names no person.
 *
 * @param modelFingerprint null for raw vectors
 * @param scoreKind what the threshold is one of
 * @param peopleOfOne people of a single voiceprint
 * @param largest voiceprints of the person with the most
 * @param copies voiceprints of audio that another voiceprint of the person is of
 * @param bridges pairs and voiceprints that alone hold groups of hits together
 * @param peopleCut people of a component that had too many members
 * @param labelled voiceprints with a known speaker
 * @param unknownLabels labels of ids that are not in the set
 * @param peopleLabelled people whose labelled voiceprints have one label
 * @param peopleOfSeveralLabels people whose labelled voiceprints contradict each other
 * @param labelsOfSeveralPeople labels that several people have
 * @param formerRunId the run whose people kept their ids; or null
 * @param carriedOver people with the id of one of these
 * @param merged former people whose voiceprints are those of others now
 * @param split people who got voiceprints of a former person that lives on
 */
@RecordBuilder
@JsonNaming(SnakeCaseStrategy.class)
public record LinkRow(
    @JsonIgnore String runId,
    String model,
    String modelFingerprint,
    String scoreKind,
    Linkage linkage,
    double threshold,
    int maxSize,
    long voiceprints,
    long people,
    long peopleOfOne,
    long largest,
    long copies,
    long bridges,
    long peopleCut,
    long labelled,
    long unknownLabels,
    long peopleLabelled,
    long peopleOfSeveralLabels,
    long labelsOfSeveralPeople,
    String formerRunId,
    long carriedOver,
    long merged,
    long split,
    @JsonIgnore Instant linkedAt)
    implements LinkRowBuilder.With {}

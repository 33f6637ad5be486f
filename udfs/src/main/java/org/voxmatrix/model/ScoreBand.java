package org.voxmatrix.model;

/**
 * What scores from a threshold up mean for one model; a threshold never carries over to another.
 *
 * @param name short name, for example {@code high}
 * @param from least score of the band, up to the next band's
 * @param meaning one sentence for people
 */
public record ScoreBand(String name, double from, String meaning) {}

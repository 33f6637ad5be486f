package org.voxmatrix.model;

/**
 * What scores from a threshold up mean for one model; a threshold never carries over to another.
 *
 * @param name short name, for example {@code high}
 * @param from least score of the band, up to the next band's
 * @param meaning one sentence for people
 * @param falseAcceptRate share of trials of different speakers that score as high; null where the
 *     bundle does not say
 */
public record ScoreBand(String name, double from, String meaning, Double falseAcceptRate) {}

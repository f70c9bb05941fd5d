package org.meridian.results.reconciliation;

/**
 * What a reconciliation has found so far.
 *
 * @param compared persons' results, persons' doses and tubes
 * @param missing not known there
 * @param different known otherwise there
 * @param ahead known there in a later version, or only there
 * @param tubes with a result that sampling-service has not heard of
 * @param repaired told again
 */
public record Counts(long compared, long missing, long different, long ahead, long tubes, long repaired) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts plusCompared(long more) {
        return new Counts(compared + more, missing, different, ahead, tubes, repaired);
    }

    Counts plusTubes(long more) {
        return new Counts(compared, missing, different, ahead, tubes + more, repaired);
    }

    Counts plusRepaired(long more) {
        return new Counts(compared, missing, different, ahead, tubes, repaired + more);
    }

    Counts plus(Difference.Kind kind) {
        return switch (kind) {
            case MISSING -> new Counts(compared, missing + 1, different, ahead, tubes, repaired);
            case DIFFERENT -> new Counts(compared, missing, different + 1, ahead, tubes, repaired);
            case AHEAD -> new Counts(compared, missing, different, ahead + 1, tubes, repaired);
        };
    }
}

package org.meridian.platform.audit;

import java.time.Instant;

/**
 * What another region says to a checkpoint, signed by that region.
 *
 * @param accepted false: it contradicts what the region has seen before
 * @param at when it came, by the region's clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Receipt(long seq, String region, boolean accepted, Instant at, String kid, byte[] signature) {

    /** What is signed. */
    public static byte[] message(Chain chain, Checkpoint checkpoint, String region, boolean accepted, Instant at) {
        return chain.named("receipt/1")
                .number(checkpoint.seq())
                .hash(checkpoint.hash())
                .time(checkpoint.at())
                .text(region)
                .text(accepted ? "accepted" : "refused")
                .time(at)
                .array();
    }

    public byte[] message(Chain chain, Checkpoint checkpoint) {
        return message(chain, checkpoint, region, accepted, at);
    }
}

package org.meridian.platform.audit;

import java.time.Instant;

/**
 * That a chain had a hash at a number, signed by the chain's region.
 *
 * @param kid which key signed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hash and number, never as a whole
public record Checkpoint(long seq, Hash hash, Instant at, String kid, byte[] signature) {

    /** What is signed. */
    public static byte[] message(Chain chain, long seq, Hash hash, Instant at) {
        return chain.named("checkpoint/1").number(seq).hash(hash).time(at).array();
    }

    public byte[] message(Chain chain) {
        return message(chain, seq, hash, at);
    }
}

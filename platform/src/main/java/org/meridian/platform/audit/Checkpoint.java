package org.meridian.platform.audit;

import java.time.Instant;
import java.util.Arrays;

/**
 * That a chain had a hash at a number, signed by the chain's region.
 *
 * @param kid which key signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record Checkpoint(long seq, Hash hash, Instant at, String kid, byte[] signature) {

    /** What is signed. */
    public static byte[] message(Chain chain, long seq, Hash hash, Instant at) {
        return chain.named("checkpoint/1").number(seq).hash(hash).time(at).array();
    }

    /** Whether the other one says the same with the same signature. */
    public boolean isSame(Checkpoint other) {
        return seq == other.seq
                && hash.equals(other.hash)
                && at.equals(other.at)
                && kid.equals(other.kid)
                && Arrays.equals(signature, other.signature);
    }

    public byte[] message(Chain chain) {
        return message(chain, seq, hash, at);
    }
}

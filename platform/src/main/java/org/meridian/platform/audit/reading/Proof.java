package org.meridian.platform.audit.reading;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.audit.Hash;

/**
 * What shows that an entry is in its chain as it was written; {@code docs/audit.md} says how to check it.
 *
 * @param path the links after it, up to the checkpoint
 * @param checkpoint the next one; absent in the first seconds
 */
public record Proof(
        long seq,
        Instant sealedAt,
        Hash previousHash,
        Hash hash,
        List<Step> path,
        @Nullable SignedPoint checkpoint) {

    /** What another link's hash is made of, besides the hash before. */
    public record Step(long seq, Instant sealedAt, Hash digest) {}

    /** A checkpoint with those who vouch for it. */
    @SuppressWarnings("ArrayRecordComponent") // written and read as JSON only
    public record SignedPoint(
            String installation,
            String service,
            String country,
            long seq,
            Hash hash,
            Instant at,
            String kid,
            byte[] signature,
            List<Witness> witnesses) {}

    /** A region that has seen a checkpoint, and when. */
    @SuppressWarnings("ArrayRecordComponent") // written and read as JSON only
    public record Witness(String region, Instant at, String kid, byte[] signature) {}
}

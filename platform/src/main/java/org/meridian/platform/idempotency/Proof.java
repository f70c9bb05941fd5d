package org.meridian.platform.idempotency;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/**
 * What a row has of the request that made it, so that the row itself is the proof that it was made: its id follows from
 * caller, call and {@code Idempotency-Key}, and it keeps the answer. No second row is written for the key.
 */
public final class Proof {

    private final Key key;

    Proof(Key key) {
        this.key = key;
    }

    /** Always the same for this caller, call and key; not to be guessed without them. */
    public UUID id() {
        ByteBuffer bits = ByteBuffer.wrap(key.hash());
        return new UUID(bits.getLong(), bits.getLong());
    }

    /** The answer, so that only whoever repeats the request can read it. */
    public byte[] seal(byte[] answer) {
        return SealedAnswer.seal(key.secret(), answer);
    }

    public byte[] open(byte[] kept) {
        return SealedAnswer.open(key.secret(), kept);
    }

    /** For whoever finds a row of another request under the id, 422. */
    public static ProblemException reused() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key came before with another body.");
    }
}

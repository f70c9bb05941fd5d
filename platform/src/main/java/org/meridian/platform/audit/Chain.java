package org.meridian.platform.audit;

import java.time.Instant;
import org.meridian.db.topology.Country;

/**
 * Whose chain: what one service of one installation did in one country. All three are part of the first link's hash and
 * of each checkpoint's signature, so no chain can stand for another.
 */
public record Chain(String installation, String service, Country country) {

    /** What the first link has for the hash before. */
    public Hash start() {
        return named("chain/1").sha256();
    }

    Bytes named(String kind) {
        return new Bytes(kind).text(installation).text(service).text(country.code());
    }

    @Override
    public String toString() {
        return service + "/" + country.code();
    }

    /**
     * An entry's place in the chain.
     *
     * @param seq from 1, without a gap
     * @param sealedAt when it got its place, never earlier than the one before
     * @param digest of the entry
     * @param hash of the link before, and of all the others here
     */
    public record Link(long seq, Instant sealedAt, Hash digest, Hash hash) {

        public static Link after(Hash previous, long seq, Instant sealedAt, Hash digest) {
            return new Link(seq, sealedAt, digest, hash(previous, seq, sealedAt, digest));
        }

        public static Hash hash(Hash previous, long seq, Instant sealedAt, Hash digest) {
            return new Bytes("link/1")
                    .hash(previous)
                    .number(seq)
                    .time(sealedAt)
                    .hash(digest)
                    .sha256();
        }
    }
}

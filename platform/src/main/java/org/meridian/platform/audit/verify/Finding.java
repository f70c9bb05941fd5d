package org.meridian.platform.audit.verify;

/**
 * Something that an untouched trail does not have.
 *
 * @param service whose trail
 * @param country of the chain
 * @param seq the place in the chain; 0 where it has none
 */
public record Finding(Kind kind, String service, String country, long seq, String detail) {

    /** What it looks like was done. */
    public enum Kind {
        /** An entry is not what was sealed. */
        EDITED,
        /** An entry, or a link of the chain, is gone. */
        DELETED,
        /** A link does not follow from the one before: changed, swapped or put in between. */
        BROKEN,
        /** The chain agrees with itself, but not with what was signed or witnessed. */
        REWRITTEN,
        /** What was signed or witnessed at the end is gone. */
        TRUNCATED,
        /** A time contradicts the others. */
        BACK_DATED,
        /** An entry that has no place in the chain. */
        INSERTED,
        /** A checkpoint or a receipt that the region named has not signed. */
        FORGED,
        /** A checkpoint of its own that the region no longer has. */
        CHECKPOINT_REMOVED,
        /** A checkpoint that another region has confirmed and no longer has. */
        WITNESS_REMOVED,
        /** The trail itself tells of something wrong, such as a checkpoint that a witness refused. */
        ALARM
    }

    @Override
    public String toString() {
        return "%-18s %s/%s %s: %s".formatted(kind, service, country, seq == 0 ? "-" : Long.toString(seq), detail);
    }
}

package org.meridian.platform.audit.verify;

import java.time.Duration;
import java.util.List;
import org.meridian.platform.audit.verify.Finding.Kind;

/**
 * What a verification saw.
 *
 * @param chains one line for each chain
 * @param unread regions and services that could not be read: their chains are unverified and their testimony is missing
 */
public record Report(List<ChainLine> chains, List<Finding> findings, List<String> unread, Duration took) {

    /** @param witnessed the last number that another region vouches for */
    public record ChainLine(
            String service,
            String country,
            String region,
            long entries,
            long checkpoints,
            long witnessed,
            int findings) {}

    public long entries() {
        return chains.stream().mapToLong(ChainLine::entries).sum();
    }

    public boolean isClean() {
        return findings.isEmpty() && unread.isEmpty();
    }

    public boolean has(Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }
}

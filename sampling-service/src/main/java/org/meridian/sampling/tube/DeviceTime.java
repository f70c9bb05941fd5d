package org.meridian.sampling.tube;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a desk's time may be from ours: its clock may be off, and what it did offline comes late. */
public final class DeviceTime {

    /** A desk's clock is off by no more than this, either way. */
    public static final Duration SKEW = Duration.ofHours(2);

    /** How long a desk may be without a network. */
    public static final Duration LATEST = Duration.ofDays(3);

    private DeviceTime() {}

    /** What is wrong with a desk's time; empty when it can be. */
    public static Optional<String> objection(Instant device, Instant now) {
        if (device.isAfter(now.plus(SKEW))) {
            return Optional.of("A time that is not in the future.");
        }
        if (device.isBefore(now.minus(LATEST).minus(SKEW))) {
            return Optional.of("A time within the last 72 hours.");
        }
        return Optional.empty();
    }
}

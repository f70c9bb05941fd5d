package org.meridian.platform.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
public final class HandClock extends Clock {

    private volatile Instant now;

    public HandClock() {
        this(Instant.parse("2026-05-04T10:00:00Z"));
    }

    public HandClock(Instant begin) {
        now = begin;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

package org.meridian.bench.inject;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** A program of its own that answers each byte with what time it is for it. */
final class TellsTime {

    private TellsTime() {}

    public static void main(String[] arguments) throws IOException {
        while (System.in.read() >= 0) {
            System.out.println(
                    Clock.systemUTC().millis() + " " + Clock.systemUTC().instant() + " " + Instant.now());
            System.out.flush();
        }
    }
}

package org.meridian.results.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.cascade.Reference.Expected;
import org.meridian.results.latest.LatestResultChanged;

/** What check-in must know of a person, and what it was told, in a form in which they can be compared. */
final class Codes {

    private Codes() {}

    static List<String> of(ResidentId person, Stored.Person found) {
        Expected state = found.state();
        return texts(
                person,
                found.version(),
                state.outcome(),
                state.status(),
                state.method(),
                state.sampledAt(),
                state.testedAt(),
                state.positiveAt(),
                state.suspectedAt());
    }

    static List<String> of(@Nullable LatestResultChanged code) {
        assertThat(code).isNotNull();
        return texts(
                code.residentId(),
                code.version(),
                code.outcome(),
                code.status(),
                code.method(),
                code.sampledAt(),
                code.testedAt(),
                code.positiveAt(),
                code.suspectedAt());
    }

    private static List<String> texts(@Nullable Object... values) {
        return Stream.of(values).map(String::valueOf).toList();
    }
}

package org.meridian.sampling.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.sampling.site.SiteStatus.APPROVED;
import static org.meridian.sampling.site.SiteStatus.PENDING;
import static org.meridian.sampling.site.SiteStatus.REJECTED;
import static org.meridian.sampling.site.SiteStatus.SUSPENDED;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SiteStatusTests {

    private static final Set<List<SiteStatus>> ALLOWED = Set.of(
            List.of(PENDING, APPROVED),
            List.of(PENDING, REJECTED),
            List.of(APPROVED, SUSPENDED),
            List.of(SUSPENDED, APPROVED));

    static Stream<List<SiteStatus>> everyPair() {
        return Arrays.stream(SiteStatus.values())
                .flatMap(from -> Arrays.stream(SiteStatus.values()).map(to -> List.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyTheTablesEdgesLeadAnywhere(List<SiteStatus> pair) {
        assertThat(pair.getFirst().leadsTo(pair.getLast())).isEqualTo(ALLOWED.contains(pair));
    }
}

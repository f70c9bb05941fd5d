package org.meridian.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Apart from {@link RowTests}, which must not need the table: where a mutant stops it from being made, no later one is. */
class AccessTableTests {

    @Test
    void point1TheTableHasEachServicesRowsAndFindsThemByMethodAndPattern() {
        for (String service : List.of("registration", "sampling", "results", "checkin", "sharing", "gateway")) {
            List<Operation> rows = AccessTable.MERIDIAN.of(service);
            assertThat(rows)
                    .as(service)
                    .isNotEmpty()
                    .allMatch(row -> row.service().equals(service));
            rows.forEach(row -> assertThat(AccessTable.MERIDIAN.find(service, row.verb(), row.pattern()))
                    .contains(row));
        }
    }
}

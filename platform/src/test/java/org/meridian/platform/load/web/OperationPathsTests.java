package org.meridian.platform.load.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Priority;

class OperationPathsTests {

    private final OperationPaths sampling = new OperationPaths(AccessTable.MERIDIAN, "sampling");

    @Test
    void everyOperationIsFoundByAPathOfIt() {
        for (String service : List.of("registration", "sampling", "results", "checkin", "sharing")) {
            OperationPaths paths = new OperationPaths(AccessTable.MERIDIAN, service);
            for (Operation operation : AccessTable.MERIDIAN.of(service)) {
                OperationPaths.Found found =
                        paths.find(operation.verb().name(), operation.pattern().replaceAll("\\{\\w+}", "x"));
                assertThat(found == null ? null : found.operation()).isEqualTo(operation.isPublic() ? operation : null);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "POST, /v1/tubes/A-1/samples, CRITICAL, -",
                "GET, /v1/sites, DECORATION, -",
                "HEAD, /v1/sites/DEU-1, NORMAL, DEU-1",
                "POST, /v1/sites/DEU-1/samples/batch, CRITICAL, DEU-1",
            })
    void itSaysWhatGoesFirstAndWhoseItIs(String method, String path, Priority priority, String whose) {
        OperationPaths.Found found = sampling.find(method, path);
        assertThat(found).isNotNull();
        assertThat(found.operation().priority()).isEqualTo(priority);
        assertThat(found.whose()).isEqualTo(whose);
    }

    @ParameterizedTest
    @CsvSource({"POST,/internal/events", "GET,/livez", "GET,/", "GET,/v1/sites/", "TRACE,/v1/sites", "GET,/v1/nothing"})
    void whatIsNoOperationOfOutsideCallersIsNotCounted(String method, String path) {
        OperationPaths.Found found = sampling.find(method, path);
        assertThat(found == null ? "" : found.operation().pattern()).isIn("", "/v1/sites/{siteId}");
    }
}

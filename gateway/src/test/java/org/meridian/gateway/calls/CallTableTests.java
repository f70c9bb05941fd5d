package org.meridian.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.springframework.http.HttpMethod;

class CallTableTests {

    private final CallTable table = new CallTable(Stream.of(Calls.OF_THE_GATEWAY, Calls.OF_THE_SERVICES)
            .flatMap(List::stream)
            .toList());

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/divisions                            | REGISTRATION | Nearest       | ANYONE     | ORDINARY
            POST   | /v1/otp                                  | REGISTRATION | Body country  | ANYONE     | ORDINARY
            POST   | /v1/residents                            | REGISTRATION | Body country  | ANYONE     | ORDINARY
            POST   | /v1/token                                | REGISTRATION | Secret        | ANYONE     | ORDINARY
            POST   | /v1/token/refresh                        | REGISTRATION | Secret        | ANYONE     | ORDINARY
            POST   | /v1/token/revoke                         | REGISTRATION | Secret        | ANYONE     | ORDINARY
            POST   | /v1/device-credentials                   | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            GET    | /.well-known/jwks.json                   | REGISTRATION | Nearest       | ANYONE     | ORDINARY
            GET    | /v1/me                                   | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            PATCH  | /v1/me                                   | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            DELETE | /v1/me                                   | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/code                              | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/code.svg                          | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/samples                           | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/results                           | RESULTS      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/vaccinations                      | RESULTS      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/health-code                       | CHECKIN      | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/check-ins                            | CHECKIN      | Body place    | WITH_TOKEN | ORDINARY
            POST   | /v1/overrides                            | CHECKIN      | Body residentId | WITH_TOKEN | ORDINARY
            GET    | /v1/overrides                            | CHECKIN      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/overrides/DEU-01J                    | CHECKIN      | Path overrideId | WITH_TOKEN | ORDINARY
            POST   | /v1/overrides/DEU-01J/decision           | CHECKIN      | Path overrideId | WITH_TOKEN | ORDINARY
            POST   | /v1/overrides/DEU-01J/end                | CHECKIN      | Path overrideId | WITH_TOKEN | ORDINARY
            GET    | /v1/me/notices                           | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/reconciliations                      | RESULTS      | Body country  | WITH_TOKEN | ORDINARY
            GET    | /v1/reconciliations/DEU-01J              | RESULTS      | Path reconciliationId | WITH_TOKEN | ORDINARY
            GET    | /v1/me/check-ins                         | CHECKIN      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/consents                          | SHARING      | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/me/consents                          | SHARING      | Token         | WITH_TOKEN | ORDINARY
            DELETE | /v1/me/consents/DEU-01J                  | SHARING      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/me/access-log                        | SHARING      | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/sites                                | SAMPLING     | Body country  | WITH_TOKEN | ORDINARY
            GET    | /v1/sites                                | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/sites/DEU-01J/decision               | SAMPLING     | Path siteId   | WITH_TOKEN | ORDINARY
            POST   | /v1/sites/DEU-01J/staff                  | SAMPLING     | Path siteId   | WITH_TOKEN | ORDINARY
            POST   | /v1/sites/DEU-01J/tubes                  | SAMPLING     | Path siteId   | WITH_TOKEN | ORDINARY
            GET    | /v1/sites/DEU-01J/tasks                  | SAMPLING     | Path siteId   | WITH_TOKEN | ORDINARY
            POST   | /v1/sites/DEU-01J/samples/batch          | SAMPLING     | Path siteId   | WITH_TOKEN | BATCH
            POST   | /v1/tubes/AB-1/samples                   | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/tubes/AB-1/seal                      | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/tubes/AB-1/receive                   | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/tubes/AB-1/void                      | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/tubes/AB-1                           | SAMPLING     | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/results                              | RESULTS      | Token         | WITH_TOKEN | STREAM
            GET    | /v1/results/receipts/DEU-01J             | RESULTS      | Path receiptId| WITH_TOKEN | ORDINARY
            GET    | /v1/results                              | RESULTS      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/results/receipts                     | RESULTS      | Token         | WITH_TOKEN | ORDINARY
            GET    | /v1/results/receipts/DEU-01J/events      | RESULTS      | Path receiptId| WITH_TOKEN | STREAM
            POST   | /v1/results/DEU-01J/corrections          | RESULTS      | Path resultId | WITH_TOKEN | ORDINARY
            POST   | /v1/vaccinations                         | RESULTS      | Body residentId | WITH_TOKEN | ORDINARY
            POST   | /v1/places                               | CHECKIN      | Body country  | WITH_TOKEN | ORDINARY
            GET    | /v1/places/USA-01J/qr.svg                | CHECKIN      | Path place    | WITH_TOKEN | ORDINARY
            POST   | /v1/places/USA-01J/check-ins/batch       | CHECKIN      | Path place    | WITH_TOKEN | BATCH
            GET    | /v1/statistics/results                   | RESULTS      | Nearest       | WITH_TOKEN | ORDINARY
            POST   | /v1/units                                | SHARING      | Body country  | WITH_TOKEN | ORDINARY
            POST   | /v1/units/TWN-01J/decision               | SHARING      | Path unitId   | WITH_TOKEN | ORDINARY
            PUT    | /v1/units/TWN-01J/roster                 | SHARING      | Path unitId   | WITH_TOKEN | STREAM
            GET    | /v1/units/TWN-01J/results                | SHARING      | Path unitId   | WITH_TOKEN | ORDINARY
            POST   | /v1/staff                                | REGISTRATION | Body country  | WITH_TOKEN | ORDINARY
            GET    | /v1/staff                                | REGISTRATION | Token         | WITH_TOKEN | ORDINARY
            POST   | /v1/staff/DEU-01J/decision               | REGISTRATION | Path staffId  | WITH_TOKEN | ORDINARY
            GET    | /v1/audit/events                         | REGISTRATION | Nearest       | WITH_TOKEN | ORDINARY
            GET    | /v1/audit/checkpoints                    | REGISTRATION | Nearest       | WITH_TOKEN | ORDINARY
            """)
    void everyCallOfTheContractGoesToItsServiceByWhatItIsBoundTo(
            String method, String path, Service service, String binding, Call.Access access, Call.Size size) {
        Call call = found(method, path).call();
        assertThat(call.owner()).contains(service);
        assertThat(written(call.binding())).isEqualTo(binding.strip());
        assertThat(call.access()).isEqualTo(access);
        assertThat(call.size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/regions",
                "/openapi.json",
                "/docs",
                "/docs/swagger-ui.css",
                "/problems",
                "/problems/not-found"
            })
    void whatTheGatewayAnswersItselfNeedsNoToken(String path) {
        Call call = found("GET", path).call();
        assertThat(call.owner()).isEmpty();
        assertThat(call.access()).isEqualTo(Call.Access.ANYONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/v1",
                "/v1/",
                "/v1/me/",
                "//v1/me",
                "/v1/nothing",
                "/V1/me",
                "/internal/events",
                "/v1/internal",
                "/actuator",
                "/actuator/env",
                "/v3/api-docs",
                "/dev/outbox",
                "/v1/tubes/..",
                "/v1/tubes/../seal",
                "/v1/tubes/.",
                "/v1/tubes/a%2Fb",
                "/v1/tubes/a;b=c",
                "/v1/tubes/%2e%2e",
                "/v1/sites//decision",
                "/v1/tubes/ü"
            })
    void nothingElseExists(String path) {
        assertThat(table.match(HttpMethod.GET, path)).isInstanceOf(Match.Unknown.class);
    }

    @Test
    void aKnownPathNamesItsMethods() {
        assertThat(table.match(HttpMethod.PUT, "/v1/me"))
                .isEqualTo(new Match.WrongMethod(Set.of(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE)));
    }

    /** With the services' own comparison of their handlers with the table, no route is without its row. */
    @Test
    void point1TheGatewayLetsInExactlyWhatTheAccessTableListsAsPublic() {
        assertThat(Stream.of(Calls.OF_THE_GATEWAY, Calls.OF_THE_SERVICES, Calls.LOCAL)
                        .flatMap(List::stream)
                        .map(call -> call.method() + " " + call.pattern()))
                .containsExactlyInAnyOrderElementsOf(AccessTable.MERIDIAN.operations().stream()
                        .filter(Operation::isPublic)
                        .map(Operation::toString)
                        .distinct()
                        .toList());
    }

    @Test
    void ofWhatIsGatheredOnlyWhoStandsAtADoorWaitsForNobody() {
        assertThat(carried(Call.Carriage.PROMPT))
                .containsExactlyInAnyOrder("POST /v1/check-ins", "GET /v1/me/health-code");
        assertThat(carried(Call.Carriage.GATHERED))
                .containsExactlyInAnyOrder(
                        "POST /v1/otp",
                        "POST /v1/residents",
                        "POST /v1/token",
                        "POST /v1/sites/{siteId}/tubes",
                        "POST /v1/tubes/{barcode}/samples",
                        "POST /v1/tubes/{barcode}/seal",
                        "POST /v1/tubes/{barcode}/receive");
    }

    private static List<String> carried(Call.Carriage how) {
        return Calls.OF_THE_SERVICES.stream()
                .filter(call -> call.carriage() == how)
                .map(call -> call.method() + " " + call.pattern())
                .toList();
    }

    @Test
    void headIsGetWithoutTheBody() {
        assertThat(found("HEAD", "/v1/me").call().method()).isEqualTo(HttpMethod.GET);
    }

    @Test
    void variablesAreTold() {
        assertThat(found("POST", "/v1/sites/DEU-01J/staff").variables()).containsEntry("siteId", "DEU-01J");
    }

    private Match.Found found(String method, String path) {
        Match match = table.match(HttpMethod.valueOf(method), path);
        assertThat(match).isInstanceOf(Match.Found.class);
        return (Match.Found) match;
    }

    private static String written(Binding binding) {
        return switch (binding) {
            case Binding.PathId(String variable) -> "Path " + variable;
            case Binding.Body(List<String> properties) -> "Body " + String.join(" ", properties);
            case Binding.Secret secret -> "Secret";
            case Binding.Token token -> "Token";
            case Binding.Nearest nearest -> "Nearest";
            case Binding.Own own -> "Own";
        };
    }
}

package org.meridian.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 1: a row says what was written down for it, and the table has no other. */
class RowTests {

    private static final UnitId UNIT = new UnitId(new UUID(1, 1), "DEU");

    private static Operation only(Row row) {
        return Row.of("sharing", row).getFirst();
    }

    @Test
    void point1ARowSaysWhatWasWritten() {
        assertThat(only(Row.get("/v1/a").anyone(Whose.PUBLIC)))
                .isEqualTo(new Operation(
                        "sharing",
                        Verb.GET,
                        "/v1/a",
                        new Admission.Anyone(Whose.PUBLIC),
                        false,
                        Priority.NORMAL,
                        List.of()));
        assertThat(only(Row.post("/internal/a").services("results", "checkin")))
                .isEqualTo(new Operation(
                        "sharing",
                        Verb.POST,
                        "/internal/a",
                        new Admission.Services(Set.of("results", "checkin")),
                        false,
                        Priority.NORMAL,
                        List.of()));
        assertThat(only(Row.put("/v1/{thingId}/{barcode}")
                        .may(Role.SAMPLER, Whose.BOUND_SITE, Where.HOME)
                        .may(Role.AUDITOR, Whose.EVERYBODY, Where.ANYWHERE)))
                .isEqualTo(new Operation(
                        "sharing",
                        Verb.PUT,
                        "/v1/{thingId}/{barcode}",
                        new Admission.People(List.of(
                                new May(Role.SAMPLER, Whose.BOUND_SITE, Where.HOME),
                                new May(Role.AUDITOR, Whose.EVERYBODY, Where.ANYWHERE))),
                        false,
                        Priority.NORMAL,
                        List.of("thingId")));
        assertThat(only(Row.patch("/v1/a").anyone(Whose.PUBLIC)).verb()).isEqualTo(Verb.PATCH);
        assertThat(only(Row.delete("/v1/a").anyone(Whose.PUBLIC)).verb()).isEqualTo(Verb.DELETE);
    }

    @Test
    void point5WhatGoesFirstAndLastStaysSoInWhateverOrderItIsWritten() {
        assertThat(only(Row.get("/v1/a").anyone(Whose.PUBLIC)).priority()).isEqualTo(Priority.NORMAL);
        assertThat(only(Row.get("/v1/a").critical().anyone(Whose.PUBLIC)).priority())
                .isEqualTo(Priority.CRITICAL);
        assertThat(only(Row.get("/v1/a").decoration().services("results").onlyLocally())
                        .priority())
                .isEqualTo(Priority.DECORATION);
        assertThat(only(Row.get("/v1/a")
                                .may(Role.ADMIN, Whose.COUNTS, Where.HOME)
                                .analytics())
                        .priority())
                .isEqualTo(Priority.ANALYTICS);
    }

    @Test
    void point1WhatIsThereLocallyAloneStaysSoInWhateverOrderItIsWritten() {
        assertThat(only(Row.get("/dev/a").anyone(Whose.PUBLIC)).localOnly()).isFalse();
        assertThat(only(Row.get("/dev/a").onlyLocally().anyone(Whose.PUBLIC)).localOnly())
                .isTrue();
        Operation people = only(Row.get("/dev/a").onlyLocally().may(Role.ADMIN, Whose.EVERYBODY, Where.HOME));
        assertThat(people.localOnly()).isTrue();
        assertThat(people.roles()).containsExactly(Role.ADMIN);
        Operation services = only(Row.get("/dev/a").services("results").onlyLocally());
        assertThat(services.localOnly()).isTrue();
        assertThat(services.admission()).isEqualTo(new Admission.Services(Set.of("results")));
    }

    @Test
    void point1ARowThatOpensInTwoWaysOrInNoneIsRefused() {
        Row both = Row.get("/v1/a").may(Role.ADMIN, Whose.EVERYBODY, Where.HOME).anyone(Whose.PUBLIC);
        assertThatThrownBy(() -> only(both)).hasMessageContaining("GET /v1/a").hasMessageContaining("two ways");
        Row services = Row.get("/v1/a").services("results").anyone(Whose.PUBLIC);
        assertThatThrownBy(() -> only(services)).hasMessageContaining("two ways");
        assertThatThrownBy(() -> only(Row.get("/v1/a"))).isInstanceOf(IllegalArgumentException.class);
        Row twice =
                Row.get("/v1/a").may(Role.ADMIN, Whose.EVERYBODY, Where.HOME).may(Role.ADMIN, Whose.SELF, Where.HOME);
        assertThatThrownBy(() -> only(twice)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new May(Role.SERVICE, Whose.EVERYBODY, Where.HOME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void point1AnOperationKnowsWhoMayAndWhetherItIsReachedFromOutside() {
        Operation own = only(Row.get("/v1/units/{unitId}").may(Role.UNIT_ADMIN, Whose.BOUND_UNIT, Where.HOME));
        assertThat(own.roles()).containsExactly(Role.UNIT_ADMIN);
        assertThat(own.needsToken()).isTrue();
        assertThat(own.isPublic()).isTrue();
        assertThat(own).hasToString("GET /v1/units/{unitId}");
        Operation open = only(Row.get("/.well-known/jwks.json").anyone(Whose.PUBLIC));
        assertThat(open.roles()).isEmpty();
        assertThat(open.needsToken()).isFalse();
        assertThat(open.isPublic()).isTrue();
        Operation inside = only(Row.get("/internal/a").services("results"));
        assertThat(inside.isPublic()).isFalse();
        assertThat(inside.needsToken()).isTrue();
        assertThat(inside.roles()).isEmpty();
        assertThat(Row.of("gateway", Row.get("/regions").anyone(Whose.PUBLIC))
                        .getFirst()
                        .isPublic())
                .isTrue();
    }

    @Test
    void point1ATableFindsItsRowsByServiceMethodAndPatternAndHasNoneTwice() {
        Operation row = only(Row.get("/v1/a").anyone(Whose.PUBLIC));
        AccessTable table = new AccessTable(List.of(row));
        assertThat(table.operations()).containsExactly(row);
        assertThat(table.of("sharing")).containsExactly(row);
        assertThat(table.of("nobody")).isEmpty();
        assertThat(table.find("sharing", Verb.GET, "/v1/a")).contains(row);
        assertThat(table.find("sharing", Verb.POST, "/v1/a")).isEmpty();
        assertThat(table.find("sharing", Verb.GET, "/v1/b")).isEmpty();
        assertThat(table.find("results", Verb.GET, "/v1/a")).isEmpty();
        assertThatThrownBy(() -> new AccessTable(List.of(row, row))).hasMessageContaining("twice");
    }

    @Test
    void point1WhoeverIsBoundToAUnitReachesThatOneAlone() {
        Operation named = only(Row.get("/v1/units/{unitId}").may(Role.UNIT_ADMIN, Whose.BOUND_UNIT, Where.HOME));
        Operation unnamed = only(Row.get("/v1/me/unit").may(Role.UNIT_ADMIN, Whose.BOUND_UNIT, Where.HOME));
        UnitId other = new UnitId(new UUID(2, 2), "DEU");
        assertThat(Decision.on(named, bound(UNIT), Map.of("unitId", UNIT.toString())))
                .isEqualTo(Verdict.GRANTED);
        assertThat(Decision.on(named, bound(UNIT), Map.of("unitId", other.toString())))
                .isEqualTo(Verdict.NOT_THEIRS);
        assertThat(Decision.on(unnamed, bound(UNIT), Map.of())).isEqualTo(Verdict.GRANTED);
        Caller unbound = new Caller("DEU-x", Country.of("DEU"), Set.of(Role.UNIT_ADMIN), null, null, null, Instant.MAX);
        assertThat(Decision.on(unnamed, unbound, Map.of())).isEqualTo(Verdict.NOT_THEIRS);
        assertThat(Decision.on(named, unbound, Map.of("unitId", UNIT.toString())))
                .isEqualTo(Verdict.NOT_THEIRS);
    }

    @Test
    void point1WhoReachesTheOwnCountryReachesNoOther() {
        Operation own = only(Row.get("/v1/units/{unitId}").may(Role.UNIT_ADMIN, Whose.OWN_UNIT, Where.HOME));
        assertThat(Decision.on(own, bound(UNIT), Map.of("unitId", UNIT.toString())))
                .isEqualTo(Verdict.GRANTED);
        UnitId french = new UnitId(new UUID(1, 1), "FRA");
        assertThat(Decision.on(own, bound(UNIT), Map.of("unitId", french.toString())))
                .isEqualTo(Verdict.NOT_THEIRS);
    }

    @Test
    void theWordsOfThePageAreThere() {
        assertThat(Whose.values())
                .allSatisfy(whose -> assertThat(whose.toString()).isNotBlank());
        assertThat(Where.HOME).hasToString("own country");
        assertThat(Where.ANYWHERE).hasToString("any country");
    }

    private static Caller bound(UnitId unit) {
        return new Caller("DEU-x", Country.of("DEU"), Set.of(Role.UNIT_ADMIN), null, null, unit, Instant.MAX);
    }
}

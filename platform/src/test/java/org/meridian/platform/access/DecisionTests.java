package org.meridian.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meridian.platform.access.Cells.Thing;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 1: every cell of the table, for every role and service, for one's own, another's, and another country's. */
class DecisionTests {

    static Stream<Operation> operations() {
        return AccessTable.MERIDIAN.operations().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void point1EveryCellIsDecidedAsTheTableSays(Operation operation) {
        for (Thing thing : Thing.values()) {
            Map<String, String> path = Cells.path(operation, thing);
            assertThat(Decision.on(operation, null, path))
                    .isEqualTo(operation.needsToken() ? Verdict.NO_TOKEN : Verdict.GRANTED);
            Cells.callers()
                    .forEach(caller -> assertThat(Decision.on(operation, caller, path))
                            .as("%s by %s on %s", operation, caller, thing)
                            .isEqualTo(expected(operation, caller, thing)));
        }
    }

    /** Said once more, from the words of the columns and not from the code that decides. */
    private static Verdict expected(Operation operation, Caller caller, Thing thing) {
        return switch (operation.admission()) {
            case Admission.Anyone anyone -> Verdict.GRANTED;
            case Admission.Services(Set<String> names) ->
                names.contains(caller.subject()) ? Verdict.GRANTED : Verdict.NO_ROLE;
            case Admission.People(List<May> cells) ->
                cells.stream()
                        .filter(cell -> caller.is(cell.role()))
                        .findFirst()
                        .map(cell -> person(operation, cell, caller, thing))
                        .orElse(Verdict.NO_ROLE);
        };
    }

    private static Verdict person(Operation operation, May cell, Caller caller, Thing thing) {
        boolean bound = Set.of(Whose.BOUND_SITE, Whose.BOUND_UNIT).contains(cell.whose());
        boolean named = operation.pattern().contains(cell.whose() == Whose.BOUND_SITE ? "{siteId}" : "{unitId}");
        boolean anyId = operation.pattern().matches(".*\\{(?!barcode).*");
        if (bound && caller.site() == null) {
            return Verdict.NOT_THEIRS;
        }
        if (thing == Thing.NONSENSE && anyId && (cell.where() == Where.HOME || (bound && named))) {
            return Verdict.NO_SUCH_THING;
        }
        if (bound && named && thing != Thing.OWN) {
            return Verdict.NOT_THEIRS;
        }
        return cell.where() == Where.HOME && anyId && thing == Thing.OTHER_COUNTRY
                ? Verdict.NOT_THEIRS
                : Verdict.GRANTED;
    }

    @Test
    void point1WhoeverHasSeveralRolesMayWhatAnyOfThemMay() {
        Operation site = find("sampling", Verb.GET, "/v1/sites/{siteId}");
        Caller both = with(Set.of(Role.SAMPLER, Role.AUDITOR));
        assertThat(Decision.on(site, both, Cells.path(site, Thing.OTHER_COUNTRY)))
                .isEqualTo(Verdict.GRANTED);
        Caller neither = with(Set.of(Role.RESIDENT, Role.ANALYST));
        assertThat(Decision.on(site, neither, Cells.path(site, Thing.OWN))).isEqualTo(Verdict.NO_ROLE);
    }

    @Test
    void point1AUnitInTheTokenIsTheOnlyOneThatABoundRoleReaches() {
        Operation operation = people(new May(Role.UNIT_ADMIN, Whose.BOUND_UNIT, Where.ANYWHERE));
        Caller bound = Cells.callers()
                .filter(caller -> caller.is(Role.UNIT_ADMIN) && caller.unit() != null)
                .findFirst()
                .orElseThrow();
        assertThat(Decision.on(operation, bound, Cells.path(operation, Thing.OWN)))
                .isEqualTo(Verdict.GRANTED);
        assertThat(Decision.on(operation, bound, Cells.path(operation, Thing.SAME_COUNTRY)))
                .isEqualTo(Verdict.NOT_THEIRS);
        assertThat(Decision.on(operation, Cells.person(Role.UNIT_ADMIN, null, null), Map.of("unitId", "x")))
                .isEqualTo(Verdict.NOT_THEIRS);
    }

    @Test
    void aPathWithoutTheIdThatItsPatternNamesIsNothing() {
        Operation site = find("sampling", Verb.POST, "/v1/sites/{siteId}/staff");
        assertThat(Decision.on(site, Cells.person(Role.SITE_ADMIN, null, null), Map.of()))
                .isEqualTo(Verdict.NO_SUCH_THING);
    }

    @Test
    void point1APersonsTokenThatIsNamedLikeAServiceOpensNoInternalDoor() {
        Operation door = find("results", Verb.POST, "/internal/tasks");
        Caller person = new Caller("sampling", Cells.HOME, Set.of(Role.ADMIN), null, null, null, java.time.Instant.MAX);
        assertThat(Decision.on(door, person, Map.of())).isEqualTo(Verdict.NO_ROLE);
    }

    @Test
    void aRowThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> new May(Role.SERVICE, Whose.SELF, Where.HOME))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Admission.People(List.of())).isInstanceOf(IllegalArgumentException.class);
        May twice = new May(Role.ADMIN, Whose.EVERYBODY, Where.HOME);
        assertThatThrownBy(() -> new Admission.People(List.of(twice, twice)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Row.of(
                        "x",
                        Row.get("/a").may(Role.ADMIN, Whose.SELF, Where.HOME).anyone(Whose.PUBLIC)))
                .hasMessageContaining("two ways");
        Operation one = people(twice);
        assertThatThrownBy(() -> new AccessTable(List.of(one, one))).hasMessageContaining("twice");
    }

    private static Operation people(May cell) {
        return new Operation("x", Verb.GET, "/v1/units/{unitId}/y", new Admission.People(List.of(cell)), false);
    }

    private static Operation find(String service, Verb verb, String pattern) {
        return AccessTable.MERIDIAN.find(service, verb, pattern).orElseThrow();
    }

    private static Caller with(Set<Role> roles) {
        Caller one = Cells.person(Role.SAMPLER, null, null);
        return new Caller(one.subject(), Cells.HOME, roles, one.staff(), null, null, one.expiresAt());
    }
}

package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.May;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Where;
import org.meridian.platform.access.Whose;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Role;

/**
 * Point 1 of a service: every operation of the access table by nobody, by every role and by every service, on what is one's
 * own, another's and another country's, against the running service itself. A service's {@code AccessIT}:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> point1EveryCellOfTheAccessTable() {
 *     return new AccessMatrix("sampling", port)
 *             .somebodyElses("siteId", site.toString())
 *             .body("POST /v1/sites/{siteId}/staff", "{…}")
 *             .tests();
 * }
 * }</pre>
 */
public final class AccessMatrix {

    private static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    /** What is answered where no controller is; about things that are not there more is said. */
    private static final String NO_HANDLER = "\"detail\":\"" + ProblemType.NOT_FOUND.title() + ".\"";

    private static final String HOME = "DEU";
    private static final String ABROAD = "TWN";

    /** What only a row decides, where the path names it: somebody else's is as if it were not there. */
    private static final Set<Whose> BY_ROW = Set.of(
            Whose.SELF,
            Whose.BOUND_SITE,
            Whose.OWN_SITE,
            Whose.OWN_UNIT,
            Whose.OWN_PLACE,
            Whose.OWN_UPLOAD,
            Whose.OWN_LABORATORY);

    private final String service;
    private final AccessCaller caller;
    private final Map<String, String> somebodyElses = new HashMap<>();
    private final Map<Role, Supplier<String>> tokens = new EnumMap<>(Role.class);
    private final SiteId site = new SiteId(TestTokens.aStaffAccount(HOME).id(), HOME);

    public AccessMatrix(String service, int port) {
        this.service = service;
        this.caller = new AccessCaller(port);
    }

    /** A thing of Germany that exists, and belongs to none of those who will call. */
    public AccessMatrix somebodyElses(String variable, String value) {
        somebodyElses.put(variable, value);
        return this;
    }

    /** A body that the operation takes, so that whose thing it is can be what is wrong; else it is {@code {}}. */
    public AccessMatrix body(String operation, String json) {
        caller.body(operation, json);
        return this;
    }

    /** How to come by a token of this role, where one out of thin air will not do. */
    public AccessMatrix token(Role role, Supplier<String> token) {
        tokens.put(role, token);
        return this;
    }

    /** A test for every operation of the service, and one that they are the service's operations. */
    public Stream<DynamicTest> tests() {
        Map<Boolean, List<Operation>> all =
                AccessTable.MERIDIAN.of(service).stream().collect(Collectors.partitioningBy(Operation::localOnly));
        List<Operation> rows = all.getOrDefault(false, List.of());
        List<String> local = all.getOrDefault(true, List.of()).stream()
                .map(Operation::toString)
                .toList();
        Stream<DynamicTest> cells = rows.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)));
        DynamicTest description = DynamicTest.dynamicTest(
                "the API's description has exactly the table's rows, with their roles",
                () -> assertThat(caller.describedWithout(local))
                        .containsExactlyInAnyOrderEntriesOf(rows.stream()
                                .filter(Operation::isPublic)
                                .collect(Collectors.toMap(Operation::toString, row -> names(row.roles())))));
        return Stream.concat(cells, Stream.of(description));
    }

    private static Set<String> names(Set<Role> roles) {
        return roles.stream().map(Role::name).collect(Collectors.toSet());
    }

    private void check(Operation operation) {
        Map<String, String> nothing = path(operation, HOME);
        if (!operation.needsToken()) {
            expect(operation, "nobody", null, nothing, Outcome.LET_IN);
            return;
        }
        expect(operation, "nobody", null, nothing, Outcome.UNAUTHENTICATED);
        expect(operation, "a forger", AccessForger.token(HOME), nothing, Outcome.UNAUTHENTICATED);
        for (String name : SERVICES) {
            boolean named =
                    operation.admission() instanceof Admission.Services(Set<String> names) && names.contains(name);
            expect(operation, name, TestTokens.service(name), nothing, named ? Outcome.LET_IN : Outcome.FORBIDDEN);
        }
        for (Role role : Role.values()) {
            if (role != Role.SERVICE) {
                cell(operation, role)
                        .ifPresentOrElse(
                                cell -> checkCell(operation, cell),
                                () -> expect(operation, role.name(), token(role), nothing, Outcome.FORBIDDEN));
            }
        }
    }

    private static Optional<May> cell(Operation operation, Role role) {
        return operation.admission() instanceof Admission.People(List<May> cells)
                ? cells.stream().filter(cell -> cell.role() == role).findFirst()
                : Optional.empty();
    }

    private void checkCell(Operation operation, May cell) {
        String name = cell.role().name();
        String token = token(cell.role());
        boolean site = operation.ids().contains("siteId");
        Map<String, String> own = path(operation, HOME);
        expect(operation, name, token, own, Outcome.LET_IN);
        if (cell.where() == Where.HOME && !operation.ids().isEmpty()) {
            expect(operation, name, token, path(operation, ABROAD), Outcome.FORBIDDEN);
        }
        if (cell.whose() == Whose.BOUND_SITE) {
            String unbound = TestTokens.staff(TestTokens.aStaffAccount(HOME), cell.role());
            expect(operation, name + " without a site", unbound, own, Outcome.FORBIDDEN);
        }
        if (cell.whose() == Whose.BOUND_SITE && site) {
            expect(operation, name + " of another site", token, elses(operation), Outcome.FORBIDDEN);
        } else if (BY_ROW.contains(cell.whose()) && !variables(operation).isEmpty()) {
            AccessCaller.Answer elses = caller.call(operation, token, elses(operation));
            assertThat(elses.status())
                    .as("%s by another %s: %s", operation, name, elses)
                    .isEqualTo(404);
            assertThat(elses)
                    .as("%s tells %s nothing about what exists", operation, name)
                    .isEqualTo(caller.call(operation, token, own));
        }
    }

    private enum Outcome {
        LET_IN,
        UNAUTHENTICATED,
        FORBIDDEN
    }

    private void expect(
            Operation operation, String who, @Nullable String token, Map<String, String> path, Outcome outcome) {
        AccessCaller.Answer answer = caller.call(operation, token, path);
        String as = "%s by %s: %s".formatted(operation, who, answer);
        switch (outcome) {
            case UNAUTHENTICATED -> assertThat(answer.status()).as(as).isEqualTo(401);
            case FORBIDDEN -> assertThat(answer.status()).as(as).isEqualTo(403);
            case LET_IN -> {
                assertThat(answer.status()).as(as).isNotIn(401, 403, 405, 500);
                assertThat(answer.problem()).as("a row has a handler").doesNotContain(NO_HANDLER);
            }
        }
    }

    private String token(Role role) {
        Supplier<String> given = tokens.get(role);
        return given != null ? given.get() : made(role);
    }

    private String made(Role role) {
        return switch (role) {
            case RESIDENT -> TestTokens.resident(TestTokens.aResident(HOME));
            case SAMPLER, TESTER -> TestTokens.atSite(TestTokens.aStaffAccount(HOME), site, role);
            default -> TestTokens.staff(TestTokens.aStaffAccount(HOME), role);
        };
    }

    private static List<String> variables(Operation operation) {
        return VARIABLE.matcher(operation.pattern())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Things of this country that are not there; the own site is the token's. */
    private Map<String, String> path(Operation operation, String country) {
        Map<String, String> values = new HashMap<>();
        for (String variable : variables(operation)) {
            String id = new SiteId(TestTokens.aStaffAccount(country).id(), country).toString();
            values.put(
                    variable,
                    switch (variable) {
                        case "barcode" -> "NO-SUCH-TUBE";
                        case "siteId" -> country.equals(HOME) ? site.toString() : id;
                        default -> id;
                    });
        }
        return values;
    }

    private Map<String, String> elses(Operation operation) {
        Map<String, String> values = path(operation, HOME);
        for (String variable : variables(operation)) {
            assertThat(somebodyElses)
                    .as("somebody else's thing for %s", operation)
                    .containsKey(variable);
            values.put(variable, somebodyElses.get(variable));
        }
        return values;
    }
}

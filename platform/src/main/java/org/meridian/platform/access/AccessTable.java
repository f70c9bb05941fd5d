package org.meridian.platform.access;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may what: every operation of every service and of the gateway. The services' interceptor, the gateway's table of
 * calls, the API's description, {@code docs/access.md} and the tests are made from it; there is no second place.
 */
public final class AccessTable {

    /** The platform's own. */
    public static final AccessTable MERIDIAN = new AccessTable(Stream.of(
                    RegistrationAccess.ROWS,
                    SamplingAccess.ROWS,
                    ResultsAccess.ROWS,
                    CheckinAccess.ROWS,
                    SharingAccess.ROWS,
                    GatewayAccess.ROWS,
                    OperatorAccess.ROWS)
            .flatMap(List::stream)
            .toList());

    private final List<Operation> operations;
    private final Map<String, Map<Verb, Map<String, Operation>>> byService = new HashMap<>();

    public AccessTable(Collection<Operation> operations) {
        this.operations = List.copyOf(operations);
        for (Operation operation : this.operations) {
            Operation twice = byService
                    .computeIfAbsent(operation.service(), s -> new EnumMap<>(Verb.class))
                    .computeIfAbsent(operation.verb(), v -> new HashMap<>())
                    .put(operation.pattern(), operation);
            if (twice != null) {
                throw new IllegalArgumentException(operation + " of " + operation.service() + " is there twice");
            }
        }
    }

    /** Every row, in the order of the page. */
    public List<Operation> operations() {
        return operations;
    }

    /** The rows of one service. */
    public List<Operation> of(String service) {
        return operations.stream().filter(o -> o.service().equals(service)).toList();
    }

    /** A service's row for a method and a controller's pattern. */
    public Optional<Operation> find(String service, Verb verb, String pattern) {
        Map<Verb, Map<String, Operation>> ofService = byService.getOrDefault(service, Map.of());
        @Nullable Operation found = ofService.getOrDefault(verb, Map.of()).get(pattern);
        return Optional.ofNullable(found);
    }
}

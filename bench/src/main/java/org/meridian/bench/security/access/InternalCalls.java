package org.meridian.bench.security.access;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.Operation;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;

/** The services' calls to each other: open to those that the table names, to no other service, to no person, through no gateway. */
final class InternalCalls {

    private static final String COUNTRY = "DEU";

    private final World world;
    private final Cast cast;
    private final List<Operation> operations;
    private final AtomicLong asked = new AtomicLong();

    InternalCalls(World world, Cast cast, AccessTable table) {
        this.world = world;
        this.cast = cast;
        this.operations = table.operations().stream()
                .filter(o -> o.pattern().startsWith("/internal/"))
                .toList();
    }

    long asked() {
        return asked.get();
    }

    /** How many; each is added to the list in words. */
    long faults(List<String> words) {
        House house = cast.house(COUNTRY, 1);
        Asking asking = new Asking(world.seed() + 11);
        List<Callable<String>> all = new ArrayList<>();
        for (Operation operation : operations) {
            Request request = asking.of(operation, house).orElseThrow();
            URI itself = cast.service(COUNTRY, operation.service());
            all.add(() -> verdict(operation, itself, request, null, "nobody", 401));
            all.add(() -> verdict(
                    operation, cast.gateway(COUNTRY), request, serviceToken("results"), "a gateway's guest", 404));
            house.tokens().forEach((role, token) -> {
                all.add(() -> verdict(operation, itself, request, token, role.name(), 403));
                if (role == Role.ADMIN) {
                    all.add(() ->
                            verdict(operation, cast.gateway(COUNTRY), request, token, "ADMIN at the gateway", 404));
                }
            });
            for (String service : LocalCluster.SERVICES) {
                boolean named =
                        operation.admission() instanceof Admission.Services(var names) && names.contains(service);
                all.add(() -> verdict(operation, itself, request, serviceToken(service), service, named ? 0 : 403));
            }
        }
        List<String> found =
                Wire.together(8, all).stream().filter(fault -> !fault.isEmpty()).toList();
        words.addAll(found);
        return found.size();
    }

    private String serviceToken(String service) {
        return new TokenIssuer(world.stack().keys(), service, Clock.systemUTC()).issueForService(Duration.ofMinutes(5));
    }

    /** @param expected the status; 0 for whatever comes past the check of who calls */
    private String verdict(
            Operation operation, URI to, Request request, @Nullable String token, String who, int expected) {
        Reply reply = cast.wire().send(to, request.token(token));
        asked.incrementAndGet();
        boolean right = expected == 0
                ? reply.status() != 401 && reply.status() != 403 && reply.status() < 500
                : reply.status() == expected;
        return right ? "" : who + ": " + operation + " of " + operation.service() + ": was " + reply;
    }
}

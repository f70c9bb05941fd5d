package org.meridian.bench.security.access;

import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.wire.Request;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.token.Role;

/** Every operation of the access table as those call it who may, on what is their own. */
public final class OwnCalls {

    private static final Set<String> ENDS_THE_CALLER = Set.of("DELETE /v1/me");

    private OwnCalls() {}

    /** A house's people do everything that they may, one call after the other, through this gateway. */
    public static void all(Cast cast, House house, Asking asking, URI gateway) {
        for (Operation operation : inOrder(AccessTable.MERIDIAN)) {
            EnumSet.complementOf(EnumSet.of(Role.SERVICE)).stream()
                    .map(role -> new Cell(operation, operation.needsToken() ? role : null, house, house, false))
                    .filter(Cell::allowed)
                    .findFirst()
                    .ifPresent(cell -> prepared(cast, cell, asking)
                            .ifPresent(request -> cast.wire().send(gateway, request.token(token(cast, cell)))));
        }
    }

    /** What the services answer, from outside: reading first, deleting last, so that things are there while they are needed. */
    public static List<Operation> inOrder(AccessTable table) {
        return table.operations().stream()
                .filter(Operation::isPublic)
                .filter(operation -> !operation.service().equals("gateway") && !operation.localOnly())
                .sorted(Comparator.comparingInt(OwnCalls::damage))
                .toList();
    }

    private static int damage(Operation operation) {
        String path = operation.pattern();
        return switch (operation.verb()) {
            case GET -> 0;
            case PATCH, PUT -> 1;
            case POST -> path.endsWith("/seal") ? 3 : path.endsWith("/receive") ? 4 : path.endsWith("/void") ? 5 : 2;
            case DELETE -> path.equals("/v1/me") ? 7 : 6;
        };
    }

    /** None for an operation that nobody has described yet. */
    static Optional<Request> prepared(Cast cast, Cell cell, Asking asking) {
        if (cell.allowed() && cell.operation().toString().equals("DELETE /v1/me/consents/{consentId}")) {
            House house = cell.object();
            Request consent = Request.post(
                    "/v1/me/consents",
                    Map.of("unitId", house.thing("unitId"), "purpose", "work", "expiresOn", House.inDays(30)));
            String id = cast.wire()
                    .must(cast.gateway(house.country()), consent.token(house.token(Role.RESIDENT)), 201)
                    .field("consentId");
            return Optional.of(Request.of("DELETE", "/v1/me/consents/" + id));
        }
        if (cell.operation().toString().equals("POST /v1/token/refresh")) { // each is used once
            House house = cell.object();
            String phone = house.resident().identity().phone();
            String refresh = cast.desk().login(house.country(), phone).field("refreshToken");
            return Optional.of(Request.post("/v1/token/refresh", Map.of("refreshToken", refresh)));
        }
        return asking.of(cell.operation(), cell.object());
    }

    static @Nullable String token(Cast cast, Cell cell) {
        if (cell.role() == null) {
            return null;
        }
        if (cell.allowed() && ENDS_THE_CALLER.contains(cell.operation().toString())) {
            return cast.desk()
                    .register(Identity.of(cell.caller().country(), new Random()))
                    .token();
        }
        return cell.caller().token(cell.role());
    }
}

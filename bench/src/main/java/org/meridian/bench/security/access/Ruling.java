package org.meridian.bench.security.access;

import java.util.List;
import java.util.Optional;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Reply;

/** What a reply shows about a cell. */
final class Ruling {

    private Ruling() {}

    /** What is wrong with it, if anything is. */
    static Optional<String> fault(Cell cell, Reply reply, List<House> houses) {
        if (reply.status() >= 500) {
            return Optional.of("answered " + reply.status());
        }
        if (cell.allowed() && !opened(cell, reply)) {
            return Optional.of("should be allowed, was " + reply);
        }
        if (!cell.allowed() && !refused(cell, reply)) {
            return Optional.of("should be refused, was " + reply);
        }
        return leak(cell, reply, houses);
    }

    /** It came past every check of who calls; a conflict with what is there, or too often, is no refusal of that kind. */
    private static boolean opened(Cell cell, Reply reply) {
        if (!cell.operation().needsToken()) { // the secret in the body may be wrong
            return reply.status() != 403 && !reply.problem().equals("unauthenticated") && reply.status() != 404;
        }
        boolean there = reply.is2xx() || reply.status() == 409 || reply.status() == 422 || reply.status() == 429;
        return there && (!reply.is2xx() || showsTheThing(cell, reply));
    }

    /** Reading a single thing gives that thing. */
    private static boolean showsTheThing(Cell cell, Reply reply) {
        String pattern = cell.operation().pattern();
        if (!cell.operation().toString().startsWith("GET")
                || !pattern.endsWith("}")
                || !reply.header("content-type").contains("json")) {
            return true;
        }
        String variable = pattern.substring(pattern.lastIndexOf('{') + 1, pattern.length() - 1);
        return reply.text().contains(cell.object().things().getOrDefault(variable, ""));
    }

    private static boolean refused(Cell cell, Reply reply) {
        if (cell.role() == null) {
            return reply.status() == 401;
        }
        if (!cell.roleListed()) {
            return reply.status() == 403;
        }
        boolean nothingFound = reply.status() == 200
                && reply.text().equals("[]")
                && !cell.operation().pattern().contains("{");
        return reply.status() == 403 || reply.status() == 404 || nothingFound;
    }

    /** Names, phones, numbers of people who are neither the caller's nor, where it is allowed, the object's. */
    private static Optional<String> leak(Cell cell, Reply reply, List<House> houses) {
        if (cell.mayShowOthers()) {
            return Optional.empty();
        }
        String everything = reply.everything();
        return houses.stream()
                .filter(house -> house != cell.caller() && !(cell.allowed() && house == cell.object()))
                .flatMap(house -> house.marks().stream())
                .filter(everything::contains)
                .findFirst()
                .map(mark -> "shows something of others");
    }
}

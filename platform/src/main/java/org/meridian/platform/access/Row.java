package org.meridian.platform.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Role;

/** A row as it is written: {@code get("/v1/me").may(RESIDENT, SELF, HOME)}. */
record Row(
        Verb verb,
        String pattern,
        List<May> cells,
        @Nullable Admission other,
        boolean localOnly,
        Priority priority) {

    private Row(Verb verb, String pattern) {
        this(verb, pattern, List.of(), null, false, Priority.NORMAL);
    }

    static Row get(String pattern) {
        return new Row(Verb.GET, pattern);
    }

    static Row post(String pattern) {
        return new Row(Verb.POST, pattern);
    }

    static Row put(String pattern) {
        return new Row(Verb.PUT, pattern);
    }

    static Row patch(String pattern) {
        return new Row(Verb.PATCH, pattern);
    }

    static Row delete(String pattern) {
        return new Row(Verb.DELETE, pattern);
    }

    /** This role may, too. */
    Row may(Role role, Whose whose, Where where) {
        List<May> more = Stream.concat(cells.stream(), Stream.of(new May(role, whose, where)))
                .toList();
        return new Row(verb, pattern, more, other, localOnly, priority);
    }

    /** Anyone may, without a token. */
    Row anyone(Whose whose) {
        return new Row(verb, pattern, cells, new Admission.Anyone(whose), localOnly, priority);
    }

    /** Only these services of ours may. */
    Row services(String... names) {
        return new Row(verb, pattern, cells, new Admission.Services(Set.of(names)), localOnly, priority);
    }

    /** It exists in the profile {@code local} alone. */
    Row onlyLocally() {
        return new Row(verb, pattern, cells, other, true, priority);
    }

    /** It goes first. */
    Row critical() {
        return first(Priority.CRITICAL);
    }

    /** It is left out before what somebody waits for. */
    Row decoration() {
        return first(Priority.DECORATION);
    }

    /** It is left out first. */
    Row analytics() {
        return first(Priority.ANALYTICS);
    }

    private Row first(Priority other) {
        return new Row(verb, pattern, cells, this.other, localOnly, other);
    }

    private Operation of(String service) {
        if (other != null && !cells.isEmpty()) {
            throw new IllegalStateException(verb + " " + pattern + " opens in two ways");
        }
        return new Operation(
                service, verb, pattern, other == null ? new Admission.People(cells) : other, localOnly, priority);
    }

    /** A service's rows. */
    static List<Operation> of(String service, Row... rows) {
        return Arrays.stream(rows).map(row -> row.of(service)).toList();
    }
}

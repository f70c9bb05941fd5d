package org.meridian.platform.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.meridian.platform.token.Role;

/** A row as it is written: {@code get("/v1/me").may(RESIDENT, SELF, HOME)}. */
record Row(Verb verb, String pattern, List<May> cells, List<Admission> others, boolean localOnly, Priority priority) {

    private Row(Verb verb, String pattern) {
        this(verb, pattern, List.of(), List.of(), false, Priority.NORMAL);
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
        return new Row(verb, pattern, more, others, localOnly, priority);
    }

    /** Anyone may, without a token. */
    Row anyone(Whose whose) {
        return or(new Admission.Anyone(whose));
    }

    /** Only these services of ours may. */
    Row services(String... names) {
        return or(new Admission.Services(Set.of(names)));
    }

    private Row or(Admission other) {
        List<Admission> more = Stream.concat(others.stream(), Stream.of(other)).toList();
        return new Row(verb, pattern, cells, more, localOnly, priority);
    }

    /** It exists in the profile {@code local} alone. */
    Row onlyLocally() {
        return new Row(verb, pattern, cells, others, true, priority);
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
        return new Row(verb, pattern, cells, others, localOnly, other);
    }

    private Operation of(String service) {
        if (others.size() > 1 || (!others.isEmpty() && !cells.isEmpty())) {
            throw new IllegalStateException(verb + " " + pattern + " opens in two ways");
        }
        Admission admission = others.isEmpty() ? new Admission.People(cells) : others.getFirst();
        return new Operation(service, verb, pattern, admission, localOnly, priority);
    }

    /** A service's rows. */
    static List<Operation> of(String service, Row... rows) {
        return Arrays.stream(rows).map(row -> row.of(service)).toList();
    }
}

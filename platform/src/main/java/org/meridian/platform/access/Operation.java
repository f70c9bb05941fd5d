package org.meridian.platform.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meridian.platform.token.Role;

/**
 * One row of the table.
 *
 * @param service who answers: a service's name, or {@code gateway}
 * @param verb the method
 * @param pattern the path, variables in braces, as the controller's mapping has it
 * @param admission to whom it opens
 * @param localOnly whether it exists in the profile {@code local} alone
 * @param priority what goes first when not everything can be done
 * @param ids the path's variables that are ids, so begin with a country
 */
public record Operation(
        String service,
        Verb verb,
        String pattern,
        Admission admission,
        boolean localOnly,
        Priority priority,
        List<String> ids) {

    private static final String GATEWAY = "gateway";

    static final String SITE = "siteId";
    static final String UNIT = "unitId";

    /** Every variable is an id that begins with its country, but these. A barcode is looked up in the caller's country. */
    private static final Set<String> NO_IDS = Set.of("barcode", "file", "slug", "group", "event");

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    public Operation {
        ids = List.copyOf(ids);
    }

    public Operation(String service, Verb verb, String pattern, Admission admission, boolean localOnly) {
        this(service, verb, pattern, admission, localOnly, Priority.NORMAL);
    }

    Operation(String service, Verb verb, String pattern, Admission admission, boolean localOnly, Priority priority) {
        this(service, verb, pattern, admission, localOnly, priority, idsOf(pattern));
    }

    private static List<String> idsOf(String pattern) {
        return VARIABLE.matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NO_IDS.contains(name))
                .toList();
    }

    boolean names(String variable) {
        return ids.contains(variable);
    }

    /** Whether it can be called from outside, through a gateway. */
    public boolean isPublic() {
        return service.equals(GATEWAY) || pattern.startsWith("/v1/") || pattern.startsWith("/.well-known/");
    }

    /** Whether a token is needed. */
    public boolean needsToken() {
        return !(admission instanceof Admission.Anyone);
    }

    /** The roles of people who may at all; none where anyone may, or services only. */
    public Set<Role> roles() {
        return admission instanceof Admission.People(List<May> cells)
                ? cells.stream().map(May::role).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** {@code GET /v1/me}. */
    @Override
    public String toString() {
        return verb + " " + pattern;
    }
}

package org.meridian.gateway.calls;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Priority;
import org.meridian.platform.access.Verb;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.http.HttpMethod;

/**
 * One call of the contract.
 *
 * @param method its method; GET stands for HEAD too
 * @param pattern its path, variables in braces
 * @param service who answers; none when the gateway does itself
 * @param binding where
 * @param access whether a token is needed, as the access table says
 * @param roles who may at all with one, as the access table says; the service decides again, and on whose data
 * @param size how much it may send
 * @param carriage how it goes to its service
 * @param priority what goes first when not everything can be done, as the access table says
 */
public record Call(
        HttpMethod method,
        String pattern,
        @Nullable Service service,
        Binding binding,
        Access access,
        Set<Role> roles,
        Size size,
        Carriage carriage,
        Priority priority) {

    /** Whether a token is needed. */
    public enum Access {
        ANYONE,
        WITH_TOKEN
    }

    /** How long the body may be. */
    public enum Size {
        ORDINARY,
        BATCH,
        /** Any length and any time, passed on as it comes, in either direction. */
        STREAM
    }

    /** How it goes to its service. In a carrier it is answered at once and in one piece. */
    public enum Carriage {
        ALONE,
        /** Together with others, for whom it waits a moment while the machine is busy. */
        GATHERED,
        /** Together with those that are there; it waits for nobody's company. */
        PROMPT
    }

    private static final String GATEWAY = "gateway";
    private static final Set<String> PROBES = Set.of("/livez", "/readyz");

    /** Looked up for each call; the text remembers its own. */
    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** A call that the gateway answers. */
    static Call own(HttpMethod method, String pattern) {
        return listed(GATEWAY, method, pattern, null, new Binding.Own());
    }

    /** A call on the port of the actuators, for whoever stands at the machine; nobody outside is shown it. */
    static Call actuator(HttpMethod method, String pattern) {
        return new Call(
                method,
                pattern,
                null,
                new Binding.Own(),
                Access.ANYONE,
                Set.of(),
                Size.ORDINARY,
                Carriage.ALONE,
                Priority.CRITICAL);
    }

    /** A call that a service answers. */
    static Call call(HttpMethod method, String pattern, Service service, Binding binding) {
        return listed(service.key(), method, pattern, service, binding);
    }

    private static Call listed(
            String owner, HttpMethod method, String pattern, @Nullable Service service, Binding binding) {
        Operation row = AccessTable.MERIDIAN
                .find(owner, Verb.valueOf(method.name()), pattern)
                .orElseThrow(() -> new IllegalStateException(
                        "no row in the access table: " + owner + " " + method + " " + pattern));
        Access access = row.needsToken() ? Access.WITH_TOKEN : Access.ANYONE;
        return new Call(
                method, pattern, service, binding, access, row.roles(), Size.ORDINARY, Carriage.ALONE, row.priority());
    }

    /** Whether the table opens this call to a caller of these roles at all. */
    public boolean admits(Caller caller) {
        return access == Access.ANYONE || !Collections.disjoint(roles, caller.roles());
    }

    Call batch() {
        return new Call(method, pattern, service, binding, access, roles, Size.BATCH, Carriage.ALONE, priority);
    }

    Call streamed() {
        return new Call(method, pattern, service, binding, access, roles, Size.STREAM, Carriage.ALONE, priority);
    }

    /** One of the hottest: many of them go in one request. */
    Call asGathered() {
        return carried(Carriage.GATHERED);
    }

    /** Likewise, but somebody stands and waits for it. */
    Call asGatheredPromptly() {
        return carried(Carriage.PROMPT);
    }

    private Call carried(Carriage how) {
        return new Call(method, pattern, service, binding, access, roles, size, how, priority);
    }

    /** Whether this is somebody who looks after the process, which must be answered when nothing else is. */
    public static boolean isProbe(String path) {
        return PROBES.contains(path);
    }

    public boolean isProbe() {
        return isProbe(pattern);
    }

    /** The service, unless the gateway answers itself. */
    public Optional<Service> owner() {
        return Optional.ofNullable(service);
    }
}

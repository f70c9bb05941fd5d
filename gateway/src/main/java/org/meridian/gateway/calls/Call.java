package org.meridian.gateway.calls;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.instances.Service;
import org.springframework.http.HttpMethod;

/**
 * One call of the contract.
 *
 * @param method its method; GET stands for HEAD too
 * @param pattern its path, variables in braces
 * @param service who answers; none when the gateway does itself
 * @param binding where
 * @param access who may call without a token
 * @param size how much it may send
 */
public record Call(
        HttpMethod method, String pattern, @Nullable Service service, Binding binding, Access access, Size size) {

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

    static Call anyone(HttpMethod method, String pattern, Service service, Binding binding) {
        return new Call(method, pattern, service, binding, Access.ANYONE, Size.ORDINARY);
    }

    static Call own(HttpMethod method, String pattern) {
        return new Call(method, pattern, null, new Binding.Own(), Access.ANYONE, Size.ORDINARY);
    }

    static Call call(HttpMethod method, String pattern, Service service, Binding binding) {
        return new Call(method, pattern, service, binding, Access.WITH_TOKEN, Size.ORDINARY);
    }

    Call batch() {
        return new Call(method, pattern, service, binding, access, Size.BATCH);
    }

    Call streamed() {
        return new Call(method, pattern, service, binding, access, Size.STREAM);
    }

    /** The service, unless the gateway answers itself. */
    public Optional<Service> owner() {
        return Optional.ofNullable(service);
    }
}

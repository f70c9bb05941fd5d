package org.meridian.gateway.calls;

import java.util.List;

/** What a call is bound to, hence whose region it belongs to. Where it names nothing, the next region is the token's. */
public sealed interface Binding {

    /** Bound to the thing whose id stands in the path, by the id's country. */
    record PathId(String variable) implements Binding {}

    /** Bound by the first of these properties of the JSON body: a country, or an id that begins with one. */
    record Body(List<String> properties) implements Binding {}

    /**
     * Bound by a secret in the body that begins with a country. One that no region serves is not told apart from any other
     * wrong secret: a service refuses it.
     */
    record Secret(String property) implements Binding {}

    /** Bound to the caller, by the token's country. */
    record Token() implements Binding {}

    /** Bound to nothing: the region that is nearest to the caller. */
    record Nearest() implements Binding {}

    /** Answered by the gateway. */
    record Own() implements Binding {}
}

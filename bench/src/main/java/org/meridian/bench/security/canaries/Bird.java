package org.meridian.bench.security.canaries;

import java.util.List;
import java.util.Locale;
import org.meridian.bench.security.bytes.Canary;
import org.meridian.bench.security.cast.Identity;

/** A person whose data is sent about, and never to be seen again but by herself. */
record Bird(Identity identity) {

    /** What suits a property of this name. */
    String textFor(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        if (name.contains("phone")) {
            return identity.phone();
        }
        if (name.contains("number") || name.contains("national") || name.contains("no")) {
            return identity.number();
        }
        return name.contains("date") || name.endsWith("on") || name.endsWith("at")
                ? identity.birthDate()
                : identity.name();
    }

    List<String> texts() {
        return List.of(identity.name(), identity.phone(), identity.number(), identity.birthDate());
    }

    List<Canary> canaries() {
        return canaries(identity);
    }

    static List<Canary> canaries(Identity identity) {
        return List.of(
                new Canary("name", identity.name()),
                new Canary("phone", identity.phone()),
                new Canary("national id", identity.number()));
    }
}

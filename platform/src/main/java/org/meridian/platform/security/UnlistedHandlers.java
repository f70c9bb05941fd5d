package org.meridian.platform.security;

import java.util.List;
import java.util.stream.Collectors;
import org.meridian.platform.access.AccessTable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start of a service with a controller's method of which the access table says nothing. */
final class UnlistedHandlers implements SmartInitializingSingleton {

    private final AccessTable table;
    private final String service;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    UnlistedHandlers(AccessTable table, String service, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.table = table;
        this.service = service;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Handlers.Mapped> unlisted = mappings.stream()
                .flatMap(mapping -> Handlers.of(mapping).stream())
                .filter(handler -> handler.verb()
                        .flatMap(verb -> table.find(service, verb, handler.pattern()))
                        .isEmpty())
                .toList();
        if (!unlisted.isEmpty()) {
            throw new IllegalStateException(unlisted.stream()
                    .map(Handlers.Mapped::toString)
                    .sorted()
                    .collect(Collectors.joining(
                            ", ",
                            "No row of " + service + " in the access table (org.meridian.platform.access): ",
                            "")));
        }
    }
}

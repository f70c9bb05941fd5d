package org.meridian.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.May;
import org.meridian.platform.access.Verb;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Writes the access table into the API's description: a sentence for people, {@code x-access} and {@code x-roles} (or
 * {@code x-services}) for programs.
 */
final class WhoMayCall implements OpenApiCustomizer {

    private final AccessTable table;
    private final String service;

    WhoMayCall(AccessTable table, String service) {
        this.table = table;
        this.service = service;
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getPaths() != null) {
            api.getPaths()
                    .forEach((pattern, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> verb(method)
                                    .flatMap(verb -> table.find(service, verb, pattern))
                                    .ifPresent(row -> write(row, operation))));
        }
    }

    private static Optional<Verb> verb(PathItem.HttpMethod method) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.name().equals(method.name()))
                .findFirst();
    }

    private static void write(org.meridian.platform.access.Operation row, Operation operation) {
        String who = switch (row.admission()) {
            case Admission.Anyone anyone -> {
                operation.setSecurity(List.of());
                operation.addExtension("x-roles", List.of());
                yield "Anyone.";
            }
            case Admission.People(List<May> cells) -> {
                operation.addExtension(
                        "x-roles",
                        cells.stream().map(cell -> cell.role().name()).sorted().toList());
                operation.addExtension(
                        "x-access", cells.stream().map(WhoMayCall::cell).toList());
                yield cells.stream()
                        .map(cell -> cell.role() + " (" + cell.whose() + ", " + cell.where() + ")")
                        .collect(Collectors.joining(", ", "Roles: ", "."));
            }
            case Admission.Services services -> {
                operation.addExtension("x-services", List.copyOf(new TreeSet<>(services.names())));
                yield "Services only.";
            }
        };
        String text = operation.getDescription();
        operation.setDescription(text == null || text.isBlank() ? who : text.strip() + "\n\n" + who);
    }

    private static Map<String, String> cell(May cell) {
        return Map.of(
                "role", cell.role().name(),
                "whose", cell.whose().name(),
                "where", cell.where().name());
    }
}

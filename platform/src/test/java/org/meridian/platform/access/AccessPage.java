package org.meridian.platform.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table for people to read: {@code docs/access.md}. */
final class AccessPage {

    static final Path FILE = Path.of("..", "docs", "access.md");

    private static final String HEAD = """
            # Who may what

            Made from the table in `org.meridian.platform.access` (platform), from which every check is made too; a test
            compares them. To write this page anew, after `./mvnw -pl platform test-compile`:
            `./mvnw -pl platform test -Dtest=AccessPageTests -Dmeridian.write-pages=true`.

            * **What a token and a path decide** is decided before a body or a row is read, and refused with **403**: the role,
              the site or unit that the token names, the country of an id in the path. It tells nothing about what exists.
            * **What only a row decides** (who registered a site, a unit, a place; whose site a tube is; who uploaded a file) is
              decided in the service, and refused with **404**, exactly as if there were no such thing.
            * Without a token, or with one that is not valid: **401**. Whoever has several roles may what any one of them may.
            * *own country*: every id in the path is of the caller's country, and a barcode is looked up there.
            * Services call each other with tokens of their own, signed by each with its own key. A service's token opens the
              doors that name that service, and nothing else; a gateway accepts none.
            * What goes first and last when there is too much to do is told in [overload](overload.md); without a word a call stands
              between these two.
            """;

    private AccessPage() {}

    static String written(AccessTable table) {
        Map<String, List<Operation>> byService = table.operations().stream()
                .collect(Collectors.groupingBy(Operation::service, LinkedHashMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        byService.forEach((service, operations) -> page.append("\n## ")
                .append(service)
                .append(
                        "\n\n| operation | who | whose | where | when there is too much to do |\n|---|---|---|---|---|\n")
                .append(operations.stream().map(AccessPage::lines).collect(Collectors.joining())));
        return page.toString();
    }

    private static String lines(Operation operation) {
        String name = "`" + operation + "`" + (operation.localOnly() ? " (profile `local` alone)" : "");
        return switch (operation.admission()) {
            case Admission.Anyone(Whose whose) -> line(name, "anyone", whose.toString(), "", first(operation));
            case Admission.Services services ->
                line(name, "services: " + String.join(", ", new TreeSet<>(services.names())), "", "", "");
            case Admission.People(List<May> cells) ->
                people(name, cells.getFirst(), first(operation))
                        + cells.stream()
                                .skip(1)
                                .map(cell -> people("", cell, ""))
                                .collect(Collectors.joining());
        };
    }

    private static String first(Operation operation) {
        return switch (operation.priority()) {
            case CRITICAL -> "goes first";
            case NORMAL -> "";
            case DECORATION -> "goes last but one";
            case ANALYTICS -> "goes last";
        };
    }

    private static String people(String name, May cell, String first) {
        return line(
                name,
                "`" + cell.role() + "`",
                cell.whose().toString(),
                cell.where().toString(),
                first);
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static void write() throws IOException {
        Files.writeString(FILE, written(AccessTable.MERIDIAN));
    }
}

package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of evidence names tests as {@code Class.method}: each must be there, in whichever module. */
class EvidenceExistsTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Tests|IT|E2E))(?:\\.(\\w+))?`");
    private static final Pattern POINT = Pattern.compile("^\\| (\\d) \\|", Pattern.MULTILINE);

    @Test
    void everyTestThatIsNamedAsEvidenceExists() throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> named = TEST.matcher(page()).results().toList();
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(named).allSatisfy(found -> {
            assertThat(sources).containsKey(found.group(1));
            if (found.group(2) != null) {
                assertThat(sources.get(found.group(1))).contains("void " + found.group(2) + "(");
            }
        });
    }

    @Test
    void everyPointHasEvidence() throws IOException {
        List<String> points = POINT.matcher(page())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(points).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(page().lines().filter(line -> line.matches("\\| \\d \\|.*")))
                .allSatisfy(line -> assertThat(TEST.matcher(line).find() || line.contains("`bench/run"))
                        .isTrue());
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/evidence.md"));
    }

    /** The text of each test class, by its name. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(f -> f.toString().replace('\\', '/').contains("/src/test/java/"))
                    .filter(f -> f.toString().endsWith(".java"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}

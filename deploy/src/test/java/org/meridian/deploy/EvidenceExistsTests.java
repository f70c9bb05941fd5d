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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of evidence name tests as {@code Class.method}: each must be there, in whichever module. */
class EvidenceExistsTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Tests|IT|E2E))(?:\\.(\\w+))?`");
    private static final Pattern SECTION = Pattern.compile("^## (\\d+) ", Pattern.MULTILINE);
    private static final Pattern POINT = Pattern.compile("^\\| (\\d) \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({"evidence.md, 30", "security.md, 15"})
    void everyTestThatIsNamedAsEvidenceExists(String page, int moreThan) throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> named = TEST.matcher(text(page)).results().toList();
        assertThat(named).hasSizeGreaterThan(moreThan);
        assertThat(named).allSatisfy(found -> {
            assertThat(sources).containsKey(found.group(1));
            if (found.group(2) != null) {
                assertThat(sources.get(found.group(1))).contains("void " + found.group(2) + "(");
            }
        });
    }

    @Test
    void everyPointHasEvidence() throws IOException {
        List<String> points = POINT.matcher(text("evidence.md"))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(points).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(text("evidence.md").lines().filter(line -> line.matches("\\| \\d \\|.*")))
                .allSatisfy(line -> assertThat(TEST.matcher(line).find() || line.contains("`bench/run"))
                        .isTrue());
    }

    @Test
    void securityHasASectionForEachPoint() throws IOException {
        assertThat(SECTION.matcher(text("security.md")).results().map(found -> found.group(1)))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    }

    private static String text(String page) throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve(page));
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

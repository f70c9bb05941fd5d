package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the settings records of all modules as text: no module but the launcher sees the others. */
class SettingsAreDocumentedTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern RECORD = Pattern.compile(
            "@ConfigurationProperties\\((?:prefix\\s*=\\s*)?\"([\\w.-]+)\".*?record\\s+\\w+\\s*\\((.*?)\\)\\s*(?:implements [^{]+)?\\{",
            Pattern.DOTALL);

    @Test
    void everySettingHasALineInTheSettingsPage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/settings.md"));
        List<String> keys = keys();
        assertThat(keys).hasSizeGreaterThan(30);
        assertThat(keys).allSatisfy(key -> assertThat(page).contains("`" + key));
    }

    private static List<String> keys() throws IOException {
        List<String> keys = new ArrayList<>();
        for (Path source : sources()) {
            Matcher record = RECORD.matcher(Files.readString(source));
            while (record.find()) {
                for (String name : components(record.group(2))) {
                    keys.add(record.group(1) + "." + name);
                }
            }
        }
        return keys;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().replace('\\', '/').contains("/src/main/java/"))
                    .filter(f -> f.toString().endsWith(".java"))
                    .toList();
        }
    }

    /** The names in a record's header, as they are written in a properties file. */
    private static List<String> components(String header) {
        String plain = header.replaceAll("@\\w+(\\([^)]*\\))?", "");
        for (String before = ""; !before.equals(plain); ) {
            before = plain;
            plain = plain.replaceAll("<[^<>]*>", "");
        }
        return Stream.of(plain.split(","))
                .map(part -> part.strip().replaceAll(".*\\s", ""))
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList();
    }
}

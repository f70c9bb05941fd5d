package org.meridian.bench.security.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSearchTests {

    private final ByteSearch search = new ByteSearch(List.of(
            new Canary("name", "Qwrtzpsdfg Xcvbnmklpw"),
            new Canary("phone", "+4915112345678"),
            new Canary("number", "123-45-6789")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=Qwrtzpsdfg Xcvbnmklpw,",
                "QWRTZPSDFG XCVBNMKLPW",
                "Qwrtzpsdfg%20Xcvbnmklpw",
                "Qwrtzpsdfg+Xcvbnmklpw",
                "Mr. Xcvbnmklpw",
                "tel:+4915112345678",
                "%2B4915112345678",
                "004915112345678",
                "SSN 123-45-6789.",
                "SSN 123456789."
            })
    void findsWhatIsPlantedInWhateverFormItWasWritten(String text) {
        assertThat(search.in("before " + text + " after")).hasSize(1);
    }

    @Test
    void findsItInBase64WhereverItStands() {
        for (int before = 0; before < 5; before++) {
            String all = "x".repeat(before) + "Qwrtzpsdfg Xcvbnmklpw, and more";
            String encoded = Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8));
            assertThat(search.in(encoded)).as(encoded).contains("name (base64)");
        }
    }

    @Test
    void findsItAcrossTheEdgesOfWhatIsReadAtATime(@TempDir Path folder) throws IOException {
        for (int at : List.of(0, (1 << 16) - 5, (1 << 16), 200_000)) {
            Path file = folder.resolve("at-" + at);
            Files.writeString(file, " ".repeat(at) + "+4915112345678");
            assertThat(search.in(file)).containsExactly("at-" + at + ": phone");
        }
        assertThat(search.below(folder)).hasSize(4);
    }

    @Test
    void findsItInTheNameOfAFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("heap-Qwrtzpsdfg-1.hprof"), "");
        assertThat(search.below(folder)).containsExactly("a file's name: name");
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        byte[] noise = new byte[1_000_000];
        new Random(1).nextBytes(noise);
        assertThat(search.in(new String(noise, StandardCharsets.ISO_8859_1))).isEmpty();
        assertThat(search.in("Qwrtzpsdf Xcvbnmklp +491511234567 123-45-678")).isEmpty();
    }
}

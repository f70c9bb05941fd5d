package org.meridian.bench.security.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
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

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void findsItInWideCharacters(String charset) {
        assertThat(search.in(" of Qwrtzpsdfg Xcvbnmklpw.".getBytes(Charset.forName(charset))))
                .containsExactly("name (UTF-16)");
    }

    @Test
    void findsItInHexAndEscapedForJson() {
        byte[] phone = "tel:+4915112345678".getBytes(StandardCharsets.UTF_8);
        assertThat(search.in("\\x" + HexFormat.of().formatHex(phone))).containsExactly("phone (hex)");
        var umlauts = new ByteSearch(List.of(new Canary("name", "Jürgen Müßiggänger")));
        assertThat(umlauts.in("{\"name\": \"J\\u00fcrgen M\\u00FC\\u00DFigg\\u00E4nger\"}"))
                .containsExactly("name");
    }

    @Test
    void findsAnIdAsTheDatabaseKeepsItAndAsItIsWritten() {
        UUID id = UUID.fromString("018f3a52-77aa-7c31-8d5e-9b1a5c0de142");
        ByteSearch ids = ByteSearch.of(Canary.needles("id", id));
        byte[] row = ByteBuffer.allocate(24)
                .putInt(7)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        assertThat(ids.in(row)).containsExactly("id (binary)");
        assertThat(ids.in("id = '018F3A52-77AA-7C31-8D5E-9B1A5C0DE142'")).containsExactly("id");
        assertThat(ids.in("018f3a52-77aa-7c31-8d5e-9b1a5c0de143")).isEmpty();
    }

    @Test
    void findsItInWhatGzipCompressed() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write("before".getBytes(StandardCharsets.UTF_8));
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write("the phone is +4915112345678, +4915112345678".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(search.in(out.toByteArray())).containsExactly("phone");
    }

    @Test
    void findsItInAValueThatPostgresCompressed() {
        // eight letters as they are; then thirty from eight back and seven characters; then the other seven
        byte[] packed = ("\0abcdefgh" + "\1\17\10\14+491511" + "\0002345678").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer value = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        value.put(new byte[3])
                .putInt(((packed.length + 8) << 2) | 2)
                .putInt(8 + 30 + 14)
                .put(packed);
        assertThat(search.in(value.array())).containsExactly("phone");
    }

    @Test
    void findsItInALogOfChangesAcrossTheHeadersOfItsPages(@TempDir Path folder) throws IOException {
        byte[] segment = new byte[3 * 8192];
        byte[] phone = "+4915112345678".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(phone, 0, segment, 2 * 8192 - 5, 5);
        System.arraycopy(phone, 5, segment, 2 * 8192 + 24, phone.length - 5);
        Path wal = Files.write(folder.resolve("0000000100000000000000A7"), segment);
        Path other = Files.write(folder.resolve("16384"), segment);
        assertThat(search.whatIn(wal)).containsExactly("phone");
        assertThat(search.whatIn(other)).isEmpty();
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

package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Point 11: no private key, password or token lies in the repository. What the build and deploy/up make does not count. */
class NoSecretsInTheRepositoryTests {

    private static final Path ROOT = Path.of("..");

    private static final List<String> MADE_HERE = List.of("/target/", "/.git/", "/deploy/run/", "/bench/out/");

    private static final Map<String, Pattern> SECRETS = new TreeMap<>(Map.of(
            "a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/]{16}"),
            "a private JWK", Pattern.compile("\"d\"\\s*:\\s*\"[A-Za-z0-9_-]{40,}\""),
            "a Tink keyset", Pattern.compile("\"keyMaterialType\"\\s*:\\s*\"SYMMETRIC\""),
            "a signed token", Pattern.compile("eyJ[A-Za-z0-9_-]{12,}\\.eyJ[A-Za-z0-9_-]{12,}\\.[A-Za-z0-9_-]{40,}"),
            "a password",
                    Pattern.compile(
                            "(?m)^\\s*[\\w.-]*(?:password|secret|webhook-token)\\s*[=:]\\s*[\"']?[A-Za-z0-9_+/-]{16,}[\"']?\\s*$"),
            "a key of a cloud",
                    Pattern.compile("\\b(?:AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[bp]-[A-Za-z0-9-]{20,})\\b")));

    @Test
    void point11ThereIsNoSecretInTheRepository() throws IOException {
        List<Path> files = files(ROOT);
        assertThat(files).hasSizeGreaterThan(500);
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            found.addAll(secrets(file));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void point11ASecretThatIsPlantedIsFound(@TempDir Path folder) throws IOException {
        String random = "q7Zr2mVt9KpXw4Ls8Bd1Yf6Hc3Nj5Ga0Ue_TiRoWxDs";
        Map<String, String> planted = Map.of(
                "a private key", "-----BEGIN " + "PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG\n",
                "a private JWK", "{\"kty\":\"OKP\",\"" + "d\":\"" + random + "\"}",
                "a Tink keyset", "{\"keyData\":{\"" + "keyMaterialType\":\"SYMMETRIC\"}}",
                "a signed token", "eyJhbGciOiJFZERTQSJ9." + "eyJzdWIiOiJERVUtMSJ9AAAA." + random,
                "a password", "spring:\n  datasource.pass" + "word: " + random.substring(0, 24) + "\n",
                "a key of a cloud", "aws = AKIA" + "ABCDEFGHIJKLMNOP");
        assertThat(planted.keySet()).isEqualTo(SECRETS.keySet());
        for (Map.Entry<String, String> secret : planted.entrySet()) {
            Path file = folder.resolve("planted.yaml");
            Files.writeString(file, secret.getValue());
            assertThat(secrets(file)).singleElement().asString().contains(secret.getKey());
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> MADE_HERE.stream().noneMatch((file + "/").replace('\\', '/')::contains))
                    .filter(file -> !file.getFileName().toString().endsWith(".jar"))
                    .toList();
        }
    }

    private static List<String> secrets(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return SECRETS.entrySet().stream()
                .filter(secret -> secret.getValue().matcher(text).find())
                .map(secret -> file + " holds " + secret.getKey())
                .toList();
    }
}

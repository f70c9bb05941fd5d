package org.meridian.platform.secret;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.tls.Certificates;

/**
 * Secrets that were generated for profile local bear a mark, so that none of them gets into production: files of keys a
 * member of their JSON, passwords a prefix, certificates the name of their authority.
 */
public final class GeneratedSecrets {

    /** Whoever reads keys passes over a member that it does not know. */
    private static final String MARK = "generatedForProfile";

    private final List<String> found = new ArrayList<>();

    /** The JSON of a file of keys, with the mark. */
    public static String marked(String json) {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(json);
            members.put(MARK, "local");
            return JSONObjectUtils.toJSONString(members);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no JSON of keys", e);
        }
    }

    /** Whether a file of keys has the mark. */
    public static boolean isMarked(Path file) {
        try {
            return JSONObjectUtils.parse(Files.readString(file)).containsKey(MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (ParseException e) {
            return false; // no keys, or damaged, which whoever needs them tells
        }
    }

    /** Marks every file of signing keys in a folder that profile local uses. */
    public static void mark(Path folder) {
        for (Path file : filesOfKeys(folder)) {
            if (!isMarked(file)) {
                replace(file);
            }
        }
    }

    private static void replace(Path file) {
        Path draft = file.resolveSibling("." + file.getFileName() + ".marked");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, marked(Files.readString(file)));
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be marked", e);
        }
    }

    private static List<Path> filesOfKeys(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jwk")
                            || file.getFileName().toString().matches("vouch-.*\\.key")
                            || file.endsWith("jwks.json")
                            || file.endsWith("audit-keys.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of keys " + folder + " cannot be read", e);
        }
    }

    /** Looks at every file of signing keys in a folder. */
    void keys(String setting, Path folder) {
        if (Files.isDirectory(folder)) {
            filesOfKeys(folder).forEach(file -> keyset(setting, file));
        }
    }

    /** Looks at a file of keys; one that is not there is for others to miss. */
    void keyset(String setting, Path file) {
        if (Files.isRegularFile(file) && isMarked(file)) {
            found.add(setting + ": " + file.getFileName());
        }
    }

    void password(String setting, String value) {
        if (value.startsWith(LocalCluster.GENERATED_PASSWORD)) {
            found.add(setting);
        }
    }

    void certificates(String setting, Path pem) {
        if (!Files.isRegularFile(pem)) {
            return;
        }
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (certificate instanceof X509Certificate x509 && isLocal(x509.getIssuerX500Principal())) {
                    found.add(setting + ": " + pem.getFileName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(pem + " cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalStateException(pem + " holds no certificates", e);
        }
    }

    private static boolean isLocal(X500Principal issuer) {
        return issuer.getName().replace("\\", "").contains(Certificates.LOCAL_AUTHORITY);
    }

    /** @throws IllegalStateException when there was one, with what to do */
    void refuse() {
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    "Profile production does not start on secrets that were generated for profile"
                            + " local. Give it its own, as docs/settings.md tells under \"Secrets in production\", instead of: "
                            + String.join("; ", found));
        }
    }
}

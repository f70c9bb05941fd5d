package org.meridian.db.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A folder that only its owner reads: {@code ca.pem} is whom everybody here trusts, {@code <name>.pem} and
 * {@code <name>-key.pem} are what one process shows. Made with the JDK's own keytool, and for one machine only: the
 * authority's key lies beside what it signed.
 */
public final class Certificates {

    /** Of the authority; a process that is started in production refuses certificates by this name. */
    public static final String LOCAL_AUTHORITY = "Meridian local profile, generated";

    private static final int VALID_DAYS = 825;
    private static final String STORE = "authority.p12";
    private static final String PASSWORD = "authority.password";
    private static final String OWNER_ONLY = "rw-------";

    /** keytool reads a store as a whole and writes it as a whole: of two at once one's certificate would be lost. */
    private static final Object STORES = new Object();

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** The folder's certificates; it and its authority are made when they are not there yet. */
    public static Certificates in(Path folder) {
        Certificates certificates = new Certificates(folder.toAbsolutePath());
        try {
            Files.createDirectories(
                    certificates.folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            synchronized (STORES) {
                certificates.authority();
            }
            return certificates;
        } catch (IOException e) {
            throw new UncheckedIOException("the certificates in " + folder + " cannot be made", e);
        }
    }

    /** Whom to trust. */
    public Path authorityPem() {
        return folder.resolve("ca.pem");
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path key(String name) {
        return folder.resolve(name + "-key.pem");
    }

    /** Makes the key and certificate of a process at these IP addresses when they are not there yet. */
    public void ensure(String name, List<String> addresses) {
        synchronized (STORES) {
            if (!Files.exists(key(name)) || !Files.exists(certificate(name))) {
                make(name, addresses);
            }
        }
    }

    private void make(String name, List<String> addresses) {
        String san = addresses.stream().map(a -> "ip:" + a).collect(Collectors.joining(","));
        try {
            keytool(List.of(
                    "-genkeypair",
                    "-alias",
                    name,
                    "-dname",
                    "CN=" + name,
                    "-signer",
                    "ca",
                    "-ext",
                    "SAN=" + san + ",dns:localhost",
                    "-ext",
                    "EKU=serverAuth,clientAuth"));
            KeyStore store = store();
            write(certificate(name), pem("CERTIFICATE", store.getCertificateChain(name)[0].getEncoded()));
            write(
                    key(name),
                    pem(
                            "PRIVATE KEY",
                            store.getKey(name, password().toCharArray()).getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of " + name + " cannot be made", e);
        }
    }

    /** What a process shows and whom it trusts, for connections in both directions. */
    public SSLContext context(String name) {
        try {
            char[] none = new char[0];
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, none);
            trusted.setCertificateEntry("ca", certificate(x509, authorityPem()));
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, none);
            String pem = Files.readString(key(name)).replaceAll("-----[^-]+-----", "");
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
            own.setKeyEntry(name, key, none, new Certificate[] {certificate(x509, certificate(name))});
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, none);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of " + name + " cannot be used", e);
        }
    }

    private static Certificate certificate(CertificateFactory x509, Path pem)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return x509.generateCertificate(in);
        }
    }

    private void authority() throws IOException {
        if (Files.exists(authorityPem())) {
            return;
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        write(folder.resolve(PASSWORD), Base64.getUrlEncoder().encodeToString(random));
        Files.deleteIfExists(folder.resolve(STORE));
        keytool(List.of(
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=\"" + LOCAL_AUTHORITY.replace(",", "\\,") + "\"",
                "-ext",
                "bc:c=ca:true,pathlen:0",
                "-ext",
                "KU:c=keyCertSign,cRLSign"));
        Files.setPosixFilePermissions(folder.resolve(STORE), PosixFilePermissions.fromString(OWNER_ONLY));
        try {
            Certificate ca = store().getCertificate("ca");
            write(authorityPem(), pem("CERTIFICATE", ca.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String password() throws IOException {
        return Files.readString(folder.resolve(PASSWORD));
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(folder.resolve(STORE))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password().toCharArray());
            return store;
        }
    }

    /** The password is in a file: a command line can be read by everybody on the machine. */
    private void keytool(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(arguments);
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-validity", Integer.toString(VALID_DAYS)));
        command.addAll(List.of(
                "-storetype", "PKCS12", "-keystore", folder.resolve(STORE).toString()));
        command.addAll(List.of("-storepass:file", folder.resolve(PASSWORD).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String pem(String kind, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    /** As a whole or not at all, and never readable by others. */
    private void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(
                folder,
                "draft",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

package org.meridian.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Spring Boot's jar taken apart, as {@code -Djarmode=tools extract} does it, which starts two seconds sooner than nested jars and
 * is what an AOT cache needs. The libraries go to one folder that all modules share, under their checksum: less disk,
 * one copy in the page cache, and a new build never overwrites what a running process has open.
 *
 * @param jar what {@code java -jar} runs; its manifest names the libraries
 * @param hash of everything in it
 */
record BootJar(Path jar, String hash) {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** What the module tells Spring Boot: it stays outside its classes. */
    private static final String NAMED_FOR_SPRING = "META-INF/spring/";

    static BootJar unpack(Path fatJar, Path run) {
        if (!Files.exists(fatJar)) {
            throw new DeployException(
                    fatJar + " is missing: the build did not make it. Run ./mvnw -DskipTests package.");
        }
        try (JarFile source = new JarFile(fatJar.toFile())) {
            String hash = hash(source);
            String module = fatJar.getFileName().toString().replaceAll("-\\d.*", "");
            Path jar = run.resolve("app").resolve(module + "-" + hash + ".jar");
            if (!Files.exists(jar)) {
                List<String> libraries = libraries(source, run.resolve("lib"));
                classes(source, libraries, jar);
            }
            return new BootJar(jar, hash);
        } catch (IOException e) {
            throw new UncheckedIOException(fatJar + " cannot be unpacked", e);
        }
    }

    private static List<String> libraries(JarFile source, Path folder) throws IOException {
        List<String> paths = new ArrayList<>();
        for (JarEntry entry : inOrder(source)) {
            String crc = "%08x".formatted(entry.getCrc());
            String name = entry.getName().substring(LIBRARIES.length());
            Path target = folder.resolve(crc).resolve(name);
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Path fresh = Files.createTempFile(target.getParent(), name, ".new");
                try (InputStream in = source.getInputStream(entry)) {
                    Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            paths.add("../lib/" + crc + "/" + name);
        }
        return paths;
    }

    /** The libraries in the order of the class path index. */
    private static List<JarEntry> inOrder(JarFile source) throws IOException {
        JarEntry index = source.getJarEntry("BOOT-INF/classpath.idx");
        if (index == null) {
            return source.stream()
                    .filter(e -> e.getName().startsWith(LIBRARIES) && !e.isDirectory())
                    .toList();
        }
        try (InputStream in = source.getInputStream(index)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(l -> source.getJarEntry(l.replaceAll("^- \"|\"$", "")))
                    .toList();
        }
    }

    private static void classes(JarFile source, List<String> libraries, Path jar) throws IOException {
        Attributes old = source.getManifest().getMainAttributes();
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, old.getValue("Start-Class"));
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        Path fresh = Files.createTempFile(jar.getParent(), "unpacking", ".new");
        try (OutputStream file = Files.newOutputStream(fresh);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (JarEntry entry : source.stream().toList()) {
                String name = entry.getName();
                boolean classes = name.startsWith(CLASSES) && name.length() > CLASSES.length();
                if (classes || (name.startsWith(NAMED_FOR_SPRING) && !entry.isDirectory())) {
                    ZipEntry copy = new ZipEntry(classes ? name.substring(CLASSES.length()) : name);
                    copy.setTime(entry.getTime());
                    out.putNextEntry(copy);
                    try (InputStream in = source.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** From the archive's own checksums, so that a rebuild without a change gives the same. */
    private static String hash(JarFile source) {
        CRC32 names = new CRC32();
        long sum = 0;
        for (JarEntry entry : source.stream().toList()) {
            names.update((entry.getName() + entry.getCrc() + ";").getBytes(StandardCharsets.UTF_8));
            sum = sum * 31 + entry.getCrc();
        }
        return HexFormat.of().toHexDigits((int) names.getValue())
                + HexFormat.of().toHexDigits((int) sum);
    }
}

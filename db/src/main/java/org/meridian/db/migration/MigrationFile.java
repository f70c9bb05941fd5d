package org.meridian.db.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** A migration as it is written, {@code V<number>__<what>.sql}. */
record MigrationFile(int version, String description, String sql) {

    private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");
    private static final String FOLDER = "db/migration";

    /** Of the plain source, so that a change of the topology leaves the history valid. */
    int checksum() {
        CRC32 sum = new CRC32();
        sum.update(sql.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }

    /** Of every folder and jar of the class path that has any: a service's own, and platform's. */
    static List<MigrationFile> in(ClassLoader loader) {
        List<MigrationFile> files = new ArrayList<>();
        try {
            for (URL folder : Collections.list(loader.getResources(FOLDER))) {
                files.addAll(in(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path", e);
        }
        return ordered(files, "this class path");
    }

    /** Of class folders and jars, plain or Spring Boot's executable ones: a service's own, and platform's. */
    static List<MigrationFile> in(List<Path> jarsOrFolders) {
        List<MigrationFile> files = new ArrayList<>();
        jarsOrFolders.forEach(path -> files.addAll(in(path)));
        return ordered(files, jarsOrFolders.toString());
    }

    private static List<MigrationFile> in(URL folder) {
        try {
            if (folder.getProtocol().equals("file")) {
                return inFolder(Path.of(folder.toURI()));
            }
            // jar:file:/…/service.jar!/db/migration
            String file = folder.getPath().substring(0, folder.getPath().indexOf("!/"));
            return in(Path.of(new java.net.URI(file)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(folder.toString(), e);
        }
    }

    /** Of a class folder, a jar, or Spring Boot's executable jar. */
    private static List<MigrationFile> in(Path jarOrFolder) {
        if (Files.isDirectory(jarOrFolder)) {
            return inFolder(jarOrFolder.resolve(FOLDER));
        }
        try (FileSystem jar = FileSystems.newFileSystem(jarOrFolder)) {
            Path plain = jar.getPath(FOLDER);
            return inFolder(Files.isDirectory(plain) ? plain : jar.getPath("BOOT-INF/classes", FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jarOrFolder, e);
        }
    }

    private static List<MigrationFile> inFolder(Path folder) {
        List<MigrationFile> files = new ArrayList<>();
        try (var paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches()) {
                    files.add(new MigrationFile(
                            Integer.parseInt(name.group(1)), name.group(2).replace('_', ' '), Files.readString(path)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return files;
    }

    private static List<MigrationFile> ordered(List<MigrationFile> files, String where) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("there is no " + FOLDER + "/V<number>__<what>.sql in " + where);
        }
        long versions =
                files.stream().mapToInt(MigrationFile::version).distinct().count();
        if (versions < files.size()) {
            throw new IllegalArgumentException("a version is there twice in " + where);
        }
        return files.stream()
                .sorted(Comparator.comparingInt(MigrationFile::version))
                .toList();
    }
}

package org.meridian.db.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Just as much of tar as the PostgreSQL archive uses: folders, files with their permission bits, symbolic links. */
final class TarArchive {

    private static final int BLOCK = 512;

    private TarArchive() {}

    static void unpack(InputStream tar, Path into) throws IOException {
        while (true) {
            byte[] header = tar.readNBytes(BLOCK);
            if (header.length < BLOCK || header[0] == 0) {
                return;
            }
            Path target = into.resolve(text(header, 0, 100)).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("the archive names a path outside of itself: " + target);
            }
            long size = octal(header, 124, 12);
            switch (header[156]) {
                case '5' -> Files.createDirectories(target);
                case '2' -> {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(text(header, 157, 100)));
                }
                case '0', 0 -> file(tar, target, size, (octal(header, 100, 8) & 0100) != 0);
                default -> throw new IOException("the archive has an entry of unknown kind at " + target);
            }
        }
    }

    private static void file(InputStream tar, Path target, long size, boolean executable) throws IOException {
        Files.createDirectories(target.getParent());
        try (var out = Files.newOutputStream(target)) {
            long left = size;
            byte[] buffer = new byte[1 << 16];
            while (left > 0) {
                int n = tar.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (n == 0) {
                    throw new IOException("the archive ends inside " + target);
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        Set<PosixFilePermission> bits = PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(target, bits);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) {
        return Long.parseLong(text(header, from, length).strip(), 8);
    }
}

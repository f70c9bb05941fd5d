package org.meridian.platform.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is hashed or signed, in a form that can be read in one way only: a text is the number of its UTF-8 bytes (4 bytes,
 * the highest first) and these; a missing one is four bytes 255. A number has 8 bytes; a time is the number of its
 * microseconds since 1970. The first text names the kind and its version.
 */
final class Bytes {

    private ByteBuffer buffer = ByteBuffer.allocate(512);

    Bytes(String kind) {
        text(kind);
    }

    Bytes text(@Nullable String text) {
        if (text == null) {
            room(4).putInt(-1);
            return this;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(4 + utf8.length).putInt(utf8.length).put(utf8);
        return this;
    }

    Bytes number(long number) {
        room(8).putLong(number);
        return this;
    }

    Bytes time(Instant time) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    /** 32 bytes as they are: their length is known. */
    Bytes hash(Hash hash) {
        byte[] bytes = hash.bytes();
        room(bytes.length).put(bytes);
        return this;
    }

    byte[] array() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    Hash sha256() {
        return Hash.sha256(buffer.array(), buffer.position());
    }

    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            int size = Math.max(buffer.capacity() * 2, buffer.position() + more);
            buffer = ByteBuffer.allocate(size).put(buffer.flip());
        }
        return buffer;
    }
}

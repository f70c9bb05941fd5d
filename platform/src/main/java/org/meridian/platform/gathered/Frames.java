package org.meridian.platform.gathered;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How gathered calls and their answers are written. Every text and every call says first how long it is, so nothing that
 * stands in one can be taken for the beginning of another.
 *
 * <p>The carrier's body: the mark {@code MGC1}, the number of calls (32 bits), then each call: its length (32), ticket (64),
 * method, path, 1 and the query or 0, the number of headers (16), their names and values; all the rest is its body. Its
 * answer: one after the other, in whatever order they come about, each with its length (32), index (32), ticket (64), status
 * (16), headers as before; all the rest is the body. A text is its length (16) and that many bytes.
 */
public final class Frames {

    /** Before an answer's first byte. */
    public static final int LENGTH_BYTES = Integer.BYTES;

    private static final int MARK = 0x4d474331; // MGC1
    private static final int HEAD = 512;

    private Frames() {}

    /**
     * One call, as a part of a carrier.
     *
     * @throws IllegalArgumentException when it cannot be written so: a character that is no byte, a text that is too long
     */
    public static byte[] part(GatheredCall call) {
        FrameWriter frame = new FrameWriter(HEAD + call.body().length);
        frame.int32(0).int64(call.ticket()).text(call.method()).text(call.path());
        query(frame, call.query());
        frame.headers(call.headers()).raw(call.body()).lengthAt(0);
        return frame.toBytes();
    }

    /** A carrier's body, of such parts. */
    public static byte[] carrier(List<byte[]> parts) {
        int size = 2 * Integer.BYTES;
        for (byte[] part : parts) {
            size += part.length;
        }
        FrameWriter frame = new FrameWriter(size);
        frame.int32(MARK).int32(parts.size());
        for (byte[] part : parts) {
            frame.raw(part);
        }
        return frame.toBytes();
    }

    private static void query(FrameWriter frame, @Nullable String query) {
        if (query == null) {
            frame.int8(0);
        } else {
            frame.int8(1).text(query);
        }
    }

    /**
     * All of a carrier's calls, or none.
     *
     * @param most how many there may be
     * @throws MalformedFrameException when anything about it is wrong
     */
    public static List<GatheredCall> calls(byte[] carrier, int most) {
        FrameReader frame = new FrameReader(carrier, 0, carrier.length);
        if (frame.int32() != MARK) {
            throw new MalformedFrameException("it does not begin as one");
        }
        int count = frame.int32();
        if (count < 1 || count > most) {
            throw new MalformedFrameException("not 1 to " + most + " calls");
        }
        List<GatheredCall> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            FrameReader call = frame.part();
            calls.add(
                    new GatheredCall(call.int64(), call.text(), call.text(), query(call), call.headers(), call.rest()));
        }
        if (!frame.atEnd()) {
            throw new MalformedFrameException("something stands behind the last call");
        }
        return calls;
    }

    private static @Nullable String query(FrameReader call) {
        return switch (call.int8()) {
            case 0 -> null;
            case 1 -> call.text();
            default -> throw new MalformedFrameException("neither a query nor none");
        };
    }

    /** With its length in front. */
    public static byte[] answer(GatheredAnswer answer) {
        FrameWriter frame = new FrameWriter(HEAD + answer.body().length);
        frame.int32(0).int32(answer.index()).int64(answer.ticket()).int16(answer.status());
        frame.headers(answer.headers()).raw(answer.body()).lengthAt(0);
        return frame.toBytes();
    }

    /**
     * @param frame an answer's bytes, without the length in front
     * @throws MalformedFrameException when they are none
     */
    public static GatheredAnswer answer(byte[] frame) {
        FrameReader answer = new FrameReader(frame, 0, frame.length);
        return new GatheredAnswer(answer.int32(), answer.int64(), answer.int16(), answer.headers(), answer.rest());
    }
}

package org.meridian.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyBufferTests {

    private static final String WHOLE =
            "HTTP/1.1 201 Created\r\nETag: \"a\"\r\ncontent-length: 24\r\n\r\n{\"id\":\"DEU-1\",\"x\":\"y\\\"\"}";
    private static final String CHUNKS =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nB;x=1\r\n and so on.\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
    void anAnswerIsTheSameInWhateverPiecesItComes(int piece) throws IOException {
        Reply whole = read(new ReplyBuffer(), WHOLE, piece);
        assertThat(whole.status()).isEqualTo(201);
        assertThat(whole.field("id")).isEqualTo("DEU-1");
        assertThat(whole.field("none")).isEmpty();
        assertThat(whole.header("etag")).isEqualTo("\"a\"");
        assertThat(read(new ReplyBuffer(), CHUNKS, piece).body()).isEqualTo("hello and so on.");
    }

    @Test
    void aBufferIsUsedAgainAndKnowsWhenTheOtherSideCloses() throws IOException {
        ReplyBuffer buffer = new ReplyBuffer();
        read(buffer, WHOLE, 1000);
        assertThat(buffer.closes()).isFalse();
        buffer.clear();
        Reply none = read(buffer, "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n", 1000);
        assertThat(none.body()).isEmpty();
        assertThat(buffer.closes()).isTrue();
    }

    @Test
    void whatIsNoAnswerOrMoreThanOneIsAnError() {
        assertThatThrownBy(() -> read(new ReplyBuffer(), "SSH-2.0-OpenSSH_9.2p1\r\n\r\n\r\n", 1000))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(new ReplyBuffer(), WHOLE + WHOLE, 1000)).isInstanceOf(IOException.class);
    }

    private static Reply read(ReplyBuffer buffer, String text, int piece) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        @Nullable Reply reply = null;
        for (int at = 0; at < bytes.length; at += piece) {
            assertThat(reply).isNull();
            reply = buffer.add(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
        return java.util.Objects.requireNonNull(reply);
    }
}

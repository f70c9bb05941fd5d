package org.meridian.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class PlainRequestTests {

    private static final String POST = "POST /v1/check-ins?a=b HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t.o.k\r\n"
            + "content-type: application/json\r\nCONNECTION: Keep-Alive\r\nContent-Length:4\r\n\r\n{\r\n}";

    private final PlainRequest request = new PlainRequest();

    private boolean reads(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return request.read(bytes, 0, bytes.length);
    }

    @Test
    void whatAnybodySendsIsRead() {
        assertThat(reads(POST)).isTrue();
        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.path()).isEqualTo("/v1/check-ins");
        assertThat(request.authorization()).isEqualTo("Bearer t.o.k");
        assertThat(request.end()).isEqualTo(POST.length());
    }

    @Test
    void nothingIsRememberedOfTheOneBefore() {
        assertThat(reads(POST)).isTrue();
        String next = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(reads(next)).isTrue();
        assertThat(request.authorization()).isNull();
        assertThat(request.end()).isEqualTo(next.length());
    }

    @Test
    void oneBehindTheOtherIsReadFromItsPlace() {
        byte[] two = (POST + "GET /v1/me HTTP/1.1\r\nHost: x\r\n\r\n" + "GE").getBytes(StandardCharsets.US_ASCII);
        assertThat(request.read(two, 0, two.length)).isTrue();
        assertThat(request.read(two, request.end(), two.length)).isTrue();
        assertThat(request.path()).isEqualTo("/v1/me");
        assertThat(request.read(two, request.end(), two.length)).isFalse();
    }

    @Test
    void whatIsNotWholeIsNotRead() {
        for (int length = 0; length < POST.length(); length++) {
            assertThat(reads(POST.substring(0, length))).as("first " + length).isFalse();
        }
    }

    /** Whatever byte is put in place of one of the head: where it ends, or that it is not read at all, is never otherwise. */
    @Test
    void aChangedByteNeverMovesTheEnd() {
        int headEnd = POST.indexOf("\r\n\r\n") + 4;
        int digit = POST.indexOf(":4\r\n") + 1;
        for (int at = 0; at < headEnd; at++) {
            for (int value = 0; value < 256; value++) {
                String changed = POST.substring(0, at) + (char) value + POST.substring(at + 1);
                if (reads(changed)) {
                    int shorter = at == digit ? '4' - value : 0;
                    assertThat(request.end()).as(at + " is " + value).isEqualTo(POST.length() - shorter);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.0\r\nHost: x\r\n\r\n",
                "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "get /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET  /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a  HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a%41 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://x/a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET ?a HTTP/1.1\r\nHost: x\r\n\r\n",
                "\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a HTTP/1.1\nHost: x\n\n",
                "GET /a HTTP/1.1\r\nHost: x\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\r\n\r\n",
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nAccept: a\r\n b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nAccept : a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\n Accept: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nAccept\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nX-Anything: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nOrigin: https://x\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, upgrade\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n12345678",
                "GET /a HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: a\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1 \r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length:  1\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0x1\r\n\r\na",
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4294967297\r\n\r\na"
            })
    void whatIsNotPlainIsLeftToTheCodec(String text) {
        assertThat(reads(text)).isFalse();
    }

    @Test
    void aLongHeadIsLeftToTheCodec() {
        assertThat(reads("GET /a HTTP/1.1\r\nHost: x\r\nAccept: " + "a".repeat(4000) + "\r\n\r\n"))
                .isTrue();
        assertThat(reads("GET /a HTTP/1.1\r\nHost: x\r\nAccept: " + "a".repeat(4100) + "\r\n\r\n"))
                .isFalse();
        assertThat(reads("GET /" + "a".repeat(4100) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isFalse();
    }
}

package org.meridian.gateway.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.meridian.gateway.hygiene.AnswerHeaders;
import org.meridian.gateway.hygiene.RequestIds;
import org.meridian.gateway.hygiene.Trace;
import org.meridian.platform.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/** The refusal, written beforehand but for its trace and request ids. */
final class RefusalBytes {

    private static final int HEX_OF_LONG = 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String PLACEHOLDER = "0".repeat(2 * HEX_OF_LONG);

    private final RequestIds requestIds;
    private final HttpHeaders constant = new DefaultHttpHeaders();
    private final byte[] before;
    private final byte[] after;
    private final Whole whole;

    RefusalBytes(RequestIds requestIds) {
        this.requestIds = requestIds;
        String body = JsonMapper.shared().writeValueAsString(TooMuch.problem().toProblem(PLACEHOLDER));
        int at = body.indexOf(PLACEHOLDER);
        this.before = body.substring(0, at).getBytes(StandardCharsets.UTF_8);
        this.after = body.substring(at + PLACEHOLDER.length()).getBytes(StandardCharsets.UTF_8);
        constant.set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(
                        HttpHeaderNames.CONTENT_LENGTH,
                        String.valueOf(before.length + PLACEHOLDER.length() + after.length))
                .set(HttpHeaderNames.RETRY_AFTER, String.valueOf(TooMuch.RETRY_AFTER_SECONDS));
        AnswerHeaders.onBare(constant::set);
        this.whole = new Whole(constant, body);
    }

    /** For where nothing encodes: the whole answer as it goes over the wire. */
    @SuppressWarnings("FutureReturnValueIgnored") // who has gone meanwhile misses nothing
    void writeBytes(ChannelHandlerContext context) {
        context.write(whole.answer(context.alloc(), requestIds.next()), context.voidPromise());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // who has gone meanwhile misses nothing
    void write(ChannelHandlerContext context) {
        ByteBuf body = context.alloc().buffer(before.length + PLACEHOLDER.length() + after.length);
        body.writeBytes(before);
        body.writeCharSequence(Trace.start().id(), StandardCharsets.US_ASCII);
        body.writeBytes(after);
        HttpHeaders headers = constant.copy();
        headers.set(RequestIds.HEADER, requestIds.next());
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, body, headers, EmptyHttpHeaders.INSTANCE);
        context.write(answer, context.voidPromise());
    }

    /** Status line, headers and body, with the places of the two ids in it. */
    private static final class Whole {

        private static final String REQUEST_ID = "0".repeat(RequestIds.LENGTH);

        private final byte[] bytes;
        private final int requestId;
        private final int traceId;

        Whole(HttpHeaders headers, String body) {
            StringBuilder text = new StringBuilder("HTTP/1.1 ")
                    .append(HttpResponseStatus.SERVICE_UNAVAILABLE)
                    .append("\r\n");
            headers.forEach(header -> text.append(header.getKey())
                    .append(": ")
                    .append(header.getValue())
                    .append("\r\n"));
            text.append(RequestIds.HEADER).append(": ");
            requestId = text.length();
            text.append(REQUEST_ID).append("\r\n\r\n");
            traceId = text.length() + body.indexOf(PLACEHOLDER);
            bytes = text.append(body).toString().getBytes(StandardCharsets.US_ASCII);
        }

        ByteBuf answer(ByteBufAllocator allocator, String request) {
            ByteBuf answer = allocator.ioBuffer(bytes.length).writeBytes(bytes);
            for (int i = 0; i < RequestIds.LENGTH; i++) {
                answer.setByte(requestId + i, request.charAt(i));
            }
            ThreadLocalRandom random = ThreadLocalRandom.current();
            hex(answer, traceId, random.nextLong());
            hex(answer, traceId + HEX_OF_LONG, random.nextLong() | 1); // an id of zeros is none
            return answer;
        }

        private static void hex(ByteBuf into, int at, long value) {
            long rest = value;
            for (int i = HEX_OF_LONG - 1; i >= 0; i--) {
                into.setByte(at + i, HEX[(int) (rest & 0xf)]);
                rest >>>= 4;
            }
        }
    }
}

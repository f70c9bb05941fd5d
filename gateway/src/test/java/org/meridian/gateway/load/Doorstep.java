package org.meridian.gateway.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.calls.CallTableFixtures;
import org.meridian.gateway.hygiene.InFlight;
import org.meridian.gateway.hygiene.RequestIds;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.access.Priority;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.LoadSettings;

/**
 * A connection of a gateway whose checkin-service is full, with nothing behind but somebody who says 200 and what was asked:
 * method, path, body. Either at once, or when told to.
 */
final class Doorstep {

    private static final LoadSettings ONE_AT_A_TIME =
            new LoadSettings(true, 1, 1, 1, Duration.ofMillis(100), Duration.ofMillis(500), 3, 50, 2, 50, 500, 100);
    private static final RequestIds REQUEST_IDS = new RequestIds(Clock.systemUTC());
    private static final RefusalBytes REFUSALS = new RefusalBytes(REQUEST_IDS);
    private static final Doorman DOORMAN = doorman();
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);

    final List<String> behind = new ArrayList<>();
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private final EmbeddedChannel channel;
    private final boolean atOnce;
    private String out = "";

    private Doorstep(boolean glance, boolean atOnce, long seenEvery) {
        this.atOnce = atOnce;
        EarlyRefusal refusal = new EarlyRefusal(DOORMAN, REFUSALS);
        channel = new EmbeddedChannel();
        if (glance) {
            channel.pipeline().addLast(new FirstGlance(refusal, DOORMAN, REFUSALS, seenEvery));
        }
        channel.pipeline().addLast(new HttpServerCodec(), refusal, new HttpObjectAggregator(1 << 20), new Behind());
    }

    static Doorstep withGlance() {
        return new Doorstep(true, true, Long.MAX_VALUE);
    }

    /** Only the codec and what stands behind it. */
    static Doorstep without() {
        return new Doorstep(false, true, 0);
    }

    static Doorstep answeringLater() {
        return new Doorstep(true, false, Long.MAX_VALUE);
    }

    static Doorstep showingAll() {
        return new Doorstep(true, true, 0);
    }

    private static Doorman doorman() {
        Topology topology = Topology.load();
        Limiters limiters = new Limiters(
                topology, ONE_AT_A_TIME, new BusyMachine(ONE_AT_A_TIME, () -> 0, System::nanoTime), System::nanoTime);
        limiters.of(topology.region("eu"), Service.CHECKIN).enter(Priority.CRITICAL, null);
        return new Doorman(
                CallTableFixtures.everything(),
                new Door(limiters, topology, topology.region("eu")),
                new InFlight(1000));
    }

    Doorstep send(String piece) {
        return send(piece.getBytes(StandardCharsets.ISO_8859_1));
    }

    Doorstep send(byte[] piece) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(piece));
        }
        return this;
    }

    void answerNext() {
        answer(channel.pipeline().lastContext(), waiting.remove());
    }

    /** Status and, unless refused, body of each answer that has come whole, in order. */
    List<String> answers() {
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            out += bytes.toString(StandardCharsets.ISO_8859_1);
            bytes.release();
        }
        List<String> answers = new ArrayList<>();
        int at = 0;
        while (at < out.length()) {
            int head = out.indexOf("\r\n\r\n", at) + 4;
            Matcher length = LENGTH.matcher(out).region(at, head);
            int end = head + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            String status = out.substring(at + 9, at + 12);
            answers.add(status.equals("503") ? status : status + " " + withoutTrace(out.substring(head, end)));
            at = end;
        }
        return answers;
    }

    static String withoutTrace(String answer) {
        return answer.replaceAll("[0-9a-f]{32}", "trace");
    }

    /** All that was sent back. */
    String text() {
        answers();
        return out;
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        boolean good = request.decoderResult().isSuccess();
        String asked =
                request.method() + " " + request.uri() + " " + request.content().toString(StandardCharsets.ISO_8859_1);
        behind.add(good ? asked : "malformed");
        var answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                good ? HttpResponseStatus.OK : HttpResponseStatus.BAD_REQUEST,
                Unpooled.copiedBuffer(good ? asked : "", StandardCharsets.ISO_8859_1));
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
        request.release();
        var written = context.writeAndFlush(answer);
        if (!good) { // as the real one does
            written.addListener(io.netty.channel.ChannelFutureListener.CLOSE);
        }
    }

    private final class Behind extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (atOnce) {
                answer(context, request.retain());
            } else {
                waiting.add(request.retain());
            }
        }
    }
}

package org.meridian.gateway.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Answers what is turned away at the door from the bytes as they came, before the HTTP codec: reading and writing it
 * there costs more than all else of a refusal but the system's part. That is safe only where this and the codec agree about where a
 * request begins. So a connection is looked at here as long as all that it ever sent were {@link PlainRequest plain requests},
 * each whole in the piece in which it came; with the first byte of anything else it is the codec's for good. And nothing is
 * answered here while another answer is under way, so each goes to its own request, in order.
 */
final class FirstGlance extends ChannelInboundHandlerAdapter {

    private static final int LONGEST_PIECE = 16 << 10;

    private static final FastThreadLocal<Desk> DESKS = new FastThreadLocal<>() {
        @Override
        protected Desk initialValue() {
            return new Desk();
        }
    };

    private final EarlyRefusal further;
    private final Doorman doorman;
    private final RefusalBytes refusals;
    private final long seenEvery;

    private boolean plain = true;
    private boolean swallowed;
    private boolean wentOn;
    private long seen = System.nanoTime();

    /** Each thread has one. */
    private static final class Desk {
        private final byte[] piece = new byte[LONGEST_PIECE];
        private final PlainRequest request = new PlainRequest();
    }

    /**
     * @param further the next to decide, who also knows what is under way
     * @param seenEvery nanoseconds; so often the handlers further on are shown a call, be it refused there: they hang up on who is idle
     */
    FirstGlance(EarlyRefusal further, Doorman doorman, RefusalBytes refusals, long seenEvery) {
        this.further = further;
        this.doorman = doorman;
        this.refusals = refusals;
        this.seenEvery = seenEvery;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int refused = plain && message instanceof ByteBuf piece ? refuse(context, piece) : 0;
        if (refused > 0 && message instanceof ByteBuf piece) {
            swallowed = true;
            piece.skipBytes(refused);
            if (!piece.isReadable()) {
                piece.release();
                return;
            }
        }
        wentOn = true;
        context.fireChannelRead(message);
    }

    /** How many bytes have been answered; what is behind them goes on. */
    private int refuse(ChannelHandlerContext context, ByteBuf piece) {
        int length = piece.readableBytes();
        if (length > LONGEST_PIECE) {
            plain = false;
            return 0;
        }
        Desk desk = DESKS.get();
        PlainRequest request = desk.request;
        piece.getBytes(piece.readerIndex(), desk.piece, 0, length);
        boolean mayRefuse = further.isQuiet() && doorman.isAnybodyTurnedAway() && !isDue();
        int refused = 0;
        for (int at = 0; at < length; at = request.end()) {
            if (!request.read(desk.piece, at, length)) {
                plain = false;
                return refused;
            }
            // who comes behind one that goes on goes on too; it is looked at for where it ends
            mayRefuse = mayRefuse && doorman.turnsAway(request.method(), request.path(), request);
            if (mayRefuse) {
                refusals.writeBytes(context);
                refused = request.end();
            }
        }
        return refused;
    }

    private boolean isDue() {
        long now = System.nanoTime();
        if (now - seen < seenEvery) {
            return false;
        }
        seen = now;
        return true;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        boolean answered = swallowed;
        boolean forOthers = wentOn || !swallowed;
        swallowed = false;
        wentOn = false;
        if (answered) {
            context.flush();
        }
        if (forOthers) {
            context.fireChannelReadComplete();
        } else {
            context.read(); // whoever reads on otherwise has seen nothing
        }
    }
}

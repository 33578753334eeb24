package com.hubify.identity.resource.revocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer without end, taken piece by piece with a limit to each wait. The next piece is requested when the last
 * one has been taken, so that a slow reader slows the sender down and fills no memory.
 */
final class RevocationStream implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private record Piece(
            List<ByteBuffer> bytes, boolean last, @Nullable Throwable fault) {}

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final long requestedAt;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;

    /** @param requestedAt ticker when the request was sent, or a little earlier */
    RevocationStream(long requestedAt) {
        this.requestedAt = requestedAt;
    }

    long requestedAt() {
        return requestedAt;
    }

    /**
     * The next piece; empty at the end.
     *
     * @throws IOException if the connection broke, or nothing came in time
     */
    Optional<List<ByteBuffer>> next(Duration patience) throws IOException, InterruptedException {
        Piece piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (piece == null) {
            throw new IOException("No data for " + patience.toMillis() + " ms");
        }
        if (piece.fault != null) {
            throw new IOException("The connection broke", piece.fault);
        }
        if (piece.last) {
            return Optional.empty();
        }
        request();
        return Optional.of(piece.bytes);
    }

    @Override
    public void close() {
        closed = true;
        cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            cancel();
        } else {
            request();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable fault) {
        pieces.add(new Piece(List.of(), true, fault));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    private void request() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.request(1);
        }
    }

    private void cancel() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}

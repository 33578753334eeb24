package com.hubify.identity.cli.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes a response body somewhere as it comes, and asks for more only when that is written. The body itself is empty. */
final class PouredBody implements BodySubscriber<byte[]> {

    private final OutputStream into;
    private final AtomicLong progress;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /** @param progress counts what has come */
    PouredBody(OutputStream into, AtomicLong progress) {
        this.into = into;
        this.progress = progress;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                into.write(bytes);
                progress.addAndGet(bytes.length);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (IOException e) {
            // The reason first: cancelling closes the connection, which is an error of its own.
            body.completeExceptionally(new NotWritten(e));
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(new byte[0]);
    }

    /** What came can't be kept on this machine. */
    static final class NotWritten extends IOException {
        private static final long serialVersionUID = 1L;

        NotWritten(IOException cause) {
            super(cause);
        }
    }
}

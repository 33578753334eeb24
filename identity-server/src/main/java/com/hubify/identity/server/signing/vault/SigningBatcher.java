package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.vault.SigningOutcome.Failed;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Batches signature requests for one key, so that concurrent requests share a call. A request that finds no call in
 * progress leads a batch immediately; those that arrive during the call form the next batch, in order of arrival. The
 * first of them leads it, so no extra thread is needed.
 */
final class SigningBatcher {

    private final int largest;
    private final Duration patience;

    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param largest largest number of requests in one batch
     * @param patience how long a request waits for the call in progress
     */
    SigningBatcher(int largest, Duration patience) {
        this.largest = largest;
        this.patience = patience;
    }

    /** Queues a request. It must {@link #awaitTurn} next. */
    synchronized Request enter(byte[] signingInput) {
        Request request = new Request(signingInput);
        waiting.addLast(request);
        if (!busy) {
            electNext();
        }
        return request;
    }

    /**
     * Waits until the request is served, or is to lead a batch.
     *
     * @return true if the caller must {@link #take} the next batch, have it signed and close it
     * @throws SigningUnavailable if neither happens in time
     */
    boolean awaitTurn(Request mine) {
        try {
            return mine.turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            leave(mine);
            Thread.currentThread().interrupt();
            throw new SigningUnavailable(Reason.FAILED, "interrupted while waiting to sign", e);
        } catch (TimeoutException | ExecutionException e) {
            leave(mine);
            throw new SigningUnavailable(Reason.UNREACHABLE, "no signature within " + patience, e);
        }
    }

    synchronized Batch take() {
        List<Request> requests = new ArrayList<>();
        while (requests.size() < largest && !waiting.isEmpty()) {
            requests.add(waiting.removeFirst());
        }
        return new Batch(requests);
    }

    /** Number of requests that wait for the next call. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void leave(Request mine) {
        waiting.remove(mine);
        // It was elected leader at the moment it gave up: without another leader the others would wait until they
        // time out.
        if (mine.turn.getNow(false)) {
            electNext();
        }
    }

    private synchronized void electNext() {
        Request next = waiting.peekFirst();
        busy = next != null;
        if (next != null) {
            next.turn.complete(true);
        }
    }

    /** Requests of one call. Closing it starts the next batch and gives each request its outcome. */
    final class Batch implements AutoCloseable {

        private final List<Request> requests;
        private List<SigningOutcome> outcomes = List.of();

        private Batch(List<Request> requests) {
            this.requests = requests;
        }

        List<byte[]> inputs() {
            return requests.stream().map(request -> request.input).toList();
        }

        /** @param outcomes one for each input, in the same order */
        void complete(List<SigningOutcome> outcomes) {
            this.outcomes = outcomes;
        }

        void fail(SigningUnavailable failure) {
            if (failure.reason() == Reason.UNREACHABLE) {
                // The waiting requests would time out, too, one batch after another.
                requests.addAll(takeAll());
            }
            outcomes = Collections.nCopies(requests.size(), new Failed(failure));
        }

        @Override
        public void close() {
            electNext();
            for (int i = 0; i < requests.size(); i++) {
                requests.get(i).outcome = i < outcomes.size() ? outcomes.get(i) : Request.NONE;
                requests.get(i).turn.complete(false);
            }
        }

        private List<Request> takeAll() {
            synchronized (SigningBatcher.this) {
                List<Request> all = List.copyOf(waiting);
                waiting.clear();
                return all;
            }
        }
    }

    static final class Request {

        private static final SigningOutcome NONE =
                new Failed(new SigningUnavailable(Reason.FAILED, "the request to Vault was aborted"));

        private final byte[] input;

        /** True: lead the next batch. False: the outcome is there. */
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

        private volatile SigningOutcome outcome = NONE;

        private Request(byte[] input) {
            this.input = input;
        }

        /** @throws SigningUnavailable if there is no signature */
        Base64URL signature() {
            return outcome.get();
        }
    }
}

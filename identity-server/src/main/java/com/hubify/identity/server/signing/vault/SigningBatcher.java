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
 * Signature requests for one key, which share calls: whoever comes while none is under way makes one at once; whoever
 * comes while one is under way leaves with the next, in the order of arrival. A call is made by the first of those who
 * leave with it, so there is no thread to keep, and nobody works for others longer than for itself.
 */
final class SigningBatcher {

    private final SigningCall call;
    private final int most;
    private final Duration patience;

    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param call made for those who leave together
     * @param most requests in one call
     * @param patience how long to wait for a call to leave with
     */
    SigningBatcher(SigningCall call, int most, Duration patience) {
        this.call = call;
        this.most = most;
        this.patience = patience;
    }

    /** @throws SigningUnavailable if there is no signature, or none in time */
    Base64URL sign(byte[] signingInput) {
        Request mine = new Request(signingInput);
        enter(mine);
        if (awaitTurn(mine)) {
            lead();
        }
        return mine.outcome.get();
    }

    /** How many wait for the next call. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void enter(Request request) {
        waiting.addLast(request);
        if (!busy) {
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

    private boolean awaitTurn(Request mine) {
        try {
            return mine.turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            leave(mine);
            Thread.currentThread().interrupt();
            throw new SigningUnavailable(Reason.FAILED, "interrupted while waiting to sign", e);
        } catch (TimeoutException | ExecutionException e) {
            leave(mine);
            throw new SigningUnavailable(Reason.UNREACHABLE, "no signature in time", e);
        }
    }

    private synchronized void leave(Request mine) {
        waiting.remove(mine);
        // Elected in the very moment it gave up; unless somebody else leads, all would wait for ever.
        if (mine.turn.getNow(false)) {
            electNext();
        }
    }

    private void lead() {
        List<Request> batch = take();
        List<SigningOutcome> outcomes = Collections.nCopies(
                batch.size(), new Failed(new SigningUnavailable(Reason.FAILED, "the call to sign broke off")));
        try {
            outcomes = call.sign(batch.stream().map(request -> request.input).toList());
        } catch (SigningUnavailable e) {
            // Those who wait would find nobody there either, and time out one batch after another.
            batch.addAll(e.reason() == Reason.UNREACHABLE ? takeAll() : List.of());
            outcomes = Collections.nCopies(batch.size(), new Failed(e));
        } finally {
            electNext();
            deliver(batch, outcomes);
        }
    }

    private static void deliver(List<Request> batch, List<SigningOutcome> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome = outcomes.get(i);
            batch.get(i).turn.complete(false);
        }
    }

    private synchronized List<Request> take() {
        List<Request> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        return batch;
    }

    private synchronized List<Request> takeAll() {
        List<Request> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private static final class Request {

        private static final SigningOutcome NONE =
                new Failed(new SigningUnavailable(Reason.FAILED, "there was no answer for this signature"));

        final byte[] input;

        /** True: make the call. False: the outcome is there. */
        final CompletableFuture<Boolean> turn = new CompletableFuture<>();

        volatile SigningOutcome outcome = NONE;

        Request(byte[] input) {
            this.input = input;
        }
    }
}

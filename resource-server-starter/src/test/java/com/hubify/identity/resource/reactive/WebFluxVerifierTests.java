package com.hubify.identity.resource.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.resource.memory.CredentialVerifier;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class WebFluxVerifierTests {

    private static final Duration STALENESS = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MANY = 200;

    private static final Verification FOUND = Verification.refused(Verification.Reason.INACTIVE);

    // More waiting than there is room for would end as memory, not as answers.
    @Test
    void answersOverloadAsUnavailable() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        Asking asking = credential -> {
            begun.countDown();
            awaitQuietly(hanging);
            return CompletableFuture.completedFuture(FOUND);
        };
        try (WebFluxVerifier verifier = new WebFluxVerifier(asking, 1, 1, 1)) {
            Disposable first = verifier.verify("a", Sender.UNKNOWN, STALENESS).subscribe();
            // Else it may still queue, and take the place that is meant for the next.
            begun.await();
            Disposable second = verifier.verify("b", Sender.UNKNOWN, STALENESS).subscribe();

            assertThat(answer(verifier, "c")).isInstanceOf(Verification.Unavailable.class);
            hanging.countDown();
            first.dispose();
            second.dispose();
        }
    }

    // Attack: more unknown tokens than signatures can be checked of. Without a place left, the executor throws at once.
    @Test
    void answersFullSignatureThreadsAsUnavailable() {
        Asking full = new Asking() {
            @Override
            public CompletableFuture<Verification> ask(String credential) {
                throw new RejectedExecutionException("full");
            }

            @Override
            public CompletableFuture<Verification> verifyAsync(
                    String credential, Sender sender, Duration staleness, Executor signatures, Executor issuer) {
                return ask(credential);
            }
        };
        try (WebFluxVerifier verifier = new WebFluxVerifier(full, 1, 1, 1)) {
            assertThat(answer(verifier, "a")).isInstanceOf(Verification.Unavailable.class);
        }
    }

    @Test
    void hasNoThreadWaitForAnAnswerUnderWay() {
        CompletableFuture<Verification> underWay = new CompletableFuture<>();
        Asking asking = credential -> credential.equals("slow") ? underWay : CompletableFuture.completedFuture(FOUND);
        try (WebFluxVerifier verifier = new WebFluxVerifier(asking, 1, 1, 10)) {
            CompletableFuture<Verification> slow = begin(verifier, "slow");

            assertThat(answer(verifier, "other")).isEqualTo(FOUND);
            assertThat(slow).isNotDone();
            underWay.complete(FOUND);
            assertThat(slow).succeedsWithin(SOON).isEqualTo(FOUND);
        }
    }

    // Attack: whoever sends what the issuer must be asked about, while it is slow, has everybody else wait.
    @Nested
    class WhileStrangersWait {

        private static final String JWKS = "/oauth2/jwks";
        private static final String CLERK_JWKS = "/clerk/.well-known/jwks.json";
        private static final String INTROSPECTION = "/oauth2/introspect";

        private final StubIssuer issuer = new StubIssuer();
        private final Credentials credentials = Credentials.judgedFor(issuer);
        private final WebFluxVerifier verifier = new WebFluxVerifier(credentials.verifier());

        @AfterEach
        void close() {
            issuer.recover();
            verifier.close();
            credentials.close();
            issuer.close();
        }

        @Test
        void judgesTokensWhoseKeyIsKnown() {
            credentials.accepted(token());
            credentials.passUnheard(Duration.ofSeconds(3));
            List<String> madeUp = unknownKeys();
            List<String> tokens = many(this::token);
            List<String> keys = many(() -> credentials.tokens.apiKey().value());
            String good = token();
            issuer.hang(JWKS);
            issuer.hang(INTROSPECTION);

            madeUp.forEach(token -> begin(verifier, token));
            tokens.forEach(token -> verifier.verify(token, Sender.UNKNOWN, Duration.ofSeconds(2))
                    .subscribe());
            keys.forEach(key -> begin(verifier, key));
            // 32 keys, and those tokens that the unknown keys have left threads for.
            await().until(() -> issuer.requests(INTROSPECTION) >= 48);

            assertThat(answer(verifier, good)).isInstanceOf(Verification.Accepted.class);
        }

        @Test
        void asksAboutKeysThoughTokensWait() {
            issuer.hang(CLERK_JWKS);
            List<String> sessions = many(() -> credentials
                    .tokens
                    .sessionToken()
                    .claim("jti", UUID.randomUUID().toString())
                    .value());

            sessions.forEach(session -> begin(verifier, session));
            await().until(() -> issuer.requests(CLERK_JWKS) == 1);

            assertThat(answer(verifier, credentials.tokens.apiKey().value())).isInstanceOf(Verification.Accepted.class);
        }

        @Test
        void asksAboutTokensThoughUnknownKeysAreNamed() {
            credentials.accepted(token());
            credentials.passUnheard(STALENESS.plusSeconds(1));
            List<String> madeUp = unknownKeys();
            issuer.hang(JWKS);

            madeUp.forEach(token -> begin(verifier, token));
            await().until(() -> issuer.requests(JWKS) == 2);

            assertThat(answer(verifier, token())).isInstanceOf(Verification.Accepted.class);
        }

        private List<String> unknownKeys() {
            return many(() -> credentials
                    .tokens
                    .accessToken()
                    .header("kid", UUID.randomUUID().toString())
                    .value());
        }

        private static List<String> many(Supplier<String> credential) {
            return Stream.generate(credential).limit(MANY).toList();
        }

        private String token() {
            return credentials.tokens.accessToken().value();
        }
    }

    private static CompletableFuture<Verification> begin(WebFluxVerifier verifier, String credential) {
        return verifier.verify(credential, Sender.UNKNOWN, STALENESS).toFuture().thenApply(Objects::requireNonNull);
    }

    private static Verification answer(WebFluxVerifier verifier, String credential) {
        return Objects.requireNonNull(
                verifier.verify(credential, Sender.UNKNOWN, STALENESS).block(SOON));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Knows nothing, and asks about each. */
    private interface Asking extends CredentialVerifier {

        CompletableFuture<Verification> ask(String credential);

        @Override
        default CompletableFuture<Verification> verifyAsync(
                String credential, Sender sender, Duration staleness, Executor signatures, Executor issuer) {
            return CompletableFuture.supplyAsync(() -> ask(credential), issuer).thenCompose(answer -> answer);
        }

        @Override
        default Verification verify(String credential, Sender sender, Duration staleness) {
            return ask(credential).join();
        }

        @Override
        default Verification verifyNow(String credential, Sender sender, Duration staleness) {
            return new Verification.Unavailable(SOON);
        }
    }
}

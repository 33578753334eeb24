package com.hubify.identity.benchmarks.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Judging one credential: seen before, seen for the first time, and as Spring's decoder does it each time. */
public class VerifyBenchmark {

    /** Each thread walks through the credentials on its own. */
    @State(Scope.Thread)
    public static class Walk {

        private int step;

        String next(List<String> credentials) {
            step = step + 1 < credentials.size() ? step + 1 : 0;
            return credentials.get(step);
        }
    }

    /** A thousand tokens and a thousand keys that the service knows. */
    @State(Scope.Benchmark)
    public static class Known {

        private static final int COUNT = 1_000;

        private final MeasuredVerifier verifier = new MeasuredVerifier(Map.of());
        private final List<String> tokens = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();

        /** Uses each once. */
        @Setup(Level.Trial)
        public void use() {
            for (int i = 0; i < COUNT; i++) {
                tokens.add(verifier.accessToken());
                keys.add(verifier.apiKey());
            }
            tokens.forEach(verifier::verify);
            keys.forEach(verifier::verify);
        }

        /** Ends the service. */
        @TearDown(Level.Trial)
        public void close() {
            verifier.close();
        }
    }

    /** More tokens than the service can remember, so that each comes as a new one. */
    @State(Scope.Benchmark)
    public static class Unknown {

        private static final int COUNT = 20_000;

        private final MeasuredVerifier verifier = new MeasuredVerifier(Map.of("hubify.resource.cache.size", "100"));
        private final List<String> tokens = verifier.accessTokens(COUNT);

        /** Ends the service. */
        @TearDown(Level.Trial)
        public void close() {
            verifier.close();
        }
    }

    /** Spring's decoder with the same key. */
    @State(Scope.Benchmark)
    public static class Spring {

        private final MeasuredVerifier verifier = new MeasuredVerifier(Map.of());
        private final List<String> tokens = List.of(verifier.plainToken());
        private final NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        verifier.issuer().issuer() + "/oauth2/jwks")
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();

        /** Ends the issuer. */
        @TearDown(Level.Trial)
        public void close() {
            verifier.close();
        }
    }

    /** An access token that was verified before. */
    @Benchmark
    public void knownToken(Known known, Walk walk) {
        known.verifier.verify(walk.next(known.tokens));
    }

    /** An API key that was introspected before. */
    @Benchmark
    public void knownKey(Known known, Walk walk) {
        known.verifier.verify(walk.next(known.keys));
    }

    /** An access token that comes for the first time. */
    @Benchmark
    public void newToken(Unknown unknown, Walk walk) {
        unknown.verifier.verify(walk.next(unknown.tokens));
    }

    /** What Spring's resource server does for each request. */
    @Benchmark
    public void springDecoder(Spring spring, Walk walk, Blackhole blackhole) {
        blackhole.consume(spring.decoder.decode(walk.next(spring.tokens)));
    }
}

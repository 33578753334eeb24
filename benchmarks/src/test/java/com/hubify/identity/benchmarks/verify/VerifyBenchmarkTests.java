package com.hubify.identity.benchmarks.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That everything the benchmarks call works; what it costs is for {@code benchmarks/run}. */
class VerifyBenchmarkTests {

    @Test
    void isCompiledToWhatJmhRuns() {
        Set<String> found = BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(
                                new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT),
                        List.of(VerifyBenchmark.class.getName()),
                        List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());

        assertThat(found).containsExactlyInAnyOrder("knownToken", "knownKey", "newToken", "springDecoder");
    }

    @Test
    void servicesKnowWhatTheyHaveVerified() {
        try (MeasuredVerifier verifier = new MeasuredVerifier(Map.of())) {
            String token = verifier.accessToken();
            String key = verifier.apiKey();
            assertThat(verifier.knows(key)).isFalse();

            verifier.verify(token);
            verifier.verify(key);

            assertThat(verifier.knows(token)).isTrue();
            assertThat(verifier.knows(key)).isTrue();
        }
    }

    @Test
    void springsDecoderTakesTheSameClaims() {
        VerifyBenchmark.Spring spring = new VerifyBenchmark.Spring();
        try {
            assertThatCode(
                            () -> new VerifyBenchmark()
                                    .springDecoder(
                                            spring,
                                            new VerifyBenchmark.Walk(),
                                            new org.openjdk.jmh.infra.Blackhole(
                                                    "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.")))
                    .doesNotThrowAnyException();
        } finally {
            spring.close();
        }
    }
}

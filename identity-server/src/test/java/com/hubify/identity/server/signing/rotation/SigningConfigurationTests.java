package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.signing.OwnTokens;
import com.hubify.identity.server.signing.SigningKeyEvent;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

@ExtendWith(OutputCaptureExtension.class)
class SigningConfigurationTests {

    @TempDir
    Path folder;

    ApplicationContextRunner runner;

    @BeforeEach
    void createRunner() {
        runner = new ApplicationContextRunner()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withUserConfiguration(ScannedSigning.class);
    }

    @Test
    void signsWithLocalKeysInProfileLocal() {
        local().run(context -> {
            var token = context.getBean(JwtEncoder.class)
                    .encode(JwtEncoderParameters.from(
                            JwtClaimsSet.builder().subject("user_1").build()));

            assertThat(context.getBean(OwnTokens.class).verify(token.getTokenValue()))
                    .isPresent();
            assertThat(context.getBean(MeterRegistry.class)
                            .get("hubify.signing")
                            .tags("provider", "local", "outcome", "signed")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void saysLoudlyThatKeysAreLocal(CapturedOutput output) {
        local().run(context -> assertThat(output).contains("TOKENS ARE SIGNED WITH PRIVATE KEYS FROM THE FILE"));
    }

    @Test
    void publishesPublicHalvesOnly() {
        local().run(context -> {
            @SuppressWarnings("unchecked")
            JWKSource<SecurityContext> source = context.getBean(JWKSource.class);

            var published = source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);

            assertThat(published).hasSize(3).noneMatch(JWK::isPrivate);
        });
    }

    // Otherwise a filter chain might pick it up and accept our tokens without looking at their expiry.
    @Test
    void contributesNoDecoderWithoutPolicy() {
        local().run(context -> assertThat(context).doesNotHaveBean(JwtDecoder.class));
    }

    @Test
    void reportsHealthWithProviderAndKeys() {
        local().run(context -> {
            var health = context.getBean(SigningHealth.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("provider", "local").containsKey("kid");
            assertThat(ScannedSigning.publishedKeys(context)).isEqualTo(Status.UP);
        });
    }

    @Test
    void refusesLocalKeysOutsideProfileLocal() {
        runner.withPropertyValues(
                        "hubify.identity.signing.provider=local",
                        "hubify.identity.signing.local.file=" + folder.resolve("keys.json"),
                        "spring.profiles.active=production")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("hubify.identity.signing.provider is local")
                        .hasMessageContaining("profile 'local' only"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesPeriodThatWouldPublishMoreKeysThanVerifiersTake() {
        local().withPropertyValues(
                        "hubify.identity.signing.rotation.period=11m", "hubify.identity.signing.rotation.announce=10m")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll("hubify.identity.signing.rotation.period", "must be longer"));
    }

    /** What the first turn did must not be missing in the audit trail. */
    @Test
    void firstTurnIsHeardByWhoeverListens() {
        List<Object> heard = new ArrayList<>();
        local().withBean(Listener.class, () -> new Listener(heard))
                .run(context -> assertThat(heard).hasSize(3).allMatch(SigningKeyEvent.Announced.class::isInstance));
    }

    private record Listener(List<Object> heard) {

        @EventListener
        void on(SigningKeyEvent.Announced event) {
            heard.add(event);
        }
    }

    @Test
    void namesMissingFile() {
        runner.withPropertyValues("hubify.identity.signing.provider=local", "spring.profiles.active=local")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("hubify.identity.signing.local.file"));
    }

    @Test
    void namesMissingProvider() {
        runner.run(context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("hubify.identity.signing.provider"));
    }

    @Test
    void namesUnknownProvider() {
        runner.withPropertyValues("hubify.identity.signing.provider=paper")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("hubify.identity.signing.provider")
                        .hasStackTraceContaining("paper"));
    }

    private ApplicationContextRunner local() {
        return runner.withPropertyValues(
                "hubify.identity.signing.provider=local",
                "hubify.identity.signing.local.file=" + folder.resolve("keys.json"),
                "spring.profiles.active=local");
    }
}

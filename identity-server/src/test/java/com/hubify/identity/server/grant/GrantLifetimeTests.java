package com.hubify.identity.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.revocation.Retention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class GrantLifetimeTests {

    private static final String PROPERTY = "hubify.identity.token.grant-time-to-live";

    private final ApplicationContextRunner server =
            new ApplicationContextRunner().withUserConfiguration(Retention.class, GrantConfiguration.class);

    /** Attack: wait until the revocation of a stolen grant is forgotten, and refresh. */
    @ParameterizedTest
    @CsvSource({"100d, 90d, true", "100d, 99d, true", "100d, 100d, false", "91d, 2160h, true", "91d, 2161h, false"})
    void grantThatOutlivesItsRevocationStopsTheStart(String retention, String life, boolean starts) {
        server.withPropertyValues("hubify.identity.revocation.retention=" + retention, PROPERTY + "=" + life)
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    boolean refused = false;
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        refused |= cause instanceof InvalidConfigurationPropertyValueException setting
                                && setting.getName().equals(PROPERTY)
                                && String.valueOf(setting.getReason()).contains("hubify.identity.revocation.retention");
                    }
                    assertThat(refused).isEqualTo(!starts);
                });
    }
}

package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class LoginPropertiesTests {

    @Test
    void nameTheTimeThatIsTooShort() {
        assertThatThrownBy(() -> new LoginProperties(Duration.ofSeconds(59)))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageStartingWith("hubify.identity.login.session-lifetime must be at least 1m and at most 365d");
    }
}

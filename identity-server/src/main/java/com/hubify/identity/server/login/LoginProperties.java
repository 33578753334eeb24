package com.hubify.identity.server.login;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sessionLifetime How long a sign-in lasts without being used. Until somebody signs in, a session lasts minutes.
 */
@ConfigurationProperties("hubify.identity.login")
record LoginProperties(@DefaultValue("12h") Duration sessionLifetime) {

    LoginProperties {
        // Less, and a session would end before it is used: Clerk says yes again, and the browser goes round in circles.
        Settings.requireBetween(
                Duration.ofMinutes(1), sessionLifetime, Duration.ofDays(365), "hubify.identity.login.session-lifetime");
    }
}

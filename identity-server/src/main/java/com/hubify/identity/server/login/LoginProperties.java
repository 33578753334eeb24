package com.hubify.identity.server.login;

import com.hubify.identity.settings.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param sessionLifetime How long a sign-in lasts without being used. A session without a sign-in lasts minutes. */
@ConfigurationProperties("hubify.identity.login")
record LoginProperties(@DefaultValue("12h") Duration sessionLifetime) {

    LoginProperties {
        // With less, a session could end before its first use, and the browser would loop between here and Clerk.
        Settings.requireBetween(
                Duration.ofMinutes(1), sessionLifetime, Duration.ofDays(365), "hubify.identity.login.session-lifetime");
    }
}

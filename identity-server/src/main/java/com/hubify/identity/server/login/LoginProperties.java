package com.hubify.identity.server.login;

import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer Issuer of the Clerk instance that people sign in with, as its discovery document says it.
 * @param clientId Client id of the OAuth application in Clerk.
 * @param clientSecret Client secret of the OAuth application in Clerk.
 * @param scopes Scopes asked of Clerk.
 * @param sessionLifetime How long a sign-in lasts without being used. Until somebody signs in, a session lasts minutes.
 */
@Validated
@ConfigurationProperties("hubify.identity.login")
record LoginProperties(
        @NotEmpty String issuer,
        @NotEmpty String clientId,
        @NotEmpty String clientSecret,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes,
        @DefaultValue("12h") Duration sessionLifetime) {

    LoginProperties {
        String address = Objects.requireNonNullElse(issuer, "");
        Settings.require(
                address.isEmpty() || WebAddress.isOne(address),
                "hubify.identity.login.issuer",
                "must be an http or https address without user, query and fragment, in ASCII");
        // Less, and a session would end before it is used: Clerk says yes again, and the browser goes round in circles.
        Settings.require(
                sessionLifetime.compareTo(Duration.ofMinutes(1)) >= 0,
                "hubify.identity.login.session-lifetime",
                "must be a minute at least");
    }

    @Override
    public String toString() {
        return "LoginProperties[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}

package com.hubify.identity.server;

import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import jakarta.validation.constraints.NotEmpty;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer Issuer of every token, an address without a trailing slash under which browsers and services reach the server.
 */
@Validated
@ConfigurationProperties("hubify.identity")
record IssuerProperties(@NotEmpty String issuer) {

    IssuerProperties {
        String address = Objects.requireNonNullElse(issuer, "");
        Settings.require(
                address.isEmpty() || WebAddress.isOne(address) && !address.endsWith("/"),
                "hubify.identity.issuer",
                "must be an http or https address without a trailing slash, user, query and fragment, in ASCII");
    }
}

package com.hubify.demo.page;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the page needs to sign people in. All of it is public.
 *
 * @param issuer Identity server as browsers reach it
 * @param clientId Client that stands for the page, registered there as public
 * @param scopes Scopes the page asks for
 */
@ConfigurationProperties("demo.page")
record PageProperties(
        URI issuer,
        @DefaultValue("demo-web") String clientId,

        @DefaultValue({"openid", "profile", "email", "labs:read", "experiments:read"})
        List<String> scopes) {

    PageProperties {
        if (!List.of("http", "https").contains(String.valueOf(issuer.getScheme())) || issuer.getHost() == null) {
            throw new IllegalArgumentException("demo.page.issuer must be an http or https URL");
        }
    }

    /** Scheme, host and port of the issuer, as a Content-Security-Policy names it. */
    String issuerOrigin() {
        return issuer.getScheme() + "://" + issuer.getAuthority();
    }
}

package com.hubify.identity.benchmarks.http;

import com.hubify.identity.benchmarks.ClassPath;
import com.hubify.identity.resource.test.StubIssuer;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between a request and the handler. */
enum Protection {
    /** No Spring Security at all. */
    NONE("spring-security|spring-boot-security|starter-security|resource-server-starter"),
    /** Spring Security's filters, letting everything through. */
    CHAIN("resource-server-starter"),
    /** Spring Boot's own resource server with ES256. */
    SPRING_ES256("resource-server-starter"),
    /** The same with RS256. */
    SPRING_RS256("resource-server-starter"),
    /** The same with opaque tokens, each introspected. */
    SPRING_OPAQUE("resource-server-starter"),
    /** Our starter with the JDK's cryptography. */
    HUBIFY_JDK("AmazonCorrettoCryptoProvider"),
    /** Our starter with Amazon Corretto Crypto Provider. */
    HUBIFY_NATIVE(" ");

    private static final String SPRING = "--spring.security.oauth2.resourceserver.";
    private static final String OURS = "--hubify.resource.";

    private final Pattern unwanted;

    Protection(String unwanted) {
        this.unwanted = Pattern.compile(unwanted);
    }

    ClassPath of(ClassPath all) {
        return all.without(unwanted);
    }

    /** Settings of a service that trusts this issuer. */
    List<String> settings(StubIssuer issuer) {
        return switch (this) {
            case NONE, CHAIN -> List.of();
            case SPRING_ES256 -> springJwt(issuer, "ES256");
            case SPRING_RS256 -> springJwt(issuer, "RS256");
            case SPRING_OPAQUE ->
                List.of(
                        SPRING + "opaquetoken.introspection-uri=" + issuer.issuer() + "/oauth2/introspect",
                        SPRING + "opaquetoken.client-id=" + StubIssuer.CLIENT_ID,
                        SPRING + "opaquetoken.client-secret=" + StubIssuer.CLIENT_SECRET);
            case HUBIFY_JDK, HUBIFY_NATIVE ->
                List.of(
                        OURS + "issuer-uri=" + issuer.issuer(),
                        OURS + "client-id=" + StubIssuer.CLIENT_ID,
                        OURS + "client-secret=" + StubIssuer.CLIENT_SECRET);
        };
    }

    private static List<String> springJwt(StubIssuer issuer, String algorithm) {
        return List.of(
                SPRING + "jwt.issuer-uri=" + issuer.issuer(),
                SPRING + "jwt.jws-algorithms=" + algorithm,
                SPRING + "jwt.audiences=" + Credentials.AUDIENCE);
    }
}

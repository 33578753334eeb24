package com.hubify.identity.benchmarks.server;

import com.hubify.identity.benchmarks.Person;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Spring Boot's own authorization server, everything in its memory. Ours are only the key, ES256 and a digest of secrets. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainAuthorizationServer {

    private static final String CLIENT = "--spring.security.oauth2.authorizationserver.client.";

    /** Starts it with Spring's arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(PlainAuthorizationServer.class, arguments);
    }

    /** Settings with which this client may have tokens and ask about them. */
    static List<String> machine(String client, String secret, String scope) {
        String machine = CLIENT + "machine.registration.";
        return List.of(
                machine + "client-id=" + client,
                machine + "client-secret=" + new Sha256Secrets().encode(secret),
                machine + "client-authentication-methods=client_secret_basic",
                machine + "authorization-grant-types=client_credentials",
                machine + "scopes=" + scope,
                CLIENT + "machine.token.access-token-time-to-live=1h");
    }

    /** Settings with which this person may sign in at this client. */
    static List<String> web(String client, String secret, String scopes, String person, String password) {
        String web = CLIENT + "web.registration.";
        return List.of(
                web + "client-id=" + client,
                web + "client-secret=" + new Sha256Secrets().encode(secret),
                web + "client-authentication-methods=client_secret_basic",
                web + "authorization-grant-types=authorization_code,refresh_token",
                web + "redirect-uris=" + Person.CALLBACK,
                web + "scopes=" + scopes,
                CLIENT + "web.require-proof-key=false",
                CLIENT + "web.token.access-token-time-to-live=1h",
                CLIENT + "web.token.reuse-refresh-tokens=false",
                "--spring.security.user.name=" + person,
                "--spring.security.user.password=" + new Sha256Secrets().encode(password));
    }

    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("plain-v1").generate();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> algorithm() {
        return context -> context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
    }

    @Bean
    PasswordEncoder secrets() {
        return new Sha256Secrets();
    }
}

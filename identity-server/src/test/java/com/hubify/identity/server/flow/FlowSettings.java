package com.hubify.identity.server.flow;

import com.hubify.identity.server.apikey.leak.Reports;
import com.hubify.identity.server.clerk.event.ClerkMessages;
import com.hubify.testing.TestClock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Where the server of the flows listens and whom it signs people in through. */
class FlowSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** A confidential client whose library knows no PKCE. */
    private static final String[] WITHOUT_PKCE = {
        "hubify.identity.clients.no-pkce.secret=no-pkce-secret",
        "hubify.identity.clients.no-pkce.grant-types=authorization_code",
        "hubify.identity.clients.no-pkce.redirect-uris=" + CodeFlow.PAGE,
        "hubify.identity.clients.no-pkce.scopes=openid,profile,email,labs:read",
        "hubify.identity.clients.no-pkce.default-scopes=openid",
        "hubify.identity.clients.no-pkce.require-pkce=false"
    };

    /** A confidential client for people that also acts for itself. */
    private static final String[] BOTH = {
        "hubify.identity.clients.both.secret=both-secret",
        "hubify.identity.clients.both.grant-types=authorization_code,refresh_token,client_credentials",
        "hubify.identity.clients.both.redirect-uris=" + CodeFlow.PAGE,
        "hubify.identity.clients.both.scopes=openid,profile,email,offline_access,labs:read",
        "hubify.identity.clients.both.default-scopes=openid,profile"
    };

    /** Another client with the device grant. */
    private static final String[] TELEVISION = {
        "hubify.identity.clients.television.public=true",
        "hubify.identity.clients.television.grant-types=urn:ietf:params:oauth:grant-type:device_code",
        "hubify.identity.clients.television.scopes=labs:read"
    };

    /** One that has to say where an answer goes. */
    private static final String[] TWO_PAGES = {
        "hubify.identity.clients.two-pages.public=true",
        "hubify.identity.clients.two-pages.grant-types=authorization_code",
        "hubify.identity.clients.two-pages.redirect-uris=" + CodeFlow.PAGE + "," + CodeFlow.WEB_PAGE,
        "hubify.identity.clients.two-pages.scopes=openid,labs:read"
    };

    private static final String[] WEB_PAGE = {
        "hubify.identity.clients.web-page.public=true",
        "hubify.identity.clients.web-page.grant-types=authorization_code",
        "hubify.identity.clients.web-page.redirect-uris=" + CodeFlow.WEB_PAGE,
        "hubify.identity.clients.web-page.post-logout-redirect-uris=http://127.0.0.1/bye,http://[::1]:7000/bye",
        "hubify.identity.clients.web-page.id-token-claims=profile,email",
        "hubify.identity.clients.web-page.scopes=openid,profile,email,*"
    };

    /** Clients that a test disconnects, each once: in the second of a revocation nothing new is valid. */
    static final List<String> DISCONNECTED = List.of("desk-1", "desk-2", "desk-3");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Clerk clerk = Clerk.shared();
        int port = port(clerk);
        TestPropertyValues.of(Map.of(
                        "server.port",
                        Integer.toString(port),
                        "hubify.identity.issuer",
                        "http://localhost:" + port,
                        "hubify.identity.login.issuer",
                        clerk.issuer(),
                        "hubify.identity.login.sign-out-uri",
                        clerk.issuer() + "/sign-out",
                        "hubify.identity.signing.local.file",
                        "target/flow-keys-" + port + ".json",
                        "spring.data.redis.database",
                        Integer.toString(FlowRedis.DATABASE)))
                .and(
                        "hubify.identity.clerk.secret-key=" + Clerk.SECRET_KEY,
                        "hubify.identity.clerk.api-url=" + clerk.issuer())
                .and(client("edwards", "EdDSA"))
                .and(client("rivest", "RS256"))
                .and(client("curve", "ES256"))
                .and(DISCONNECTED.stream().flatMap(FlowSettings::refreshing).toArray(String[]::new))
                .and(WITHOUT_PKCE)
                .and(WEB_PAGE)
                .and(TWO_PAGES)
                .and(BOTH)
                .and(TELEVISION)
                .and("hubify.identity.organizations.role-scopes.member=labs:read")
                .and("hubify.identity.organizations.role-scopes.admin=*")
                .and(
                        "hubify.identity.secret-scanning.public-keys." + Reports.KEY_ID + "="
                                + LeakReports.GITHUB.publicKey(),
                        "hubify.identity.secret-scanning.found-keys=quarantine",
                        "hubify.identity.webhooks.chat.url=" + LeakReports.chat(),
                        "hubify.identity.webhooks.chat.secrets=" + LeakReports.SECRET,
                        "hubify.identity.webhooks.chat.events=api_key.leaked",
                        "hubify.identity.clerk.webhooks.secrets=" + ClerkMessages.SECRET)
                .applyTo(context);
    }

    private static Stream<String> refreshing(String id) {
        String prefix = "hubify.identity.clients." + id + ".";
        return Stream.of(
                prefix + "public=true",
                prefix + "grant-types=authorization_code,refresh_token",
                prefix + "redirect-uris=" + CodeFlow.PAGE,
                prefix + "scopes=openid,offline_access,labs:read");
    }

    /** A client that registered for another signature than most. */
    private static String[] client(String id, String algorithm) {
        String prefix = "hubify.identity.clients." + id + ".";
        return new String[] {
            prefix + "public=true",
            prefix + "grant-types=authorization_code",
            prefix + "redirect-uris=" + CodeFlow.PAGE,
            prefix + "scopes=openid",
            prefix + "default-scopes=openid",
            prefix + "id-token-algorithm=" + algorithm
        };
    }

    int port(Clerk clerk) {
        return clerk.serverPort();
    }

    /** For a server beside the one that the other flows share. */
    static final class Breakable extends FlowSettings {

        @Override
        int port(Clerk clerk) {
            return clerk.breakableServerPort();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        TestClock flowClock() {
            return TestClock.running();
        }

        @Bean
        static BeanPostProcessor clerksClock(ObjectProvider<TestClock> clock) {
            return new WoundClerk(clock);
        }
    }
}

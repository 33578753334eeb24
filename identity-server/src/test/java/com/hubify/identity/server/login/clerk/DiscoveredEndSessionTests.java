package com.hubify.identity.server.login.clerk;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.clerk.StubClerk;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.RestClient;

class DiscoveredEndSessionTests {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private StubClerk clerk;

    @BeforeEach
    void begin() throws IOException {
        clerk = new StubClerk();
    }

    @AfterEach
    void end() {
        clerk.close();
    }

    @Test
    void leadsToTheEndpointAndBack() {
        discovery(",\"end_session_endpoint\":\"https://clerk.example.com/end\"");

        assertThat(endSession().address("https://id.example.com/signed-out?state=a%26b"))
                .contains("https://clerk.example.com/end?client_id=client"
                        + "&post_logout_redirect_uri=https%3A%2F%2Fid.example.com%2Fsigned-out%3Fstate%3Da%2526b");
    }

    /** As Clerk documents it; and whatever is no address that a browser may be sent to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"end_session_endpoint\":\"javascript:alert(1)\"",
                ",\"end_session_endpoint\":\"/end\"",
                ",\"end_session_endpoint\":7"
            })
    void isLeftOutWithoutOne(String more) {
        discovery(more);

        assertThat(endSession().address("https://id.example.com/signed-out")).isEmpty();
    }

    @Test
    void isLeftOutWhileClerkIsAway() {
        clerk.answerAlways(500, "{}");

        assertThat(endSession().address("https://id.example.com/signed-out")).isEmpty();
    }

    private void discovery(String more) {
        clerk.answer(DISCOVERY, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/oauth/authorize","token_endpoint":"%1$s/oauth/token",
                 "jwks_uri":"%1$s/.well-known/jwks.json","subject_types_supported":["public"]%2$s}""".formatted(clerk.url(), more));
    }

    private DiscoveredEndSession endSession() {
        return new DiscoveredEndSession(new ClerkRegistrations(
                new ClerkProperties(clerk.url().toString(), "client", "secret", Set.of("openid")),
                RestClient.create(),
                "https://id.example.com",
                Runnable::run,
                new AtomicLong()::get));
    }
}

package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

class RevokedSignInsTests {

    private static final Instant SIGNED_IN = Instant.parse("2026-04-14T10:00:00Z");
    private static final SignInAuthentication SIGN_IN =
            new SignInAuthentication(new AccountId("user_2abc"), "session", SIGNED_IN, null);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    /** Attack: a stolen cookie is kept alive by using it again and again. */
    @ParameterizedTest
    @CsvSource({
        "P7D, PT0S, true",
        "P7D, P6DT23H59M59S, true",
        "P7D, P7D, false",
        "P7D, P8D, false",
        "PT1H, PT61M, false"
    })
    void sessionEndsHoweverOftenItIsUsed(Duration timeToLive, Duration later, boolean lives)
            throws ServletException, IOException {
        Clock clock = Clock.fixed(SIGNED_IN.plus(later), ZoneOffset.UTC);
        RevokedSignIns filter =
                new RevokedSignIns(new InMemoryRevocations(), new SessionProperties(timeToLive, 100), clock);
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpSession session = new MockHttpSession();
        request.setSession(session);
        SecurityContextHolder.setContext(new SecurityContextImpl(SIGN_IN));

        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(SecurityContextHolder.getContext().getAuthentication()).isEqualTo(lives ? SIGN_IN : null);
        assertThat(session.isInvalid()).isEqualTo(!lives);
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "-PT1S"})
    void sessionThatEndsAtOnceIsNoSetting(Duration timeToLive) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new SessionProperties(timeToLive, 100))
                .satisfies(e -> assertThat(e.getName()).isEqualTo("hubify.identity.session.time-to-live"));
    }
}

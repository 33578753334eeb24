package com.hubify.identity.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

class BackChannelTests {

    private final BackChannel backChannel =
            new BackChannel(AuthorizationServerSettings.builder().build());

    @Test
    void filtersOfOthersAreLeftOut() {
        Filter csrf = new CsrfFilter(new HttpSessionCsrfTokenRepository());
        Filter browser = mock(Filter.class);
        Filter client = mock(Filter.class);

        assertThat(only(Set.of(browser), csrf, browser, client).getFilters()).containsExactly(client);
    }

    /** Attack: use what a check refuses that was added to the protocol's chain and got lost in this one. */
    @Test
    void unknownFilterStays() {
        Filter unknown = mock(Filter.class);

        assertThat(only(Set.of(), unknown).getFilters()).containsExactly(unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /oauth2/token, true",
        "POST, /oauth2/introspect, true",
        "POST, /oauth2/revoke, true",
        "POST, /oauth2/device_authorization, true",
        // These need what is left out, or are refused with their own Allow.
        "OPTIONS, /oauth2/token, false",
        "GET, /oauth2/token, false",
        "POST, /oauth2/authorize, false",
        "POST, /userinfo, false",
        "POST, /oauth2/token/, false",
        "POST, /connect/logout, false"
    })
    void matchesWhatClientsPost(String method, String path, boolean matches) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);

        assertThat(backChannel.matches(request)).isEqualTo(matches);
    }

    private SecurityFilterChain only(Set<Filter> browsers, Filter... filters) {
        return backChannel.of(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, List.of(filters)), browsers);
    }
}

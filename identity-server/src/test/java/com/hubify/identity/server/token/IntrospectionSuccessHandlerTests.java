package com.hubify.identity.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenIntrospectionEndpointFilter;
import tools.jackson.databind.json.JsonMapper;

class IntrospectionSuccessHandlerTests {

    /** The members of Spring's own response are those of RFC 7662. */
    @Test
    void membersAreThoseThatSpringWrites() throws Exception {
        OAuth2TokenIntrospection claims = OAuth2TokenIntrospection.builder(true)
                .tokenType("api_key")
                .subject("user_1")
                .issuer("https://id.example")
                .issuedAt(Instant.ofEpochSecond(1_790_000_000))
                .expiresAt(Instant.ofEpochSecond(1_790_000_600))
                .scope("labs:read")
                .scope("labs:write")
                .audience("https://api.example")
                .claim("key_state", 3)
                .claim("allowed_ips", List.of("192.0.2.0/24"))
                .build();

        assertThat(JsonMapper.shared().readTree(written(claims)))
                .isEqualTo(JsonMapper.shared().readTree(bySpring(claims)));
    }

    @Test
    void inactiveSaysNothingElse() throws Exception {
        assertThat(written(OAuth2TokenIntrospection.builder().build())).isEqualTo("{\"active\":false}");
    }

    private static String written(OAuth2TokenIntrospection claims) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new IntrospectionSuccessHandler()
                .onAuthenticationSuccess(new MockHttpServletRequest(), response, answer(claims));
        assertThat(response.getContentType()).isEqualTo("application/json");
        return response.getContentAsString();
    }

    private static String bySpring(OAuth2TokenIntrospection claims) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/introspect");
        request.setServletPath("/oauth2/introspect");
        MockHttpServletResponse response = new MockHttpServletResponse();
        var filter = new OAuth2TokenIntrospectionEndpointFilter(authentication -> answer(claims));
        filter.setAuthenticationConverter(asked -> answer(claims));
        filter.doFilter(request, response, mock());
        return response.getContentAsString();
    }

    private static OAuth2TokenIntrospectionAuthenticationToken answer(OAuth2TokenIntrospection claims) {
        return new OAuth2TokenIntrospectionAuthenticationToken(
                "token", new TestingAuthenticationToken("client", "n/a"), claims);
    }
}

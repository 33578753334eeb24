package com.hubify.clerk.token;

import com.hubify.clerk.application.OAuthApplication;
import com.hubify.clerk.application.OAuthApplications;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Who is calling: by HTTP Basic or by {@code client_id} and {@code client_secret} in the body, whichever was
 * registered. A public client gives its {@code client_id} alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, section 2.3.1</a>
 */
@Component
class ClientAuthentication {

    private static final String BASIC = "Basic ";

    private final OAuthApplications applications;

    ClientAuthentication(OAuthApplications applications) {
        this.applications = applications;
    }

    /** @throws OAuthProblem {@code invalid_client} without a word on which half was wrong */
    OAuthApplication authenticate(HttpServletRequest request) {
        Credentials credentials = credentials(request);
        return applications
                .find(credentials.clientId())
                .filter(application -> application.isAuthenticatedBy(credentials.secret()))
                .orElseThrow(() -> new OAuthProblem(OAuthError.INVALID_CLIENT));
    }

    private static Credentials credentials(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(header.substring(BASIC.length()));
        }
        String clientId = request.getParameter("client_id");
        if (isEmpty(clientId)) {
            throw new OAuthProblem(
                    OAuthError.INVALID_REQUEST,
                    "Client credentials missing or malformed in both HTTP Authorization header and HTTP POST body.");
        }
        return new Credentials(
                clientId,
                Optional.ofNullable(request.getParameter("client_secret")).filter(s -> !s.isEmpty()));
    }

    private static Credentials basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw new OAuthProblem(OAuthError.INVALID_CLIENT);
            }
            String secret = decode(pair.substring(colon + 1));
            return new Credentials(
                    decode(pair.substring(0, colon)), secret.isEmpty() ? Optional.empty() : Optional.of(secret));
        } catch (IllegalArgumentException malformed) {
            throw new OAuthProblem(
                    OAuthError.INVALID_REQUEST,
                    "The client id in the HTTP authorization header could not be decoded from"
                            + " 'application/x-www-form-urlencoded'.");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private record Credentials(String clientId, Optional<String> secret) {

        @Override
        public String toString() {
            return "Credentials[" + clientId + "]";
        }
    }
}

package com.hubify.identity.server.session;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** A CSRF token in a stored session. */
record CsrfTokenDocument(String headerName, String parameterName, String token) implements SessionDocument {

    CsrfTokenDocument {
        Stream.of(headerName, parameterName, token).forEach(Objects::requireNonNull);
    }

    @Override
    public Object attribute() {
        return new DefaultCsrfToken(headerName, parameterName, token);
    }
}

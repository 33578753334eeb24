package com.hubify.identity.server.session;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** What a form of ours must send back. */
record CsrfTokenDocument(String headerName, String parameterName, String token) implements SessionDocument {

    CsrfTokenDocument {
        Stream.of(headerName, parameterName, token).forEach(Objects::requireNonNull);
    }

    @Override
    public Object attribute() {
        return new DefaultCsrfToken(headerName, parameterName, token);
    }
}

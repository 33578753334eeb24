package com.hubify.identity.server.session;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * A person who is signed in.
 *
 * @param authenticatedAt absent if unknown, as in documents of earlier releases
 */
record SignInDocument(
        String account,
        String sessionId,
        Instant signedInAt,
        @Nullable Instant authenticatedAt) implements SessionDocument {

    SignInDocument {
        Stream.of(account, sessionId, signedInAt).forEach(Objects::requireNonNull);
    }

    @Override
    public Object attribute() {
        return new SecurityContextImpl(
                new SignInAuthentication(new AccountId(account), sessionId, signedInAt, authenticatedAt));
    }
}

package com.hubify.identity.server.session;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.context.SecurityContextImpl;

/** A person who is signed in. */
record SignInDocument(String account, String sessionId, Instant signedInAt) implements SessionDocument {

    SignInDocument {
        Stream.of(account, sessionId, signedInAt).forEach(Objects::requireNonNull);
    }

    @Override
    public Object attribute() {
        return new SecurityContextImpl(new SignInAuthentication(new AccountId(account), sessionId, signedInAt));
    }
}

package com.hubify.identity.server.page;

import com.hubify.identity.server.account.Account;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The person signed in, as pages show them.
 *
 * @param name their name, or what comes closest to it
 * @param detail e-mail address or user name, which tells people of the same name apart
 */
public record Person(String name, @Nullable String detail) {

    static Person of(Account account) {
        String name = firstOf(account.name(), account.username(), account.email())
                .orElse(account.id().value());
        String detail = firstOf(account.email(), account.username())
                .filter(it -> !it.equals(name))
                .orElse(null);
        return new Person(name, detail);
    }

    private static Optional<String> firstOf(@Nullable String... candidates) {
        return Stream.of(candidates)
                .filter(Objects::nonNull)
                .filter(it -> !it.isBlank())
                .findFirst();
    }
}

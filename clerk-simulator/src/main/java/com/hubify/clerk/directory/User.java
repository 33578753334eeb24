package com.hubify.clerk.directory;

import com.hubify.clerk.credential.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A person who can sign in.
 *
 * @param id {@code user_} and 27 letters or digits
 * @param email primary e-mail address, also an identifier to sign in with
 * @param emailVerified whether the address counts as verified
 * @param username user name, also an identifier to sign in with
 * @param sample whether the start page may show the password
 * @param memberships organizations, the active one first
 */
public record User(
        String id,
        String email,
        @DefaultValue("true") boolean emailVerified,
        @Nullable String username,
        Secret password,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @DefaultValue("false") boolean sample,
        @DefaultValue Map<String, Object> publicMetadata,
        @DefaultValue List<Membership> memberships) {

    private static final Pattern ID = Pattern.compile("user_[A-Za-z0-9]{27}");

    public User {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("A user id is user_ and 27 letters or digits, not " + id);
        }
    }

    /** Given and family name, as far as there are any; never the word "null". */
    public Optional<String> name() {
        String name = Stream.of(givenName, familyName)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    boolean answersTo(String identifier) {
        return email.equalsIgnoreCase(identifier) || (username != null && username.equalsIgnoreCase(identifier));
    }
}

package com.hubify.clerk.user;

import com.hubify.clerk.credential.Secret;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param id {@code user_} and 27 letters or digits
 * @param password null for a person who cannot sign in with one
 * @param sample whether pages may show the password
 * @param deprovisioned whether the directory of their company (SCIM) has taken them out
 * @param lockedUntil end of a lock, which may be in the past
 */
public record User(
        String id,
        Profile profile,
        Metadata metadata,
        @Nullable Secret password,
        boolean sample,
        boolean banned,
        boolean deprovisioned,
        @Nullable Instant lockedUntil,
        @Nullable Instant lastSignInAt,
        Instant createdAt,
        Instant updatedAt) {

    private static final Pattern ID = Pattern.compile("user_[A-Za-z0-9]{27}");

    public User {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("A user id is user_ and 27 letters or digits, not " + id);
        }
    }

    public static User of(String id, Profile profile, Metadata metadata, @Nullable Secret password, Instant now) {
        return new User(id, profile, metadata, password, false, false, false, null, null, now, now);
    }

    /** The primary address, or null. */
    public @Nullable String email() {
        return profile.email() == null ? null : profile.email().address();
    }

    /** Given and family name, as far as there are any; never the word "null". */
    public Optional<String> name() {
        String name = Stream.of(profile.givenName(), profile.familyName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** What people recognise the person by: e-mail address, else user name, else id. */
    public String label() {
        return Stream.of(email(), profile.username())
                .filter(part -> part != null && !part.isBlank())
                .findFirst()
                .orElse(id);
    }

    /** Whether somebody has shut the person out, for as long as they like. */
    public boolean isShutOut() {
        return banned || deprovisioned;
    }

    public boolean isLockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** By e-mail address or user name, in any case of letters. */
    public boolean answersTo(String identifier) {
        String name = identifier.toLowerCase(Locale.ROOT);
        return Stream.of(email(), profile.username())
                .anyMatch(one -> one != null && one.toLowerCase(Locale.ROOT).equals(name));
    }

    public User asSample() {
        return new User(
                id,
                profile,
                metadata,
                password,
                true,
                banned,
                deprovisioned,
                lockedUntil,
                lastSignInAt,
                createdAt,
                updatedAt);
    }

    public User with(Profile changed, Instant now) {
        return new User(
                id,
                changed,
                metadata,
                password,
                sample,
                banned,
                deprovisioned,
                lockedUntil,
                lastSignInAt,
                createdAt,
                now);
    }

    public User with(Metadata changed, Instant now) {
        return new User(
                id,
                profile,
                changed,
                password,
                sample,
                banned,
                deprovisioned,
                lockedUntil,
                lastSignInAt,
                createdAt,
                now);
    }

    public User banned(boolean changed, Instant now) {
        return new User(
                id,
                profile,
                metadata,
                password,
                sample,
                changed,
                deprovisioned,
                lockedUntil,
                lastSignInAt,
                createdAt,
                now);
    }

    public User deprovisioned(boolean changed, Instant now) {
        return new User(
                id, profile, metadata, password, sample, banned, changed, lockedUntil, lastSignInAt, createdAt, now);
    }

    public User lockedUntil(@Nullable Instant changed, Instant now) {
        return new User(
                id, profile, metadata, password, sample, banned, deprovisioned, changed, lastSignInAt, createdAt, now);
    }

    /** Signing in is no change of the person: {@code updatedAt} stays. */
    public User signedIn(Instant now) {
        return new User(
                id, profile, metadata, password, sample, banned, deprovisioned, lockedUntil, now, createdAt, updatedAt);
    }
}

package com.hubify.identity.protocol;

import java.util.Optional;
import java.util.Set;

/**
 * One scope: {@code *}, {@code resource:action}, {@code resource:*}, or one of OpenID Connect's own words. Scopes are
 * case-sensitive ASCII; every other spelling is refused, never normalised.
 *
 * <p>{@link #covers} is the only comparison. It goes one way: {@code experiments:*} covers {@code experiments:read},
 * while no set of actions adds up to the wildcard.
 *
 * @param value the scope as it is written on the wire
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, section 3.3</a>
 */
public record Scope(String value) {

    /** Every resource scope, save those reserved for managing the platform itself. */
    public static final Scope ALL = new Scope("*");

    /** Longest scope accepted, in characters. */
    public static final int MAX_LENGTH = 129;

    /** Longest resource and longest action. */
    private static final int MAX_WORD = 64;

    /** OpenID Connect Core, sections 5.4 and 11. They speak of the person, not of a resource. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

    /** What manages the platform. A leaked {@code *} key must not be able to mint keys or clients. */
    private static final Set<String> RESERVED_RESOURCES =
            Set.of("account", "api-keys", "clients", "revocations", "signing-keys");

    /** @throws IllegalArgumentException if the value is not a scope */
    public Scope {
        if (!isScope(value)) {
            throw new IllegalArgumentException("not a scope");
        }
    }

    /** Reads a scope; empty for anything that is not exactly one. */
    public static Optional<Scope> parse(String text) {
        return isScope(text) ? Optional.of(new Scope(text)) : Optional.empty();
    }

    /** Whether whoever holds this scope may do what {@code asked} names. */
    public boolean covers(Scope asked) {
        if (value.equals(asked.value)) {
            return true;
        }
        if (value.equals("*")) {
            return asked.isResource() && !asked.isReserved();
        }
        return isWildcard() && asked.isResource() && asked.resource().equals(resource());
    }

    /** Whether this is a scope over resources: {@code *}, {@code resource:action} or {@code resource:*}. */
    public boolean isResource() {
        return !OPENID.contains(value);
    }

    /** Whether this scope manages the platform and so must be named; {@code *} does not cover it. */
    public boolean isReserved() {
        return RESERVED_RESOURCES.contains(resource());
    }

    /** Whether this scope stands for several: {@code *} or {@code resource:*}. */
    public boolean isWildcard() {
        return value.endsWith("*");
    }

    /** The resource, or the whole word for {@code *} and OpenID Connect's scopes. */
    public String resource() {
        int colon = value.indexOf(':');
        return colon < 0 ? value : value.substring(0, colon);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isScope(String text) {
        return text.length() <= MAX_LENGTH && (text.equals("*") || OPENID.contains(text) || isResourceScope(text));
    }

    // By hand, since every new token has its scopes read: a regular expression took a twelfth of verifying one.
    private static boolean isResourceScope(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && isWord(text, 0, colon)
                && (text.endsWith(":*") ? colon == text.length() - 2 : isWord(text, colon + 1, text.length()));
    }

    private static boolean isWord(String text, int start, int end) {
        if (end <= start || end - start > MAX_WORD || !isLetterOrDigit(text.charAt(start))) {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            char next = text.charAt(i);
            if (!isLetterOrDigit(next) && next != '.' && next != '_' && next != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char any) {
        return (any >= 'a' && any <= 'z') || (any >= 'A' && any <= 'Z') || (any >= '0' && any <= '9');
    }
}

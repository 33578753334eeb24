package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.Reply;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credential of a command.
 *
 * @param source where it comes from, for people
 * @param token the bearer token itself
 * @param subject whose it is, if an ID token proved that
 * @param issuer its issuer; absent for an API key
 * @param expiresAt when the user needs a new one, if known on this machine
 * @param overAt when it can no longer be used, if known on this machine
 * @param scopes its scopes, if known on this machine
 */
public record Credential(
        Kind kind,
        String source,
        Secret token,
        Optional<String> subject,
        Optional<String> issuer,
        Optional<Instant> expiresAt,
        Optional<Instant> overAt,
        List<String> scopes) {

    /** What runs the platform. No login can request a scope of these. */
    private static final Set<String> OPERATORS = Set.of("audit", "clients", "revocations", "signing-keys");

    /** Kinds of credentials, and what to do if a server doesn't accept one for what was asked. */
    public enum Kind {
        API_KEY(
                "HUBIFY_API_KEY is set and is used instead of the login. API keys can't manage keys or the account: unset it and"
                        + " run 'hubify auth login'."),
        ACCESS_TOKEN(
                "HUBIFY_TOKEN is set and is used instead of the login. Set it to a new token with the scope needed, or unset"
                        + " it and run 'hubify auth login'."),
        LOGIN("Log in again: 'hubify auth login'.");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** As scripts see it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An API key from the environment. */
    static Credential of(ApiKeyToken key) {
        return new Credential(
                Kind.API_KEY,
                Credentials.API_KEY,
                Secret.of(key.value()).orElseThrow(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** An access token from the environment. */
    static Credential of(Secret token, Optional<String> issuer, Optional<Instant> expiresAt, List<String> scopes) {
        return new Credential(
                Kind.ACCESS_TOKEN, Credentials.TOKEN, token, Optional.empty(), issuer, expiresAt, expiresAt, scopes);
    }

    /** A login kept on this machine. */
    static Credential of(Session session, String file) {
        return new Credential(
                Kind.LOGIN,
                file,
                session.accessToken(),
                session.subject(),
                Optional.of(session.issuer().value()),
                session.endsAt(),
                session.overAt(),
                session.scopes());
    }

    /** The API key, if it is one. */
    public Optional<ApiKeyToken> apiKey() {
        return kind == Kind.API_KEY ? ApiKeyToken.parse(reveal()) : Optional.empty();
    }

    /** Whether it has expired, as far as known on this machine. */
    public boolean isOver(Instant now) {
        return overAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** The bearer token itself, for sending it or for {@code hubify auth token}. */
    public String reveal() {
        return token.reveal();
    }

    /** The failure of a command whose credential a server refused. */
    public Failure refusal(Reply reply) {
        return reply.status() == 401
                ? new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "The credential was not accepted: "
                                + ServerError.in(reply).said() + ".",
                        advice())
                : ServerError.refusal(reply, advice(ServerError.missingScopes(reply)));
    }

    private static boolean isForOperators(String scope) {
        return Scope.parse(scope)
                .filter(known -> OPERATORS.contains(known.resource()))
                .isPresent();
    }

    /** What to do if a server doesn't accept it for what was asked. */
    String advice() {
        return kind.advice;
    }

    /** A login does not request a server's own scopes by default, and can't request those that run the platform. */
    private String advice(Scopes missing) {
        if (missing.values().stream().anyMatch(Credential::isForOperators)) {
            return "This is for operators: put a token of an operator's client into HUBIFY_TOKEN, or use "
                    + issuer.map(it -> it.replaceFirst("/$", "") + "/admin.").orElse("/admin at the server.");
        }
        if (kind != Kind.LOGIN || missing.areNone()) {
            return advice();
        }
        String all = Stream.concat(scopes.stream(), missing.values().stream())
                .filter(scope -> Scope.parse(scope).filter(Scope::isResource).isPresent())
                .distinct()
                .collect(Collectors.joining(","));
        return "Log in with the scope it lacks: hubify auth login --scope \"" + all + "\"";
    }
}

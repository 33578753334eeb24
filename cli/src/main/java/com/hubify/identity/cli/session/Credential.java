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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a command proves itself with. */
public sealed interface Credential {

    /** One word for it, as scripts see it. */
    String kind();

    /** Where it comes from, for people. */
    String source();

    /** Whose it is, where that was proved when it was given. */
    Optional<String> subject();

    /** The issuer it says it is from. An API key doesn't say. */
    Optional<String> issuer();

    /** Whether it can't be of use any more, as far as can be told from here. */
    default boolean isOver(Instant now) {
        return expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }

    /** When it stops working, as far as can be told from here. */
    Optional<Instant> expiresAt();

    /** What it may be used for, as far as can be told from here. */
    List<String> scopes();

    /** The bearer token itself, for sending it or for {@code hubify auth token}. */
    String reveal();

    /** What to do if a server doesn't accept it for what was asked. */
    String advice();

    /** The same where the server named the scopes that it lacks. */
    default String advice(Scopes missing) {
        return advice();
    }

    /** The failure of a command whose credential a server refused. */
    default Failure refusal(Reply reply) {
        return reply.status() == 401
                ? new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "The credential was not accepted: "
                                + ServerError.in(reply).said() + ".",
                        advice())
                : ServerError.refusal(reply, advice(ServerError.missingScopes(reply)));
    }

    /** An API key from the environment. */
    record ApiKey(ApiKeyToken key) implements Credential {

        @Override
        public String kind() {
            return "api_key";
        }

        @Override
        public String source() {
            return Credentials.API_KEY;
        }

        @Override
        public Optional<String> subject() {
            return Optional.empty();
        }

        @Override
        public Optional<String> issuer() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.empty();
        }

        @Override
        public List<String> scopes() {
            return List.of();
        }

        @Override
        public String reveal() {
            return key.value();
        }

        @Override
        public String advice() {
            return "HUBIFY_API_KEY is set and goes before a login. API keys can't manage keys or the account: unset it and"
                    + " run 'hubify auth login'.";
        }
    }

    /** An access token from the environment. */
    record EnvironmentToken(Secret token, Optional<String> issuer, Optional<Instant> expiresAt, List<String> scopes)
            implements Credential {

        @Override
        public String kind() {
            return "access_token";
        }

        @Override
        public String source() {
            return Credentials.TOKEN;
        }

        @Override
        public Optional<String> subject() {
            return Optional.empty();
        }

        @Override
        public String reveal() {
            return token.reveal();
        }

        @Override
        public String advice() {
            return "HUBIFY_TOKEN is set and goes before a login. Give it a fresh token with the scope needed, or unset it"
                    + " and run 'hubify auth login'.";
        }
    }

    /** A login kept on this machine. */
    record Login(Session session, String file) implements Credential {

        @Override
        public String kind() {
            return "login";
        }

        @Override
        public String source() {
            return file;
        }

        @Override
        public Optional<String> subject() {
            return session.subject();
        }

        @Override
        public Optional<String> issuer() {
            return Optional.of(session.issuer().value());
        }

        @Override
        public boolean isOver(Instant now) {
            return session.isOver(now);
        }

        @Override
        public Optional<Instant> expiresAt() {
            return session.endsAt();
        }

        @Override
        public List<String> scopes() {
            return session.scopes();
        }

        @Override
        public String reveal() {
            return session.accessToken().reveal();
        }

        @Override
        public String advice() {
            return "Log in again: 'hubify auth login'.";
        }

        /** A scope of the server's own is not among those that a login asks for by itself. */
        @Override
        public String advice(Scopes missing) {
            String all = Stream.concat(session.scopes().stream(), missing.values().stream())
                    .filter(scope ->
                            Scope.parse(scope).filter(Scope::isResource).isPresent())
                    .distinct()
                    .collect(Collectors.joining(","));
            return missing.areNone()
                    ? advice()
                    : "Log in with the scope it lacks: hubify auth login --scope \"" + all + "\"";
        }
    }
}

package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import com.hubify.identity.protocol.ApiKeyToken;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which credential is in use: {@code HUBIFY_API_KEY}, then {@code HUBIFY_TOKEN}, then the login. */
public final class Credentials {

    static final String API_KEY = "HUBIFY_API_KEY";
    static final String TOKEN = "HUBIFY_TOKEN";

    private final Map<String, String> environment;
    private final Sessions sessions;
    private final SessionFile file;
    private final IdentityServer server;
    private final Clock clock;

    public Credentials(
            Map<String, String> environment, Sessions sessions, SessionFile file, IdentityServer server, Clock clock) {
        this.environment = environment;
        this.server = server;
        this.sessions = sessions;
        this.file = file;
        this.clock = clock;
    }

    /**
     * The credential in use, without a request to the server. It may have expired.
     *
     * @throws Failure if what the environment holds can't be a credential: falling back to the next one would act as
     *     somebody else than the user thinks
     */
    public Optional<Credential> find() {
        Optional<Credential> given = fromEnvironment();
        return given.isPresent()
                ? given
                : sessions.find()
                        .map(session -> Credential.of(session, file.path().toString()));
    }

    /** The variable of the environment that goes before a login, whatever it holds. */
    public Optional<String> variableInUse() {
        return Stream.of(API_KEY, TOKEN)
                .filter(name -> variable(name).isPresent())
                .findFirst();
    }

    private Optional<Credential> fromEnvironment() {
        Optional<String> key = variable(API_KEY);
        return key.isPresent() ? key.map(this::apiKey) : variable(TOKEN).map(this::token);
    }

    /**
     * The credential to use now, wherever its user takes it; a login comes renewed.
     *
     * @throws Failure {@link ExitCode#NOT_SIGNED_IN} if there is no valid one
     */
    public Credential inUse() {
        return fromEnvironment()
                .map(this::alive)
                .orElseGet(() -> Credential.of(sessions.fresh(), file.path().toString()));
    }

    /**
     * The credential to send to the server of this run.
     *
     * @throws Failure {@link ExitCode#NOT_SIGNED_IN} if there is no valid one and belongs there
     */
    public Credential toSend() {
        return ofServer(inUse());
    }

    /**
     * The credential, if it belongs to the server of this run. A login does, because it is kept by issuer. The environment
     * may hold another server's credential: what says where it is from goes there alone, and an API key, which doesn't say,
     * only to a server that is known.
     *
     * @throws Failure {@link ExitCode#NOT_SIGNED_IN} if it doesn't, or if that can't be told
     */
    public Credential ofServer(Credential credential) {
        String issuer = server.issuer().value();
        String from = credential.issuer().orElse(issuer);
        if (!from.equals(issuer)) {
            throw new Failure(
                    ExitCode.NOT_SIGNED_IN,
                    credential.source() + " was issued by '" + SafeText.line(from) + "', so it was not sent to "
                            + issuer + ".",
                    "Set HUBIFY_ISSUER to that server, or unset " + credential.source() + ".");
        }
        if (credential.issuer().isEmpty() && !server.isKnown()) {
            throw new Failure(
                    ExitCode.NOT_SIGNED_IN,
                    credential.source() + " is set, but it is not known which server issued it, so it was not sent to "
                            + issuer + ".",
                    "Set HUBIFY_ISSUER=" + issuer + " if that server issued it, or unset " + credential.source()
                            + " to use the login.");
        }
        return credential;
    }

    /**
     * An API key that the user gave for this run, if it may be sent to its server: it doesn't say where it belongs.
     *
     * @throws Failure {@link ExitCode#NOT_SIGNED_IN} if it is not known which server is meant
     */
    public ApiKeyToken toSend(ApiKeyToken given) {
        if (!server.isKnown()) {
            throw new Failure(
                    ExitCode.NOT_SIGNED_IN,
                    "It is not known which server issued this key, so it was not sent to " + server.issuer() + ".",
                    "Name the server with HUBIFY_ISSUER, for example HUBIFY_ISSUER=" + server.issuer() + ".");
        }
        return given;
    }

    private Credential alive(Credential credential) {
        if (credential.isOver(clock.instant())) {
            throw new Failure(ExitCode.NOT_SIGNED_IN, credential.source() + " has expired.", credential.advice());
        }
        return credential;
    }

    private Credential apiKey(String value) {
        return ApiKeyToken.parse(value)
                .map(Credential::of)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "HUBIFY_API_KEY is set, but is not a Hubify API key.",
                        "Copy the whole key again (it starts with hfy_key_), or unset the variable."));
    }

    private Credential token(String value) {
        Secret token = Secret.of(value)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_SIGNED_IN,
                        "HUBIFY_TOKEN is set, but contains characters that are not allowed in a token.",
                        "Copy the token again, or unset the variable."));
        JWTClaimsSet claims = claims(value);
        return Credential.of(
                token, Optional.ofNullable(claims.getIssuer()), expiry(claims.getExpirationTime()), scopes(claims));
    }

    /** What the token says of itself. It is not verified: it only tells its holder when to get another. */
    private static JWTClaimsSet claims(String token) {
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            return claims == null ? nothing() : claims;
        } catch (ParseException e) {
            return nothing();
        }
    }

    private static JWTClaimsSet nothing() {
        return new JWTClaimsSet.Builder().build();
    }

    private static Optional<Instant> expiry(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static List<String> scopes(JWTClaimsSet claims) {
        return claims.getClaim("scope") instanceof String scope && !scope.isBlank()
                ? List.of(scope.trim().split(" +"))
                : List.of();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}

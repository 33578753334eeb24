package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.server.ServerError;
import com.hubify.identity.cli.server.TokenEndpoint;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import java.time.Clock;
import java.util.Optional;

/** The login with the server of this run: begun, kept fresh, ended. */
public final class Sessions {

    private static final String LOG_IN = "Run 'hubify auth login'.";

    private final SessionFile file;
    private final IdentityServer server;
    private final TokenEndpoint tokens;
    private final Clock clock;

    public Sessions(SessionFile file, IdentityServer server, TokenEndpoint tokens, Clock clock) {
        this.file = file;
        this.server = server;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Keeps a new login. The one it replaces is ended at the server if that can be done. */
    public void begin(Session session) {
        Optional<Session> replaced = file.alone(held -> {
            Optional<Session> before = held.find(issuer());
            held.put(session);
            return before;
        });
        replaced.ifPresent(this::revoke);
    }

    /** The login as it is kept, fresh or not. */
    public Optional<Session> find() {
        return file.find(issuer());
    }

    /**
     * The login with an access token that is good for a while, renewed if need be. Refresh tokens rotate, and one used twice
     * ends its whole family; so only one process renews, and the others take what it wrote.
     *
     * @throws Failure {@link ExitCode#NOT_SIGNED_IN} if there is no login or it has ended
     */
    public Session fresh() {
        Session kept = find().orElseThrow(this::notSignedIn);
        return kept.isFresh(clock.instant()) ? kept : file.alone(this::renew);
    }

    /** Forgets the login here and ends it at the server. */
    public End end() {
        if (find().isEmpty()) {
            return End.NOTHING_TO_END;
        }
        Optional<Session> ended = file.alone(held -> {
            Optional<Session> before = held.find(issuer());
            before.ifPresent(session -> held.remove(issuer()));
            return before;
        });
        return ended.map(session -> revoke(session) ? End.EVERYWHERE : End.HERE_ONLY)
                .orElse(End.NOTHING_TO_END);
    }

    /** How far the end of a session reached. */
    public enum End {
        EVERYWHERE,
        HERE_ONLY,
        NOTHING_TO_END
    }

    private Session renew(SessionFile.Held held) {
        Session kept = held.find(issuer()).orElseThrow(this::notSignedIn);
        if (kept.isFresh(clock.instant())) {
            return kept;
        }
        Secret refreshToken = kept.refreshToken().orElse(null);
        if (refreshToken == null) {
            return lastUse(kept).orElseThrow(() -> ended(held, "The session has expired."));
        }
        return redeem(held, kept, refreshToken);
    }

    private Session redeem(SessionFile.Held held, Session kept, Secret refreshToken) {
        TokenResponse answer;
        try {
            answer = redeemOnBadLine(new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())));
        } catch (Failure failure) {
            // If the server is unavailable, a token that is still valid is used.
            return lastUse(kept).orElseThrow(() -> failure);
        }
        if (!answer.indicatesSuccess()) {
            throw refused(held, answer);
        }
        Session renewed = new SessionTokens(answer.toSuccessResponse(), clock.instant()).renew(kept);
        held.put(renewed);
        return renewed;
    }

    /**
     * Asks once more if no answer came: the server may have rotated the token and its answer got lost. Within its grace it
     * gives the same answer again; if the user came back later, the spent token would end the session. An answer that says
     * to come back later is an answer, and the token is still unspent.
     */
    private TokenResponse redeemOnBadLine(RefreshTokenGrant grant) {
        try {
            return tokens.redeem(grant);
        } catch (Failure failure) {
            if (failure.exitCode() != ExitCode.UNREACHABLE || failure.getCause() == null) {
                throw failure;
            }
            return tokens.redeem(grant);
        }
    }

    private Optional<Session> lastUse(Session session) {
        return session.isAlive(clock.instant()) ? Optional.of(session) : Optional.empty();
    }

    private Failure refused(SessionFile.Held held, TokenResponse answer) {
        ServerError error = ServerError.of(answer.toErrorResponse().getErrorObject());
        if (error.code().equals(OAuth2Error.INVALID_GRANT.getCode())) {
            return ended(held, "The session has ended.");
        }
        return new Failure(
                ExitCode.REFUSED,
                "The server refused to renew the session: " + error.said() + ".",
                "Try again; if it stays so, run 'hubify auth login'.");
    }

    private Failure ended(SessionFile.Held held, String sentence) {
        held.remove(issuer());
        return new Failure(ExitCode.NOT_SIGNED_IN, sentence, "Log in again: 'hubify auth login'.");
    }

    private boolean revoke(Session session) {
        Token token = session.refreshToken()
                .<Token>map(refresh -> new RefreshToken(refresh.reveal()))
                .orElseGet(() -> new BearerAccessToken(session.accessToken().reveal()));
        try {
            tokens.revoke(token);
            return true;
        } catch (Failure e) {
            return false;
        }
    }

    private Issuer issuer() {
        return server.issuer();
    }

    private Failure notSignedIn() {
        return new Failure(ExitCode.NOT_SIGNED_IN, "Not signed in at " + issuer() + ".", LOG_IN);
    }
}

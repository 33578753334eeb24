package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest.Method;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.OutputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The identity server this run of the command talks to. */
public final class IdentityServer {

    /** The command line as a client: public, so it proves itself with PKCE instead of a secret. */
    public static final ClientID CLIENT = new ClientID("hubify-cli");

    private final Issuer issuer;
    private final boolean named;
    private final Http http;
    private @Nullable Metadata metadata;

    /** @param named whether the user named this server, or it was assumed */
    public IdentityServer(Issuer issuer, boolean named, Http http) {
        this.issuer = issuer;
        this.named = named;
        this.http = http;
    }

    public Issuer issuer() {
        return issuer;
    }

    /**
     * Whether a credential that doesn't say where it belongs may be sent to this server. Any program of this machine can
     * listen where a server is only assumed to: then the user has to name it, or TLS to prove it.
     */
    public boolean isKnown() {
        return named || issuer.isProved();
    }

    /**
     * What the server says about itself, asked once per run. OpenID Connect's document is preferred because it names the
     * userinfo endpoint; a server without it is asked for RFC 8414's.
     *
     * @throws Failure if it can't be reached, or is another server than the one asked for
     */
    public Metadata metadata() {
        Metadata known = metadata;
        if (known == null) {
            known = discover();
            metadata = known;
        }
        return known;
    }

    public Reply get(URI address) {
        return http.send(new HTTPRequest(Method.GET, address));
    }

    public Reply send(HTTPRequest request) {
        return http.send(request);
    }

    /** Sends a request that does the same if it arrives twice: once more, if the connection breaks before the answer is there. */
    public Reply sendRepeatable(HTTPRequest request) {
        try {
            return http.send(request);
        } catch (Failure failure) {
            if (!Http.isBroken(failure)) {
                throw failure;
            }
            return http.send(request);
        }
    }

    /** Writes the body of a good answer, of any length, to a stream as it comes. */
    public Reply download(HTTPRequest request, OutputStream into) {
        return http.download(request, into);
    }

    /** Another server, met with the same limits. */
    public IdentityServer other(Issuer other) {
        return new IdentityServer(other, true, http);
    }

    /** Sends the request with the method {@code PATCH}, which its type doesn't know. */
    public Reply patch(HTTPRequest request) {
        return http.send(request, "PATCH");
    }

    private Metadata discover() {
        Reply reply = get(issuer.at("/.well-known/openid-configuration"));
        if (reply.status() == 404) {
            reply = get(issuer.oauthMetadata());
        }
        if (!reply.isSuccess()) {
            throw refusal(reply);
        }
        return Metadata.of(issuer, reply.json());
    }

    private Failure refusal(Reply reply) {
        String advice = "Check HUBIFY_ISSUER: is this really an identity server?";
        return reply.status() == 404
                ? new Failure(ExitCode.NOT_FOUND, "There is no identity server at " + issuer + ".", advice)
                : ServerError.refusal(reply, advice);
    }
}

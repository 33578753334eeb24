package com.hubify.identity.resource.use;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerConnection.Answer;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reports, with the access token that the revocation feed is read with. One that is rejected is replaced once. */
public final class UseConnection {

    private static final Logger log = LoggerFactory.getLogger(UseConnection.class);

    /** Where reports are sent. */
    @FunctionalInterface
    public interface Address {

        URI in(IssuerMetadata metadata) throws IOException;
    }

    /** What became of a report. */
    public enum Outcome {
        TAKEN,
        /** No answer, or one that may be another one the next time. */
        FAILED,
        /** The server will never take this one. */
        REFUSED,
        /** The server takes no reports: it is older than they are, or this client may not send any. */
        NOT_WANTED
    }

    private final IssuerMetadata metadata;
    private final IssuerConnection connection;
    private final RevocationToken token;
    private final Address address;

    UseConnection(IssuerMetadata metadata, IssuerConnection connection, RevocationToken token) {
        this(metadata, connection, token, IssuerMetadata::apiKeyUsesUri);
    }

    public UseConnection(IssuerMetadata metadata, IssuerConnection connection, RevocationToken token, Address address) {
        this.metadata = metadata;
        this.connection = connection;
        this.token = token;
        this.address = address;
    }

    Outcome send(UseBatch batch) {
        return send(batch.json());
    }

    /** Sends a report of another kind, as JSON. */
    public Outcome send(String report) {
        try {
            Answer answer = post(report);
            if (answer.status() == 401) {
                token.forget();
                answer = post(report);
            }
            return outcome(answer.status());
        } catch (IOException e) {
            log.debug("A report could not be sent", e);
            return Outcome.FAILED;
        }
    }

    private Answer post(String report) throws IOException {
        return connection.postJson(address.in(metadata), token.value(), report);
    }

    // A server without the endpoint knows another one at that path, for other methods.
    private static Outcome outcome(int status) {
        return switch (status) {
            case 200, 202, 204 -> Outcome.TAKEN;
            case 403, 404, 405 -> Outcome.NOT_WANTED;
            case 400, 413, 415, 422 -> Outcome.REFUSED;
            default -> Outcome.FAILED;
        };
    }
}

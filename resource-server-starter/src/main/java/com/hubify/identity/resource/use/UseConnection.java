package com.hubify.identity.resource.use;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerConnection.Answer;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reports, with the access token that the revocation feed is read with. One that is rejected is replaced once. */
final class UseConnection {

    private static final Logger log = LoggerFactory.getLogger(UseConnection.class);

    /** What became of a report. */
    enum Outcome {
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

    UseConnection(IssuerMetadata metadata, IssuerConnection connection, RevocationToken token) {
        this.metadata = metadata;
        this.connection = connection;
        this.token = token;
    }

    Outcome send(UseBatch batch) {
        try {
            Answer answer = post(batch);
            if (answer.status() == 401) {
                token.forget();
                answer = post(batch);
            }
            return outcome(answer.status());
        } catch (IOException e) {
            log.debug("A report on the use of API keys could not be sent", e);
            return Outcome.FAILED;
        }
    }

    private Answer post(UseBatch batch) throws IOException {
        return connection.postJson(metadata.apiKeyUsesUri(), token.value(), batch.json());
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

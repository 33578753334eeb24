package com.hubify.identity.server.client.registry;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.server.client.ClientMetadata;
import com.hubify.identity.server.client.ClientProblem;
import com.hubify.identity.server.client.ClientSecrets;
import com.hubify.identity.server.client.registry.ClientRefused.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes documents of clients by the rules of registrations. Nothing is stored here. */
@Component
class ClientDrafts {

    private static final int SECRET_BYTES = 32;

    /** Attack: an operator is led to sign in at a client that somebody registered, and the client has the operator's power. */
    private static final ClientProblem FOR_PROGRAMS = new ClientProblem(
            "scopes",
            "must not contain audit:…, clients:…, revocations:… and signing-keys:… where people sign in, since these run the"
                    + " platform: such a client is set up in the server's configuration");

    private final ClientViews views;
    private final Clock clock;
    private final SecureRandom random;

    ClientDrafts(ClientViews views, Clock clock, SecureRandom random) {
        this.views = views;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A new client.
     *
     * @param secret null for a public one
     */
    record Draft(StoredClient client, @Nullable String secret) {

        @Override
        public String toString() {
            return "Draft[client=" + client + "]";
        }
    }

    /**
     * A client with a secret of 256 bits unless it is public.
     *
     * @param id null for a random one
     * @throws ClientRefused with all that is wrong
     */
    Draft create(@Nullable String id, ClientMetadata metadata, String method) {
        String secret = metadata.isPublic() ? null : newSecret();
        Instant now = now();
        List<StoredSecret> secrets = secret == null ? List.of() : List.of(stored(secret, now));
        String name = id == null ? "client_" + RandomText.ofBytes(12, random) : id;
        return new Draft(registered(name, metadata, method, secrets, now), secret);
    }

    /**
     * The client as it is to be, with the secrets that it has.
     *
     * @throws ClientRefused with all that is wrong
     */
    StoredClient change(StoredClient before, UnaryOperator<KnownClient> change) {
        KnownClient now = views.ofStored(before).orElseThrow(() -> new ClientRefused(Reason.UNKNOWN));
        KnownClient then = change.apply(now);
        if (now.metadata().isPublic() != then.metadata().isPublic()) {
            throw ClientRefused.invalid(List.of(new ClientProblem(
                    "public",
                    "can't be changed: what was given to the client was given to one that has a secret, or has none")));
        }
        List<StoredSecret> secrets = before.allSecrets();
        return registered(before.clientId(), then.metadata(), then.authenticationMethod(), secrets, before.issuedAt())
                .as(before.changes(), secrets, before.isDisabled(), now());
    }

    private StoredClient registered(
            String id,
            ClientMetadata metadata,
            String method,
            List<StoredSecret> secrets,
            @Nullable Instant createdAt) {
        ClientMetadata complete = ClientViews.withSecret(
                metadata, secrets.isEmpty() ? null : secrets.get(0).digest());
        List<ClientProblem> problems = new ArrayList<>(complete.problems());
        if (!complete.operatorScopesOfPeople().isEmpty()) {
            problems.add(FOR_PROGRAMS);
        }
        if (!problems.isEmpty()) {
            throw ClientRefused.invalid(problems);
        }
        return ClientViews.stored(id, complete, method, createdAt).as(0, secrets, false, now());
    }

    /** In whole seconds, as operators see it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    String newSecret() {
        return RandomText.ofBytes(SECRET_BYTES, random);
    }

    static StoredSecret stored(String secret, Instant now) {
        return new StoredSecret(ClientSecrets.digest(secret), now, null);
    }
}

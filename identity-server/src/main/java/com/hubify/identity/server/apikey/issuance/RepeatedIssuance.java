package com.hubify.identity.server.apikey.issuance;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a request is answered that has made its key before. */
@Component
public class RepeatedIssuance {

    private final ApiKeys keys;
    private final Clock clock;

    RepeatedIssuance(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The answer; empty if the request has made none within a day. */
    public Optional<Issuance> find(AccountId owner, @Nullable IdempotentRequest request) {
        return request == null
                ? Optional.empty()
                : keys.made(owner, request.name()).map(made -> answer(request, made));
    }

    private Issuance answer(IdempotentRequest request, ApiKeys.Made made) {
        if (!request.asksFor(made)) {
            return new Issuance.OtherRequest();
        }
        // A key that was revoked since is not shown as if it were good.
        Optional<ApiKey> key = keys.find(made.id()).filter(it -> it.usableAt(clock.instant()));
        Optional<ApiKeyToken> token = Optional.ofNullable(made.sealed()).flatMap(text -> open(request, text));
        return key.isPresent() && token.isPresent()
                ? new Issuance.Issued(key.get(), token.get())
                : new Issuance.IssuedBefore(made.id());
    }

    private static Optional<ApiKeyToken> open(IdempotentRequest request, String sealed) {
        try {
            return request.open(sealed);
        } catch (UnreadableDocument e) {
            return Optional.empty();
        }
    }
}

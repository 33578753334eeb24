package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys that are good, ready to bend. */
final class TestApiKeys {

    static final AccountId OWNER = new AccountId("user_2abc");
    static final AccountId STRANGER = new AccountId("user_2xyz");
    static final String SECRET = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";

    private String id = "abcd1234";
    private AccountId owner = OWNER;
    private Instant createdAt = WindableClock.START;
    private @Nullable Instant expiresAt;

    private TestApiKeys() {}

    static TestApiKeys usable() {
        return new TestApiKeys();
    }

    TestApiKeys id(String id) {
        this.id = id;
        return this;
    }

    /** An id made of a number. */
    TestApiKeys id(int number) {
        return id("%08d".formatted(number));
    }

    TestApiKeys owner(AccountId owner) {
        this.owner = owner;
        return this;
    }

    TestApiKeys createdAt(Instant createdAt) {
        this.createdAt = createdAt;
        return this;
    }

    TestApiKeys expiresAt(Instant expiresAt) {
        this.expiresAt = expiresAt;
        return this;
    }

    /** The key as its holder sends it. */
    ApiKeyToken token() {
        return ApiKeyToken.of(id, SECRET);
    }

    ApiKey key() {
        return new ApiKey(
                new ApiKeyId(id),
                owner,
                new ApiKeyName("my-integration"),
                Scopes.parse("labs:read experiments:*").orElseThrow(),
                createdAt,
                expiresAt,
                ApiKeySecret.of(token()).digest(),
                null,
                null);
    }
}

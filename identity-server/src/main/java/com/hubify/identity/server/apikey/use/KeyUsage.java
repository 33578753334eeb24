package com.hubify.identity.server.apikey.use;

import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.endpoint.ExistingScopes;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** The recorded use of keys and what follows from it. */
@Service
public class KeyUsage {

    private final ApiKeyUseRecords records;
    private final ExistingScopes existing;
    private final Clock clock;

    KeyUsage(ApiKeyUseRecords records, ExistingScopes existing, Clock clock) {
        this.records = records;
        this.existing = existing;
        this.clock = clock;
    }

    public RecordedUse of(ApiKey key) {
        return records.find(key.id());
    }

    public ScopeAdvice advice(ApiKey key, RecordedUse use) {
        return ScopeAdvice.of(key, use, clock.instant(), existing::isForKeys);
    }
}

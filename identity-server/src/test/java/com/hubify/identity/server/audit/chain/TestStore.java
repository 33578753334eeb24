package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.redis.RedisJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.QueryTimeoutException;
import tools.jackson.databind.JsonNode;

/** Keeps records in memory, and fails on demand. */
final class TestStore implements ChainStore {

    /** What becomes of a write. */
    enum Fate {
        STORED,
        LOST,
        /** Stored, and the answer does not arrive. */
        UNCLEAR
    }

    final List<String> records = new ArrayList<>();
    final List<Integer> sizes = new ArrayList<>();
    volatile Fate fate = Fate.STORED;
    volatile Runnable before = () -> {};

    @Override
    public void append(AuditStream stream, List<byte[]> added) {
        before.run();
        if (fate != Fate.LOST) {
            added.forEach(record -> records.add(new String(record, StandardCharsets.UTF_8)));
            sizes.add(added.size());
        }
        if (fate != Fate.STORED) {
            throw new QueryTimeoutException("no answer");
        }
    }

    List<JsonNode> trees() {
        return records.stream().map(RedisJson::tree).toList();
    }
}

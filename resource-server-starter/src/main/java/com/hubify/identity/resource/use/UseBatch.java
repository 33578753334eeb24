package com.hubify.identity.resource.use;

import com.hubify.identity.protocol.RandomText;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Uses that are reported together. It keeps its id when it is sent again, so that the server counts it once.
 *
 * @param id 128 random bits: no other service can guess it, to have its report taken for a repetition
 */
record UseBatch(String id, List<UsedKey> uses) {

    /** The server reads at most 500 keys and 64 KiB. */
    static final int MOST_KEYS = 200;

    static final int MOST_BYTES = 48 * 1024;

    private static final int ID_BYTES = 16;

    static List<UseBatch> of(List<UsedKey> uses, SecureRandom random) {
        List<UseBatch> batches = new ArrayList<>();
        List<UsedKey> batch = new ArrayList<>();
        int size = 0;
        for (UsedKey use : uses) {
            if (batch.size() == MOST_KEYS || (size > 0 && size + use.size() > MOST_BYTES)) {
                batches.add(new UseBatch(RandomText.ofBytes(ID_BYTES, random), List.copyOf(batch)));
                batch.clear();
                size = 0;
            }
            batch.add(use);
            size += use.size();
        }
        if (!batch.isEmpty()) {
            batches.add(new UseBatch(RandomText.ofBytes(ID_BYTES, random), List.copyOf(batch)));
        }
        return batches;
    }

    String json() {
        return JSONObjectUtils.toJSONString(
                Map.of("batch", id, "uses", uses.stream().map(UsedKey::members).toList()));
    }
}

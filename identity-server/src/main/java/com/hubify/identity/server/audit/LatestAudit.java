package com.hubify.identity.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The latest records of the audit trail, for operators' eyes. */
public interface LatestAudit {

    /** One record, as it was written. Details are untrusted text. */
    record Shown(Instant at, String kind, Map<String, String> details) {

        public Shown {
            details = Map.copyOf(details);
        }
    }

    /**
     * The newest records, newest first; issued tokens only if the kind begins with {@code token.}.
     *
     * @param kind what their kind begins with; empty for all but tokens
     * @param about the value of one of their details; empty for all
     * @param most how many, at most 200; those among the newest 20,000 records
     */
    List<Shown> find(String kind, String about, int most);
}

package com.hubify.identity.cli.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a part of a file holds: the result of one task. Lines are counted from its beginning. */
final class FilePart {

    final Findings findings = new Findings();
    final Map<ChainId, ChainPart> chains = new LinkedHashMap<>();
    long lines;
    long unchained;

    @Nullable
    Instant lastUnchained;
}

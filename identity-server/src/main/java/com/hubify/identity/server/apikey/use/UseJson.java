package com.hubify.identity.server.apikey.use;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.server.apikey.ApiKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The use of a key as JSON. */
final class UseJson {

    private UseJson() {}

    static Map<String, @Nullable Object> of(ApiKey key, RecordedUse use, ScopeAdvice advice) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", key.id().value());
        members.put("since", text(advice.since()));
        members.put("last_used_at", text(key.lastUsedAt()));
        members.put("last_address", use.address());
        members.put("last_service", use.service());
        members.put("count", use.count());
        members.put("scopes", use.scopes());
        members.put("days", use.days().stream().map(UseJson::of).toList());
        members.put("advice", of(advice));
        return members;
    }

    private static Map<String, Object> of(RecordedUse.Day day) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("day", day.date().toString());
        members.put("count", day.count());
        members.put("scopes", day.scopes());
        return members;
    }

    private static Map<String, @Nullable Object> of(ScopeAdvice advice) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("verdict", advice.verdict().name().toLowerCase(Locale.ROOT));
        members.put("scopes", List.copyOf(advice.scopes().values()));
        members.put("unused", advice.unused().stream().map(Scope::value).toList());
        members.put("enough_at", text(advice.enoughAt()));
        return members;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
